"""Deleting and restoring records for an undo: many by a Bulk job, few and what is left by sObject Collections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from wizard.domain.control import Control
from wizard.domain.destination import Destination
from wizard.domain.outcome import DELETED, LEFT, RESTORED, Outcome
from wizard.domain.ports import BulkJobs, Operation, RecordStore
from wizard.domain.results import RowError, RowResult, StoredRecord
from wizard.domain.run import UNDO
from wizard.transfer.bulk_run import BulkRun
from wizard.transfer.calls import Calls
from wizard.transfer.ledger import Ledger
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.row_errors import passes, reason
from wizard.transfer.sending import CLOCK_STEP, NULL
from wizard.transfer.sizes import BULK_FROM
from wizard.transfer.slowdowns import Slowdowns

_Refused = tuple[StoredRecord, RowError]


@dataclass
class TakingBack:
    """Takes some records back for one undo. ``passing``: the cards of those that were refused for what passes."""

    ledger: Ledger
    records: RecordStore
    bulk: BulkJobs
    destination: Destination
    control: Control
    undo_id: str
    room: QuotaCheck
    slowdowns: Slowdowns
    passing: set[str] = field(default_factory=set, init=False)

    def delete(self, records: Sequence[StoredRecord]) -> list[Outcome]:
        """Delete records; return what became of each."""
        return _Work(self, "delete", self.records.delete, DELETED).do(records)

    def restore(self, images: Sequence[StoredRecord], run_id: str) -> list[Outcome]:
        """Let records hold these before-images of a run again; return what became of each."""
        return _Work(self, "update", self.records.restore, RESTORED, partial(self._note, run_id)).do(images)

    def _note(self, run_id: str, images: Iterable[StoredRecord]) -> None:
        self.ledger.undoing.put_back(run_id, images, (self.records.clock() + CLOCK_STEP).isoformat())


@dataclass
class _Work:
    """One kind of taking back. Fewer go at once where an automation breaks; locked ones wait for the undo's end."""

    back: TakingBack
    operation: Operation
    call: Callable[[Sequence[StoredRecord]], Sequence[RowResult]]
    done: str
    note: Callable[[Sequence[StoredRecord]], None] = lambda _records: None
    outcomes: list[Outcome] = field(default_factory=list, init=False)

    def do(self, records: Sequence[StoredRecord]) -> list[Outcome]:
        by_bulk = len(records) >= BULK_FROM and self.back.slowdowns.bulk_works
        large = list(filter(_fits_bulk, records)) if by_bulk else []
        rest, refused = self._by_bulk(large) if large else ([], [])
        small = [record for record in records if not _fits_bulk(record)] if large else records
        back = self.back
        calls = Calls(self._by_collections, self._leave, back.slowdowns, back.room, back.control, pauses=())
        calls.run([*rest, *small], refused)
        return self.outcomes

    def _by_bulk(self, records: Sequence[StoredRecord]) -> tuple[list[StoredRecord], list[_Refused]]:
        """Take records back in one job; return those it did not deal with, and those that were refused."""
        back = self.back
        jobs = BulkRun(back.ledger, back.bulk, back.control, back.slowdowns, back.destination.object_name)
        job = back.ledger.jobs.open(back.undo_id, UNDO, ())
        ended = jobs.run(
            job, self.operation, lambda i: back.bulk.upload_records(i, self.operation, records), len(records)
        )
        if not ended:
            return list(records), []
        results = {result.card_id: result for result in back.bulk.results_of(ended, records)}
        dealt_with = [(record, results[record.card_id]) for record in records if record.card_id in results]
        refused = self._settled(dealt_with)
        jobs.learn(len(dealt_with), [error for _, error in refused])
        back.ledger.jobs.close(job)
        return [record for record in records if record.card_id not in results], refused

    def _by_collections(self, records: Sequence[StoredRecord]) -> list[_Refused]:
        return self._settled(list(zip(records, self.call(records), strict=True)))

    def _settled(self, results: Sequence[tuple[StoredRecord, RowResult]]) -> list[_Refused]:
        """Keep what was done; return what was refused. One that is gone is deleted: only an answer was lost."""
        refused = [
            (record, result.error) for record, result in results if result.error and not self._is_gone(result.error)
        ]
        lost = {record.card_id for record, _ in refused}
        done = [record for record, _ in results if record.card_id not in lost]
        self.note(done)
        self.outcomes += [Outcome(record.card_id, record.salesforce_id, self.done) for record in done]
        return refused

    def _is_gone(self, error: RowError) -> bool:
        return (self.operation, error.code) == ("delete", "ENTITY_IS_DELETED")

    def _leave(self, refused: Sequence[_Refused]) -> None:
        self.back.passing.update(record.card_id for record, error in refused if passes(error))
        self.outcomes += [self._left(record, error) for record, error in refused]

    def _left(self, record: StoredRecord, error: RowError) -> Outcome:
        code, detail = reason(error, None, self.back.destination)
        return Outcome(record.card_id, record.salesforce_id, LEFT, code, detail)


def _fits_bulk(record: StoredRecord) -> bool:
    """Whether a file of rows says all that a record is to hold: not a text that means "empty", nor another line end."""
    return all(
        value is None or (isinstance(value, str) and value != NULL and "\r" not in value)
        for value in record.values.values()
    )
