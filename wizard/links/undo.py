"""Taking a link run back: links go, what was filled is emptied, who was made is deleted; others' work stays."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from wizard.domain.control import Control, Progress, Report, Throttled, ignore
from wizard.domain.errors import AppError
from wizard.domain.links import Kind, LinkedCard, LinkOutcome
from wizard.domain.outcome import CHANGED_SINCE, DELETED, LEFT, RESTORED, Outcome
from wizard.domain.results import RowError, RowResult
from wizard.links.filling import digest
from wizard.links.plan import FieldWrite, LinkWrite
from wizard.links.ports import LinkSource, LinkTarget
from wizard.links.sending import Sending, held
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.links import Fill, LinkRow
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.row_errors import own_words
from wizard.transfer.run_end import carry_through
from wizard.transfer.sizes import BATCH
from wizard.transfer.slowdowns import Slowdowns

_log = logging.getLogger(__name__)
_AT_ONCE = 200
_TIMES = ("LastModifiedDate", "LastModifiedById")
_CLOCK_STEP = timedelta(seconds=1)  # the clock of an answer is cut to whole seconds
_GONE = "ENTITY_IS_DELETED"


@dataclass
class LinkUndo:
    """Takes link runs of one profile back. ``user_ids`` are the users whose writes are ours."""

    ledger: Ledger
    source: LinkSource
    target: LinkTarget
    user_ids: frozenset[str]
    room: QuotaCheck
    control: Control = field(default_factory=Control)
    report: Report = ignore
    even_changed: bool = False
    user: str = ""  # the username of who is signed in to Salesforce

    def run(self, run_id: str) -> tuple[str, AppError | None]:
        """Take a run back; return the undo's own id, and what stopped it, if anything.

        Raises ``SetupMustChange`` when there is no such run, or nothing of it is open. Calling again goes on.
        """
        undo = self.ledger.runs.begin_undo(run_id, self.user, again=self.even_changed)
        work = partial(self._work, run_id, undo.id)
        trouble = carry_through(undo, self.ledger, work, self.ledger.outcomes.counts)
        return undo.id, trouble

    def _work(self, run_id: str, undo_id: str) -> None:
        if self.even_changed:
            self.ledger.undoing.reconsider_left(undo_id)
        self.ledger.undoing.reopen(undo_id)
        slowdowns = Slowdowns.of(self.ledger, undo_id)
        sending = Sending(run_id, self.ledger, self.source, self.target, self.control, slowdowns, self.room)
        sending.clear_up()
        self._empty(sending, self.ledger.links.fills(run_id))
        report, done = Throttled(self.report), 0
        for part in self._parts(run_id, undo_id):
            self.control.checkpoint()
            self.ledger.links.take_back(undo_id, self._take_back(sending, part))
            done += len(part)
            report(Progress("undoing", done, done))
        self._delete_accounts(sending, run_id, undo_id)
        self.ledger.runs.mark_undone(run_id, undo_id)
        report.flush()

    def _parts(self, run_id: str, undo_id: str) -> Iterator[list[LinkRow]]:
        while part := self.ledger.links.written(run_id, undo_id, BATCH):
            yield part

    def _empty(self, sending: Sending, fills: Sequence[Fill]) -> None:
        """Empty the filled fields that still hold what the run wrote; what was emptied before is none of those."""
        for kind in (Kind.CONTACT, Kind.LEAD):
            some = [fill for fill in fills if fill.kind == kind]
            for start in range(0, len(some), _AT_ONCE):
                self._empty_some(sending, kind, {f.target_id: f for f in some[start : start + _AT_ONCE]})

    def _empty_some(self, sending: Sending, kind: Kind, fills: Mapping[str, Fill]) -> None:
        fields = sorted({name for fill in fills.values() for name in fill.digests})
        writes: dict[str, FieldWrite] = {}
        for record in self.source.records(kind, list(fills), fields):
            ours = _find(fills, record["Id"]).digests
            still = {name: None for name, value in ours.items() if digest(record.get(name)) == value}
            if still:
                writes[record["Id"]] = FieldWrite(kind, record["Id"], still)
        if writes:
            sending.persist(lambda ids: self.target.write([writes[record_id] for record_id in ids]), list(writes))

    def _take_back(self, sending: Sending, part: Sequence[LinkRow]) -> list[Outcome]:
        cards = {card.card_id: card for card in self.source.cards([row.record_id for row in part])}
        refused = self._unlink(sending, part, cards)
        people = self._delete_people(sending, [row for row in part if row.outcome == LinkOutcome.CREATED])
        return [_outcome(row, cards.get(row.card_id), refused, people) for row in part]

    def _unlink(
        self, sending: Sending, part: Sequence[LinkRow], cards: Mapping[str, LinkedCard]
    ) -> Mapping[str, RowError]:
        """Clear the links that still are the run's; return why some could not be."""
        writes = {row.card_id: _cleared(row, cards[row.card_id]) for row in part if _is_ours(row, cards)}
        if not writes:
            return {}
        results: list[RowResult] = []
        sending.write_links(list(writes.values()), results.extend)
        return {result.card_id: result.error for result in results if result.error}

    def _delete_people(self, sending: Sending, rows: Sequence[LinkRow]) -> Mapping[str, RowError | str]:
        """Delete the people a run made; return by id why some are left: an error, or the reason code."""
        left: dict[str, RowError | str] = {}
        for kind in (Kind.CONTACT, Kind.LEAD):
            written = {row.target_id: row.written for row in rows if row.kind == kind}
            left |= self._delete(sending, kind, written)
        return left

    def _delete(self, sending: Sending, kind: Kind, written: Mapping[str, str]) -> Mapping[str, RowError | str]:
        """Delete records unless somebody changed them after they were written."""
        if not written:
            return {}
        there = {record["Id"]: record for record in self.source.records(kind, list(written), _TIMES)}
        changed = {
            record_id: CHANGED_SINCE
            for record_id, record in there.items()
            if not self.even_changed and self._changed(record, written[_key(written, record_id)])
        }
        ids = [record_id for record_id in there if record_id not in changed]
        results: list[RowResult] = sending.persist(self.target.delete, ids) if ids else []
        refused = {r.card_id: r.error for r in results if r.error and r.error.code != _GONE}
        return {**changed, **refused}

    def _changed(self, record: Mapping[str, Any], written: str) -> bool:
        by = str(record.get("LastModifiedById") or "")[:15]
        if by not in {user[:15] for user in self.user_ids}:
            return True
        modified = str(record.get("LastModifiedDate") or "")
        return bool(written and modified) and _time(modified) > _time(written) + _CLOCK_STEP

    def _delete_accounts(self, sending: Sending, run_id: str, undo_id: str) -> None:
        """Delete the accounts a run made, where nothing but the run's own was left under them."""
        made = [row for row in self.ledger.links.rows(run_id) if row.made_account]
        for start in range(0, len(made), _AT_ONCE):
            some = made[start : start + _AT_ONCE]
            used = {account[:15] for account in self.source.accounts_in_use([row.account_id for row in some])}
            free = {row.account_id: row.written for row in some if row.account_id[:15] not in used}
            left = self._delete(sending, Kind.ACCOUNT, free)
            kept = [row for row in some if row.account_id[:15] in used or row.account_id in left]
            self.ledger.links.note_left(undo_id, [row.card_id for row in kept], "account_left")


