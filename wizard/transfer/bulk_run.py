"""One Bulk job, from its beginning to its end, for a transfer and for taking one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wizard.domain.control import Control
from wizard.domain.errors import BulkSwitchedOff, PassingFault
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
            return self._run(job, operation, upload)
        except BulkSwitchedOff:
            self.slowdowns.no_bulk(rows, self.object_name)
            self.ledger.jobs.close(job)
            return ""

    def _run(self, job: int, operation: Operation, upload: Callable[[str], None]) -> str:
        for attempt in range(1, _TRIES + 1):
            salesforce_job = self.bulk.start(operation)
            self.ledger.jobs.name(job, salesforce_job)
            try:
                upload(salesforce_job)
                self.bulk.wait(salesforce_job)
            except PassingFault:
                self.bulk.abort(salesforce_job)
                if attempt == _TRIES:
                    raise
                self.control.sleep(2**attempt)
            else:
                break
        return salesforce_job

    def learn(self, dealt_with: int, errors: Sequence[RowError]) -> None:
        """Note whether an automation manages the portions of 200 rows in which it meets those of a job."""
        broken = [error.message for error in errors if is_of_automation(error)]
        if broken and len(errors) == dealt_with:
            self.slowdowns.broke(COLLECTION_ROWS, broken[0])
        elif dealt_with:
            self.slowdowns.passed(COLLECTION_ROWS)
