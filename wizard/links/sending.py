"""Sending links: rows are written down before they leave, and settled when their fate is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wizard.domain.control import Control
from wizard.domain.errors import PassingFault
from wizard.domain.links import Kind, LinkedCard, LinkOutcome
from wizard.domain.results import RowError, RowResult
from wizard.links.plan import LinkWrite, Made, NewPerson
from wizard.links.ports import LinkSource, LinkTarget
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.links import LinkRow
from wizard.transfer.row_errors import own_words, passes

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between two tries of what is refused for a passing reason: about a minute in all."""
_AT_ONCE = 200


@dataclass
class Sending:
    """Writes the rows of one run. Each batch is one transaction of the ledger before, and one after the call."""

    run_id: str
    ledger: Ledger
    source: LinkSource
    target: LinkTarget
    control: Control
    pauses: Sequence[float] = PAUSES

    def note(self, rows: Sequence[LinkRow]) -> None:
        """Record what became of cards for which nothing is sent."""
        if rows:
            self.ledger.links.settle(self.run_id, rows)

    def clear_up(self) -> None:
        """Learn from the cards what became of rows that were on their way when the run was stopped."""
        rows = self.ledger.links.intended(self.run_id)
        for start in range(0, len(rows), _AT_ONCE):
            self._look(rows[start : start + _AT_ONCE])

    def link(self, rows: Sequence[LinkRow]) -> None:
        """Set the links of up to 200 cards, and record what became of them."""
        if not rows:
            return
        self.ledger.links.intend(self.run_id, rows)
        by_card = {row.card_id: row for row in rows}
        results = self.persist(
            lambda ids: self.target.link([_write(by_card[card_id]) for card_id in ids]), list(by_card)
        )
        at = self._clock()
        self.ledger.links.settle(self.run_id, [_settled(by_card[r.card_id], r.error, at) for r in results])

    def create(self, rows: Sequence[LinkRow], people: Sequence[NewPerson]) -> list[Made]:
        """Make people and link a card to each; after a lost answer the cards tell who was made.

        What was not tried is left unsettled, and its answer says so. The caller settles the others.
        """
        self.ledger.links.intend(self.run_id, rows)
        for pause in (*self.pauses, None):
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
                          made_account=False, written="")
            for card, record in cards
        ]  # fmt: skip
        for start in range(0, len(rows), _AT_ONCE):
            self.link(rows[start : start + _AT_ONCE])

    def persist(self, send: Callable[[Sequence[str]], list[RowResult]], names: Sequence[str]) -> list[RowResult]:
        """Send rows by their names until none is refused for a passing reason, for about a minute."""
        final: list[RowResult] = []
        for pause in (*self.pauses, None):
            results = send(names)
            passing = [r.card_id for r in results if r.error and passes(r.error)]
            if not passing or pause is None:
                return [*final, *results]
            final += [r for r in results if not (r.error and passes(r.error))]
            names = passing
            self.control.sleep(pause)
        return final

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


def refused(row: LinkRow, error: RowError) -> LinkRow:
    """Return a row that Salesforce refused."""
    reason = f"row:{error.code}"
    return row._replace(outcome=LinkOutcome.FAILED, reason=reason, detail=own_words(error), target_id="", account_id="")


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
