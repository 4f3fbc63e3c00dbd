"""After a stop: ask Salesforce what became of the rows that were on their way (salesforce.md §3)."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.domain.errors import Interrupted
from wizard.domain.outcome import Outcome
from wizard.domain.plan import Change
from wizard.domain.ports import BulkJobs, RecordStore
from wizard.domain.results import RowResult
from wizard.transfer.ledger import Job, Ledger
from wizard.transfer.sending import CLOCK_STEP, refused, written


def settle_in_flight(ledger: Ledger, records: RecordStore, bulk: BulkJobs) -> None:
    """Settle every job an earlier stop left open. What was not written comes again with its card."""
    for job in ledger.jobs.left_open():
        changes = {change.card_id: change for change in ledger.jobs.changes(job.id)}
        results = {r.card_id: r for r in _bulk_results(job, bulk) if r.card_id in changes}
        rest = [c.card_id for c in changes.values() if c.creates and c.card_id not in results]
        results.update(_created(rest, records))
        clock = (records.clock() + CLOCK_STEP).isoformat()
        settled = [(changes[card_id], _outcome(changes[card_id], result)) for card_id, result in results.items()]
        ledger.outcomes.settle(job.run, settled, clock, job.id)


def _outcome(change: Change, result: RowResult) -> Outcome:
    return refused(change, result.error) if result.error else written(change, result.salesforce_id)


def _bulk_results(job: Job, bulk: BulkJobs) -> Iterable[RowResult]:
    status = bulk.state(job.salesforce_job) if job.salesforce_job else None
    if status is None:
        return ()
    if status["state"] == "Open":
        bulk.abort(job.salesforce_job)
    elif status["state"] not in ("Aborted", "Failed"):
        _end(job.salesforce_job, bulk)
    return bulk.results(job.salesforce_job)


def _end(salesforce_job: str, bulk: BulkJobs) -> None:
    """Wait for a job; one that still makes no progress is stopped, and what it did not process goes again."""
    try:
        bulk.wait(salesforce_job)
    except Interrupted as stopped:
        if stopped.code != "job_stalled":
            raise
        bulk.abort(salesforce_job)


def _created(card_ids: list[str], records: RecordStore) -> dict[str, RowResult]:
    """A row meant to create a record did so if the record is there now; an update is simply sent again."""
    found = records.read(card_ids) if card_ids else {}
    return {card_id: RowResult(card_id, record.salesforce_id) for card_id, record in found.items()}
