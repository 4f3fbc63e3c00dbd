"""Sending links: rows are written down before they leave, and settled when their fate is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wizard.domain.control import Control
from wizard.domain.errors import BulkSwitchedOff, Interrupted, PassingFault, SetupMustChange
from wizard.domain.links import Kind, LinkedCard, LinkOutcome
from wizard.domain.passing import LOCKED, MAY_PASS
from wizard.domain.results import RowError, RowResult
from wizard.links.plan import LinkWrite, Made, NewPerson
from wizard.links.ports import LinkSource, LinkTarget
from wizard.transfer.calls import PAUSES, Calls
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.links import LinkRow
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.row_errors import WHOLE_RUN, is_of_automation, own_words, passes, tells_of_lock
from wizard.transfer.sizes import BULK_FROM, COLLECTION_ROWS
from wizard.transfer.slowdowns import Slowdowns

_AT_ONCE = 200
_JOB = "link"  # how the ledger names a job of links
_GONE = ("ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY")
_NO_LOOKUP = ("INVALID_FIELD", "INVALID_FIELD_FOR_INSERT_UPDATE")
Settle = Callable[[Sequence[RowResult]], None]


def stop_for(error: RowError) -> None:
    """Raise ``Interrupted`` for a limit that all other rows would meet, too."""
    if error.code in WHOLE_RUN and not passes(error):
        raise Interrupted(error.code.lower())


def _stop_for_links(error: RowError) -> None:
    """As ``stop_for``; and ``SetupMustChange`` where the lookups were taken away meanwhile."""
    stop_for(error)
    if error.code in _NO_LOOKUP:
        raise SetupMustChange("link_lookups_gone", detail=error.message)


class _Row(NamedTuple):
    """A row by its name: the id of a card, or of a contact, lead or account."""

    card_id: str


@dataclass
class Sending:
    """Writes the rows of one run. Each batch is one transaction of the ledger before, and one after the call."""

    run_id: str
    ledger: Ledger
    source: LinkSource
    target: LinkTarget
    control: Control
    slowdowns: Slowdowns
    room: QuotaCheck

    def note(self, rows: Sequence[LinkRow]) -> None:
        """Record what became of cards for which nothing is sent."""
        if rows:
            self.ledger.links.settle(self.run_id, rows)

    def clear_up(self) -> None:
        """Learn from the cards what became of rows that were on their way when the run was stopped."""
        for job in self.ledger.jobs.left_open():
            if job.way == _JOB:
                self.target.end_job(job.salesforce_job)
                self.ledger.jobs.close(job.id)
        rows = self.ledger.links.intended(self.run_id)
        for start in range(0, len(rows), _AT_ONCE):
            self._look(rows[start : start + _AT_ONCE])

    def link(self, rows: Sequence[LinkRow]) -> None:
        """Set the links of up to 5,000 cards, and record what became of them."""
        if not rows:
            return
        self.ledger.links.intend(self.run_id, rows)
        by_card = {row.card_id: row for row in rows}

        def settle(results: Sequence[RowResult]) -> None:
            at = self._clock()
            self.ledger.links.settle(self.run_id, [_settled(by_card[r.card_id], r.error, at) for r in results])

        self.write_links([_write(row) for row in rows], settle)

    def write_links(self, writes: Sequence[LinkWrite], settle: Settle) -> None:
        """Set or clear the links of up to 5,000 cards, many by one job; ``settle`` is given each fate once.

        Raises ``SetupMustChange`` (``link_lookups_gone``) where the lookups have been taken away meanwhile.
        """
        by_card = {write.card_id: write for write in writes}
        rest: Iterable[str] = by_card
        refused: Sequence[RowResult] = ()
        if len(writes) >= BULK_FROM and self.slowdowns.bulk_works:
            told = self._by_job(writes)
            settle([result for result in told if result.error is None])
            refused = [result for result in told if result.error]
            rest = by_card.keys() - {result.card_id for result in told}
        send = lambda ids: self.target.link([by_card[card_id] for card_id in ids])  # noqa: E731
        self._calls(send, rest, settle, refused, stop=_stop_for_links)

    def persist(self, send: Callable[[Sequence[str]], list[RowResult]], names: Sequence[str]) -> list[RowResult]:
        """Send rows by their names, 200 a call, fewer where an automation needs it; what passes for about a minute."""
        final: list[RowResult] = []
        self._calls(send, names, final.extend)
        return final

    def _calls(
        self,
        send: Callable[[Sequence[str]], list[RowResult]],
        names: Iterable[str],
        settle: Settle,
        refused: Sequence[RowResult] = (),
        stop: Callable[[RowError], None] = stop_for,
    ) -> None:
        def once(rows: Sequence[_Row]) -> list[tuple[_Row, RowError]]:
            results = send([row.card_id for row in rows])
            settle([result for result in results if result.error is None])
            return _refusals(results)

        def give_up(rows: Sequence[tuple[_Row, RowError]]) -> None:
            for _, error in rows:
                stop(error)
            settle([RowResult(row.card_id, "", error) for row, error in rows])

        calls = Calls(once, give_up, self.slowdowns, self.room, self.control, pauses=PAUSES)
        try:
            calls.run(map(_Row, names), _refusals(refused))
        finally:
            self.slowdowns.keep(self.ledger)

    def _by_job(self, writes: Sequence[LinkWrite]) -> Sequence[RowResult]:
        """Send rows in one job; return the fate of those it dealt with."""
        job = self.ledger.jobs.open(self.run_id, _JOB, ())
        try:
            results = self.target.link_many(writes, lambda name: self.ledger.jobs.name(job, name))
        except BulkSwitchedOff:
            self.slowdowns.no_bulk(len(writes), self.target.object_name)
            results = []
        self.ledger.jobs.close(job)
        broken = [result.error.message for result in results if result.error and is_of_automation(result.error)]
        if broken and all(result.error for result in results):
            self.slowdowns.broke(COLLECTION_ROWS, broken[0])
        return results

    def create(self, rows: Sequence[LinkRow], people: Sequence[NewPerson]) -> list[Made]:
        """Make people and link a card to each; after a lost answer the cards tell who was made.

        What was not tried is left unsettled, and its answer says so. The caller settles the others.
        """
        self.ledger.links.intend(self.run_id, rows)
        for pause in (*PAUSES, None):
            try:
                return self.target.create(people)
            except PassingFault:
                if pause is None:
                    raise
                self.control.sleep(pause)
            if made := self._made(rows):
                return made
        raise AssertionError("unreachable")

    def settle_made(self, row: LinkRow, made: Made) -> LinkRow:
        """Record a person who was made, and return the row."""
        done = row._replace(target_id=made.person_id, account_id=made.account_id, written=self._clock())
        self.ledger.links.settle(self.run_id, [done])
        return done

    def link_to(self, made: LinkRow, cards: Sequence[tuple[str, str]]) -> None:
        """Link the other cards (id, record) of a person who was made."""
        rows = [
            made._replace(card_id=card, record_id=record, outcome=LinkOutcome.LINKED, reason="", way="group",
                          made_account=False, written="", notes=())
            for card, record in cards
        ]  # fmt: skip
        self.link(rows)

    def _made(self, rows: Sequence[LinkRow]) -> list[Made]:
        """Return who was made, as the cards tell it; the others were not tried. Nothing where nobody was."""
        now = {card.card_id: card for card in self.source.cards([row.record_id for row in rows])}
        made = [_found(row, now.get(row.card_id)) for row in rows]
        return made if any(each.person_id for each in made) else []

    def _look(self, rows: Sequence[LinkRow]) -> None:
        now = {card.card_id: card for card in self.source.cards([row.record_id for row in rows])}
        arrived = [_arrived(row, now.get(row.card_id)) for row in rows]
        self.ledger.links.settle(self.run_id, [row for row in arrived if row])
        self.ledger.links.forget(
            self.run_id, [row.card_id for row, there in zip(rows, arrived, strict=True) if not there]
        )

    def _clock(self) -> str:
        return self.target.clock().isoformat()


def _write(row: LinkRow) -> LinkWrite:
    account = {Kind.ACCOUNT: row.account_id} if row.account_id else {}
    return LinkWrite(row.card_id, row.record_id, {Kind(row.kind): row.target_id, **account})


def _settled(row: LinkRow, error: RowError | None, at: str) -> LinkRow:
    if error is None:
        return row._replace(written=at)
    return refused(row, error)


def _refusals(results: Iterable[RowResult]) -> list[tuple[_Row, RowError]]:
    return [(_Row(result.card_id), result.error) for result in results if result.error]


def refused(row: LinkRow, error: RowError, labels: Mapping[str, str] | None = None) -> LinkRow:
    """Return a row that Salesforce refused; ``labels`` name the fields that the error may name."""
    if error.code in _GONE and row.outcome == LinkOutcome.LINKED:
        reason, detail = "target_gone", ""
    elif passes(error):
        reason, detail = LOCKED if error.code == "UNABLE_TO_LOCK_ROW" or tells_of_lock(error) else MAY_PASS, ""
    else:
        named = ", ".join((labels or {}).get(name) or name for name in error.fields)
        reason, detail = f"row:{error.code}{':' if named else ''}{named}", own_words(error)
    outcome = LinkOutcome.FAILED
    return row._replace(
        outcome=outcome, reason=reason, detail=detail, target_id="", account_id="", made_account=False, notes=()
    )


def held(card: LinkedCard, kind: str) -> str:
    """Return what a card is linked to of a kind."""
    return card.contact_id if kind == Kind.CONTACT else card.lead_id


def _arrived(row: LinkRow, card: LinkedCard | None) -> LinkRow | None:
    """Return the row where the card shows that it arrived."""
    there = held(card, row.kind) if card else ""
    if not card or not there or (row.target_id and there[:15] != row.target_id[:15]):
        return None
    return row._replace(target_id=there, account_id=card.account_id)


def _found(row: LinkRow, card: LinkedCard | None) -> Made:
    there = held(card, row.kind) if card else ""
    if not card or not there:
        return Made(row.card_id, error=RowError("PROCESSING_HALTED"))
    return Made(row.card_id, there, card.account_id)
