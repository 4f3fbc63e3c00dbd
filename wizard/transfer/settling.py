"""After a stop: ask Salesforce what became of the rows that were on their way (salesforce.md §3)."""

from __future__ import annotations

import logging

from wizard.domain.compare import differing
from wizard.domain.control import Control
from wizard.domain.destination import Destination
from wizard.domain.errors import PassingFault
from wizard.domain.outcome import Outcome
from wizard.domain.plan import Change
from wizard.domain.ports import BulkJobs, RecordStore
from wizard.domain.results import RowResult, StoredRecord
from wizard.domain.run import UNDO
from wizard.transfer.bulk_run import let_end
from wizard.transfer.ledger import Job, Ledger
from wizard.transfer.sending import CLOCK_STEP, refused, written

_PAUSE = 2.0  # seconds between two looks at what a job that does not tell may still be writing
_log = logging.getLogger(__name__)


def settle_in_flight(
    ledger: Ledger, records: RecordStore, bulk: BulkJobs, destination: Destination, control: Control
) -> None:
    """Settle every job an earlier stop left open. What was not written comes again with its card.

    What a job does not tell is looked up, card by card: no job holds a new run up.
    """
    for job in ledger.jobs.left_open():
        if job.way == UNDO:
            _let_end(job, bulk)
            ledger.jobs.close(job.id)
            continue
        changes = {change.card_id: change for change in ledger.jobs.changes(job.id)}
        told = _bulk_results(job, bulk)
        results = {r.card_id: r for r in told or () if r.card_id in changes}
        rest = [c.card_id for c in changes.values() if c.creates and c.card_id not in results]
        results.update(_created(rest, records))
        while told is None and job.salesforce_job and 0 < len(results) < len(changes):  # it may still be at work
            control.sleep(_PAUSE)
            more = _created([card_id for card_id in rest if card_id not in results], records)
            if not more:
                break
            results.update(more)
        open_updates = [c for c in changes.values() if not c.creates and c.card_id not in results]
        ledger.cards.doubt(open_updates if job.salesforce_job else _may_be_written(open_updates, job, ledger, records))
        clock = (records.clock() + CLOCK_STEP).isoformat()
        settled = [(changes[i], _outcome(changes[i], result, destination)) for i, result in results.items()]
        ledger.outcomes.settle(job.run, settled, clock, job.id)


def _let_end(job: Job, bulk: BulkJobs) -> None:
    """Nothing is to be taken back any more while others look at the records; what was, they tell by themselves."""
    try:
        if job.salesforce_job:
            let_end(bulk, job.salesforce_job)
    except PassingFault as fault:
        _log.warning("job %s does not tell whether it ended: %s", job.salesforce_job, fault.code)


def _outcome(change: Change, result: RowResult, destination: Destination) -> Outcome:
    return refused(change, result.error, destination) if result.error else written(change, result.salesforce_id)


def _bulk_results(job: Job, bulk: BulkJobs) -> list[RowResult] | None:
    """Return what an old job tells of its rows; None where it cannot be asked, or makes no sense."""
    if not job.salesforce_job:
        return None
    try:
        if not let_end(bulk, job.salesforce_job):
            return None
        return list(bulk.results(job.salesforce_job))
    except PassingFault as fault:
        _log.warning("job %s does not tell what became of its rows: %s", job.salesforce_job, fault.code)
        return None


def _created(card_ids: list[str], records: RecordStore) -> dict[str, RowResult]:
    """A row meant to create a record did so if the record is there now; an update is sent again, whatever it wrote."""
    found = records.read(card_ids) if card_ids else {}
    return {card_id: RowResult(card_id, record.salesforce_id) for card_id, record in found.items()}


def _may_be_written(updates: list[Change], job: Job, ledger: Ledger, records: RecordStore) -> list[Change]:
    """Return those whose record is no longer as it was before their run first wrote to it."""
    card_ids = [change.card_id for change in updates]
    if not card_ids:
        return []
    found, images = records.read(card_ids), ledger.images.of(job.run, card_ids)
    return [c for c in updates if not _is_as_before(found.get(c.card_id), images.get(c.card_id))]


def _is_as_before(now: StoredRecord | None, image: StoredRecord | None) -> bool:
    if now is None or image is None or (now.modified, now.owner_id) != (image.modified, image.owner_id):
        return False
    return not differing(image.values, now.values)
