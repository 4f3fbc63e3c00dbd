"""One Bulk job, from its beginning to its end, for whatever is written by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wizard.domain.control import Control
from wizard.domain.errors import BulkSwitchedOff, Interrupted, PassingFault
from wizard.domain.ports import BulkJobs, Operation
from wizard.domain.results import RowError
from wizard.transfer.ledger import Ledger
from wizard.transfer.row_errors import is_of_automation
from wizard.transfer.sizes import COLLECTION_ROWS
from wizard.transfer.slowdowns import Slowdowns

_TRIES = 3  # of one that fails as a whole


@dataclass
class BulkRun:
    """Runs jobs on one object; each is known to the ledger before its rows leave."""

    ledger: Ledger
    bulk: BulkJobs
    control: Control
    slowdowns: Slowdowns
    object_name: str

    def run(self, job: int, operation: Operation, upload: Callable[[str], None], rows: int) -> str:
        """Run one job of so many rows, with a new one where it fails as a whole; return the last one's id.

        ``job`` is its number in the ledger; empty, and the ledger's job closed, where the object takes no Bulk jobs.
        """
        try:
            return run_job(
                self.bulk,
                start=lambda: self.bulk.start(operation),
                name=lambda salesforce_job: self.ledger.jobs.name(job, salesforce_job),
                upload=upload,
                sleep=self.control.sleep,
            )
        except BulkSwitchedOff:
            self.slowdowns.no_bulk(rows, self.object_name)
            self.ledger.jobs.close(job)
            return ""

    def learn(self, dealt_with: int, errors: Sequence[RowError]) -> None:
        """Note whether an automation manages the portions of 200 rows in which it meets those of a job."""
        broken = [error.message for error in errors if is_of_automation(error)]
        if broken and len(errors) == dealt_with:
            self.slowdowns.broke(COLLECTION_ROWS, broken[0])
        elif dealt_with:
            self.slowdowns.passed(COLLECTION_ROWS)


def run_job(
    bulk: BulkJobs,
    *,
    start: Callable[[], str],
    name: Callable[[str], None],
    upload: Callable[[str], None],
    sleep: Callable[[float], None],
) -> str:
    """Run a job to its end, with a new one where it fails as a whole; return the last one's id.

    ``name`` is told each job's id before its rows leave. Raises what ``start`` does, ``PassingFault`` after three
    tries, and ``Interrupted`` (``job_stalled``) for a job that may still be done.
    """
    for attempt in range(1, _TRIES + 1):
        salesforce_job = start()
        name(salesforce_job)
        try:
            upload(salesforce_job)
            bulk.wait(salesforce_job)
        except PassingFault:
            bulk.abort(salesforce_job)
            if attempt == _TRIES:
                raise
            sleep(2**attempt)
        else:
            break
    return salesforce_job


def let_end(bulk: BulkJobs, salesforce_job: str) -> bool:
    """Let a job end, and say whether it is to be seen at all; one that was never filled, or stands, is stopped."""
    status = bulk.state(salesforce_job)
    if status is None:
        return False
    if status["state"] == "Open":
        bulk.abort(salesforce_job)
    elif status["state"] not in ("Aborted", "Failed", "JobComplete"):
        try:
            bulk.wait(salesforce_job)
        except Interrupted as stopped:
            if not isinstance(stopped, PassingFault) and stopped.code != "job_stalled":
                raise
            bulk.abort(salesforce_job)
    return True