def _is_ours(row: LinkRow, cards: Mapping[str, LinkedCard]) -> bool:
    card = cards.get(row.card_id)
    return card is not None and bool(row.target_id) and held(card, row.kind)[:15] == row.target_id[:15]


def _cleared(row: LinkRow, card: LinkedCard) -> LinkWrite:
    account = bool(row.account_id) and card.account_id[:15] == row.account_id[:15]
    return LinkWrite(row.card_id, row.record_id, {Kind(row.kind): "", **({Kind.ACCOUNT: ""} if account else {})})


def _outcome(
    row: LinkRow,
    card: LinkedCard | None,
    refused: Mapping[str, RowError],
    people: Mapping[str, RowError | str],
) -> Outcome:
    def left(why: RowError | str) -> Outcome:
        if isinstance(why, str):
            return Outcome(row.card_id, row.record_id, LEFT, why)
        return Outcome(row.card_id, row.record_id, LEFT, f"row:{why.code}", own_words(why))

    if error := refused.get(row.card_id) or people.get(row.target_id):
        return left(error)
    if row.outcome == LinkOutcome.CREATED:
        return Outcome(row.card_id, row.record_id, DELETED)
    if card is None:
        return left("deleted_in_salesforce_since")
    there = held(card, row.kind)
    if there and there[:15] != row.target_id[:15]:
        return left(CHANGED_SINCE)
    return Outcome(row.card_id, row.record_id, RESTORED)


def _find(fills: Mapping[str, Fill], record_id: str) -> Fill:
    return fills[_key(fills, record_id)]


def _key(by_id: Mapping[str, Any], record_id: str) -> str:
    """Return the key that names a record, whether written with 15 or 18 characters."""
    return record_id if record_id in by_id else next(key for key in by_id if key[:15] == record_id[:15])


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
