"""Bringing changes to Salesforce: look before writing, write, and settle every row in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from wizard.domain.control import Control
from wizard.domain.destination import Destination
from wizard.domain.errors import Interrupted
from wizard.domain.outcome import CREATED, FAILED, UPDATED, Outcome
from wizard.domain.plan import Change
from wizard.domain.ports import BulkJobs, RecordStore
from wizard.domain.results import RowError, RowResult
from wizard.transfer.bulk_run import BulkRun
from wizard.transfer.calls import Calls
from wizard.transfer.ledger import Ledger
from wizard.transfer.looking import look, made_anew
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.row_errors import WHOLE_RUN, passes, reason, repair
from wizard.transfer.sizes import BULK_FROM
from wizard.transfer.slowdowns import Slowdowns

NULL = "#N/A"  # means "empty" in a file of rows
CLOCK_STEP = timedelta(seconds=1)  # the clock of an answer is cut to whole seconds

Refused = tuple[Change, RowError]
Sent = tuple[Change, Outcome]


@dataclass
class Sender:
    """Sends changes for one run. ``empty`` says that the object held no record when the run began."""

    run_id: str
    ledger: Ledger
    records: RecordStore
    bulk: BulkJobs
    destination: Destination
    control: Control
    room: QuotaCheck
    slowdowns: Slowdowns
    empty: bool = False
    done: int = field(default=0, init=False)
    failed: int = field(default=0, init=False)

    def send(self, changes: Sequence[Change]) -> None:
        """Write all changes and record what became of each.

        Raises ``Interrupted`` when nothing more can be written now; what was written is recorded.
        """
        if not changes:
            return
        wanted, changes = changes, look(self.run_id, self.ledger, self.records, changes, empty=self.empty)
        self.done += len(wanted) - len(changes)
        self.room.check_batch(changes, self.slowdowns)
        large, small = self._parted(changes)
        try:
            rest, refused = self._by_bulk(large) if large else ([], [])
            calls = Calls(
                self._by_collections, self._give_up, self.slowdowns, self.room, self.control, mend=self._mended
            )
            calls.run([*rest, *small], refused)
        finally:
            self.slowdowns.keep(self.ledger)

    def _parted(self, changes: Sequence[Change]) -> tuple[Sequence[Change], Sequence[Change]]:
        """Return what goes by Bulk and what by Collections: few rows, or with a text that Bulk takes for "empty"."""
        if len(changes) < BULK_FROM:
            return [], changes
        if not self.slowdowns.bulk_works:
            self.slowdowns.went_without_bulk(len(changes))
            return [], changes
        large: list[Change] = []
        small: list[Change] = []
        for change in changes:
            (small if NULL in change.values else large).append(change)
        return large, small

    def _by_collections(self, changes: Sequence[Change]) -> list[Refused]:
        """Send up to 200 rows in one call; return those that were refused."""
        job = self.ledger.jobs.open(self.run_id, "collections", changes)
        return self._settle(job, changes, self.records.upsert(changes))[1]

    def _by_bulk(self, changes: Sequence[Change]) -> tuple[list[Change], list[Refused]]:
        """Send rows in one job; return those it did not deal with, and those that were refused."""
        job = self.ledger.jobs.open(self.run_id, "bulk", changes)
        jobs = BulkRun(self.ledger, self.bulk, self.control, self.slowdowns, self.destination.object_name)
        ended = jobs.run(job, "upsert", lambda salesforce_job: self.bulk.upload(salesforce_job, changes), len(changes))
        if not ended:
            return list(changes), []
        rest, refused = self._settle(job, changes, self.bulk.results(ended))
        jobs.learn(len(changes) - len(rest), [error for _, error in refused])
        return rest, refused

    def _settle(
        self, job: int, changes: Iterable[Change], results: Iterable[RowResult]
    ) -> tuple[list[Change], list[Refused]]:
        """Record what was written, close the job; return the rows without a result, and those that were refused."""
        waiting = {change.card_id: change for change in changes}
        done: list[Sent] = []
        refused: list[Refused] = []
        for result in results:
            change = waiting.pop(result.card_id, None)
            if change is None:  # not ours, or told twice
                continue
            if result.error is None:
                done.append((change, written(change, result.salesforce_id)))
            else:
                refused.append((change, result.error))
        self.ledger.outcomes.settle(self.run_id, done, self._clock(), job)
        self.done += len(done)
        return list(waiting.values()), refused

    def _mended(self, change: Change, error: RowError) -> Change | None:
        """Return a refused row as it may go through: as a new record where it is gone, or without what was refused."""
        if error.code == "ENTITY_IS_DELETED" and not error.fields and change.values and not change.creates:
            return made_anew(change)
        return repair(change, error, self.destination)

    def _give_up(self, rows: Sequence[Refused]) -> None:
        """Record rows that failed. Raises ``Interrupted`` where one was refused for what would refuse all others."""
        lost = [(change, refused(change, error, self.destination)) for change, error in rows]
        self.ledger.outcomes.settle(self.run_id, lost, self._clock())
        self.done += len(rows)
        self.failed += len(rows)
        if stop := next((e.code for _, e in rows if e.code in WHOLE_RUN and not passes(e)), ""):
            raise Interrupted(stop.lower())

    def _clock(self) -> str:
        return (self.records.clock() + CLOCK_STEP).isoformat()


def written(change: Change, salesforce_id: str) -> Outcome:
    """Return what a row that Salesforce wrote means for its card."""
    return Outcome(change.card_id, salesforce_id, CREATED if change.creates else UPDATED, notes=change.notes)


def refused(change: Change, error: RowError, destination: Destination) -> Outcome:
    """Return what a refused row means for its card."""
    code, detail = reason(error, change, destination)
    return Outcome(change.card_id, change.salesforce_id, FAILED, code, detail, change.notes)
