"""Bringing changes to Salesforce: look before writing, write, and settle every row in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from wizard.domain.control import Control
from wizard.domain.errors import Interrupted, PassingFault
from wizard.domain.outcome import CREATED, FAILED, UNCHANGED, UPDATED, Outcome
from wizard.domain.plan import Change
from wizard.domain.ports import BulkJobs, RecordStore
from wizard.domain.results import RowError, RowResult, StoredRecord
from wizard.transfer.ledger import Ledger
from wizard.transfer.room import Room
from wizard.transfer.row_errors import PASSING, WHOLE_RUN, detail, repair
from wizard.transfer.sizes import BULK_FROM, COLLECTION_ROWS

_TRIES = 3
_NULL = "#N/A"
CLOCK_STEP = timedelta(seconds=1)  # the clock of an answer is cut to whole seconds

Sent = tuple[Change, Outcome]


@dataclass
class Sender:
    """Sends changes for one run. ``empty`` says that the object held no record when the run began."""

    run_id: str
    ledger: Ledger
    records: RecordStore
    bulk: BulkJobs
    items: dict[str, str]  # field name → item of the card
    control: Control
    room: Room
    empty: bool = False
    done: int = field(default=0, init=False)
    failed: int = field(default=0, init=False)

    def send(self, changes: Sequence[Change]) -> None:
        """Write all changes and record what became of each.

        Raises ``Interrupted`` when nothing more can be written now; what was written is recorded.
        """
        if not changes:
            return
        changes = self._look(changes)
        self.room.check_batch(changes)
        large, small = _parted(changes)
        again = [*self._by_bulk(large), *self._by_collections(small)]
        for attempt in range(1, _TRIES + 1):
            if not again:
                return
            self.control.sleep(attempt - 1)
            again = self._by_collections(again, last=attempt == _TRIES)

    def _look(self, changes: Sequence[Change]) -> list[Change]:
        """Take before-images of what is there, and learn what is not (any more)."""
        asked = [c.card_id for c in changes if c.salesforce_id or not self.empty]
        found = self.records.read(asked) if asked else {}
        self.ledger.images.keep(self.run_id, found.values())
        ready, gone = [], []
        for change in changes:
            record = found.get(change.card_id)
            if record:
                ready.append(_of_existing(change, record))
            elif change.creates:
                ready.append(change)
            elif change.values:
                ready.append(change._replace(creates=True, salesforce_id="", owner_id=change.recipient_id))
            else:
                gone.append((change, _gone(change)))
        self.ledger.outcomes.settle(self.run_id, gone)
        self.done += len(gone)
        return ready

    def _by_collections(self, changes: Sequence[Change], *, last: bool = False) -> list[Change]:
        again: list[Change] = []
        for start in range(0, len(changes), COLLECTION_ROWS):
            part = changes[start : start + COLLECTION_ROWS]
            job = self.ledger.jobs.open(self.run_id, "collections", part)
            again += self._settle(job, part, self.records.upsert(part), last=last)
        return again

    def _by_bulk(self, changes: Sequence[Change]) -> list[Change]:
        if not changes:
            return []
        job = self.ledger.jobs.open(self.run_id, "bulk", changes)
        salesforce_job = self._run_job(job, changes)
        return self._settle(job, changes, self.bulk.results(salesforce_job))

    def _run_job(self, job: int, changes: Sequence[Change]) -> str:
        """Run one bulk job to its end, with a new job where one fails as a whole; returns the last one's id."""
        for attempt in range(1, _TRIES + 1):
            salesforce_job = self.bulk.start()
            self.ledger.jobs.name(job, salesforce_job)
            try:
                self.bulk.upload(salesforce_job, changes)
                self.bulk.wait(salesforce_job)
            except PassingFault:
                self.bulk.abort(salesforce_job)
                if attempt == _TRIES:
                    raise
                self.control.sleep(2**attempt)
            else:
                break
        return salesforce_job

    def _settle(
        self, job: int, changes: Iterable[Change], results: Iterable[RowResult], *, last: bool = False
    ) -> list[Change]:
        """Record results, and return the changes worth another try, those without a result among them."""
        waiting = {change.card_id: change for change in changes}
        again: list[Change] = []
        settled: list[Sent] = []
        for result in results:
            change = waiting.pop(result.card_id, None)
            if change is None:  # not ours, or told twice
                continue
            if result.error is None:
                settled.append((change, written(change, result.salesforce_id)))
            elif retry := None if last else _retry(change, result.error, self.items):
                again.append(retry)
            else:
                settled.append((change, refused(change, result.error)))
        self._record(job, settled)
        return again + list(waiting.values())

    def _record(self, job: int, settled: Sequence[Sent]) -> None:
        """Settle rows. Raises ``Interrupted`` where one was refused for what would refuse all others, too."""
        clock = (self.records.clock() + CLOCK_STEP).isoformat()
        self.ledger.outcomes.settle(self.run_id, settled, clock, job)
        failed = [outcome for _, outcome in settled if outcome.outcome == FAILED]
        self.done += len(settled)
        self.failed += len(failed)
        codes = (outcome.reason.removeprefix("row:") for outcome in failed)
        if stop := next((code for code in codes if code in WHOLE_RUN), ""):
            raise Interrupted(stop.lower())


def _parted(changes: Sequence[Change]) -> tuple[Sequence[Change], Sequence[Change]]:
    """Return what goes by Bulk and what by Collections: a few rows, or with a text that Bulk takes for "empty"."""
    if len(changes) < BULK_FROM:
        return [], changes
    large: list[Change] = []
    small: list[Change] = []
    for change in changes:
        (small if _NULL in change.values else large).append(change)
    return large, small


def written(change: Change, salesforce_id: str) -> Outcome:
    """Return what a row that Salesforce wrote means for its card."""
    return Outcome(change.card_id, salesforce_id, CREATED if change.creates else UPDATED, notes=change.notes)


def refused(change: Change, error: RowError) -> Outcome:
    """Return what a refused row means for its card."""
    return Outcome(change.card_id, change.salesforce_id, FAILED, f"row:{error.code}", detail(error), change.notes)


def _retry(change: Change, error: RowError, items: dict[str, str]) -> Change | None:
    if error.code in PASSING:
        return change
    return repair(change, error, items)


def _of_existing(change: Change, record: StoredRecord) -> Change:
    """A record that is there already is updated; one that others made keeps its owner (interfaces.md)."""
    owner_id = "" if change.creates else change.owner_id
    return change._replace(creates=False, salesforce_id=record.salesforce_id, owner_id=owner_id)


def _gone(change: Change) -> Outcome:
    """Only the owner was to change, and the record was deleted in Salesforce: there is nothing to write."""
    return Outcome(change.card_id, change.salesforce_id, UNCHANGED, "deleted_in_salesforce")
