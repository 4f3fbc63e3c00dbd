"""Taking one run back: what it created is deleted, what it changed is restored, what others touched is left."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from wizard.domain.compare import differing
from wizard.domain.control import Control, Progress, Report, Throttled, ignore
from wizard.domain.errors import Interrupted, SetupMustChange, Trouble
from wizard.domain.outcome import CHANGED_SINCE, DELETED, LEFT, RESTORED, Outcome
from wizard.domain.ports import BulkJobs, RecordStore
from wizard.domain.results import RowResult, StoredRecord
from wizard.transfer.ledger import Ledger, Written
from wizard.transfer.row_errors import detail
from wizard.transfer.sending import CLOCK_STEP
from wizard.transfer.settling import settle_in_flight
from wizard.transfer.touched import touched

_log = logging.getLogger(__name__)


@dataclass
class Undo:
    """Takes runs of one profile back. ``user_id`` is the user whose writes are ours.

    ``even_changed`` takes back what somebody changed since, too; a run taken back already is gone over again for it.
    """

    ledger: Ledger
    records: RecordStore
    bulk: BulkJobs
    user_id: str
    control: Control = field(default_factory=Control)
    report: Report = ignore
    even_changed: bool = False

    def run(self, run_id: str) -> tuple[str, Trouble | None]:
        """Take a run back; return the undo's own id, and what stopped it, if anything.

        Raises ``SetupMustChange`` when there is no such run, or it cannot be taken back any more. What was
        done is in the ledger; calling again goes on.
        """
        undo = self.ledger.runs.begin_undo(run_id, again=self.even_changed)
        if not self.ledger.undoing.possible(run_id):
            raise SetupMustChange("undo_too_late", run=run_id)
        _log.info("undo of %s begins or goes on", run_id, extra={"run": undo.id})
        began, trouble, state = time.monotonic(), None, "failed"
        try:
            self._work(run_id, undo.id)
            state = "completed"
        except Trouble as stopped:
            trouble = stopped
            state = "paused" if isinstance(stopped, Interrupted) else "failed"
        finally:
            self.ledger.runs.end(undo.id, state, time.monotonic() - began, trouble)
            _log.info("%s: %s %s", state, dict(self.ledger.outcomes.counts(undo.id)), trouble.code if trouble else "")
        return undo.id, trouble

    def _work(self, run_id: str, undo_id: str) -> None:
        if self.even_changed:
            self.ledger.undoing.reconsider_left(undo_id)
        self.ledger.undoing.reopen(undo_id)
        settle_in_flight(self.ledger, self.records, self.bulk)
        report, done = Throttled(self.report), 0
        while part := self.ledger.undoing.written(run_id, undo_id):
            self.control.checkpoint()
            self.ledger.undoing.take_back(run_id, undo_id, self._take_back(run_id, part))
            done += len(part)
            report(Progress("undoing", done, done))
        self.ledger.runs.mark_undone(run_id, undo_id)
        report.flush()

    def _take_back(self, run_id: str, part: Sequence[Written]) -> list[Outcome]:
        ids = [written.card_id for written in part]
        found, images = self.records.read(ids), self.ledger.images.of(run_id, ids)
        outcomes: list[Outcome] = []
        delete: list[StoredRecord] = []
        restore: list[StoredRecord] = []
        for written in part:
            now, image = found.get(written.card_id), images.get(written.card_id)
            if told := self._told(written, now, image):
                outcomes.append(told)
            elif written.created and now:
                delete.append(now)
            elif image:
                restore.append(image)
        return [
            *outcomes,
            *_outcomes(delete, self.records.delete(delete) if delete else [], DELETED),
            *_outcomes(restore, self._restore(run_id, restore) if restore else [], RESTORED),
        ]

    def _restore(self, run_id: str, images: Sequence[StoredRecord]) -> list[RowResult]:
        results = self.records.restore(images)
        done = (image for image, result in zip(images, results, strict=True) if result.error is None)
        self.ledger.undoing.put_back(run_id, done, (self.records.clock() + CLOCK_STEP).isoformat())
        return results

    def _told(self, written: Written, now: StoredRecord | None, image: StoredRecord | None) -> Outcome | None:
        """Return the outcome where there is nothing to do, or nothing may be done."""

        def told(outcome: str, reason: str = "") -> Outcome:
            return Outcome(written.card_id, written.salesforce_id, outcome, reason)

        if now is None:
            return told(DELETED) if written.created else told(LEFT, "deleted_in_salesforce_since")
        if image and not written.created and not _differs(now, image):
            return told(RESTORED)
        if not self.even_changed and self._changed(now, written):
            return told(LEFT, CHANGED_SINCE)
        return None if written.created or image else told(LEFT, "no_before_image")

    def _changed(self, now: StoredRecord, written: Written) -> bool:
        """Whether somebody, or a later run, changed the record after this run's write."""
        return not written.written or touched(now, written.written, self.user_id)


def _differs(now: StoredRecord, image: StoredRecord) -> bool:
    return now.owner_id[:15] != image.owner_id[:15] or bool(differing(image.values, now.values))


def _outcomes(records: Sequence[StoredRecord], results: Sequence[RowResult], done: str) -> list[Outcome]:
    return [_outcome(record, result, done) for record, result in zip(records, results, strict=True)]


def _outcome(record: StoredRecord, result: RowResult, done: str) -> Outcome:
    if result.error is None or (done, result.error.code) == (DELETED, "ENTITY_IS_DELETED"):  # an answer was lost
        return Outcome(record.card_id, record.salesforce_id, done)
    reason = f"row:{result.error.code}"
    return Outcome(record.card_id, record.salesforce_id, LEFT, reason, detail(result.error))
