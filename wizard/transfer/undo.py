"""Taking one run back: what it created is deleted, what it changed is restored, what others touched is left."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from wizard.domain.compare import differing
from wizard.domain.control import Control, Progress, Report, Throttled, ignore
from wizard.domain.destination import Destination
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.outcome import CHANGED_SINCE, DELETED, LEFT, RESTORED, Outcome
from wizard.domain.ports import BulkJobs, RecordStore
from wizard.domain.results import StoredRecord
from wizard.transfer.calls import PAUSES
from wizard.transfer.ledger import Ledger, Written
from wizard.transfer.quota_check import QuotaCheck
from wizard.transfer.run_end import carry_through
from wizard.transfer.sending import CLOCK_STEP
from wizard.transfer.settling import settle_in_flight
from wizard.transfer.slowdowns import Slowdowns
from wizard.transfer.taking_back import TakingBack
from wizard.transfer.touched import touched

_log = logging.getLogger(__name__)
_AT_ONCE = 10_000  # records that one Bulk job takes back: so a stop repeats little
_READ = 2_000  # records of which one call tells what they hold: no more are held in memory than needed


@dataclass
class TransferUndo:
    """Takes runs of one profile back. ``writers`` are the users whose writes are ours.

    ``even_changed`` takes back what somebody changed since, too; a run taken back already is gone over again for it.
    What Salesforce refuses stays open: the next time exactly those records are tried again.
    """

    ledger: Ledger
    records: RecordStore
    bulk: BulkJobs
    destination: Destination
    writers: frozenset[str]
    control: Control = field(default_factory=Control)
    report: Report = ignore
    even_changed: bool = False
    user: str = ""  # the username of who is signed in to Salesforce
    _passing: set[str] = field(default_factory=set, init=False)  # cards refused for what passes
    _slowdowns: Slowdowns = field(init=False)
    _room: QuotaCheck = field(init=False)

    def run(self, run_id: str) -> tuple[str, AppError | None]:
        """Take a run back; return the undo's own id, and what stopped it, if anything.

        Raises ``SetupMustChange`` when there is no such run, or it cannot be taken back any more. What was
        done is in the ledger; calling again goes on.
        """
        self.ledger.runs.check_undo(run_id, again=self.even_changed)
        if not self.ledger.undoing.possible(run_id):
            raise SetupMustChange("undo_too_late", run=run_id)
        undo = self.ledger.runs.begin_undo(run_id, self.user, again=self.even_changed)
        work = partial(self._work, run_id, undo.id)
        trouble = carry_through(undo, self.ledger, work, self.ledger.outcomes.counts)
        return undo.id, trouble

    def _work(self, run_id: str, undo_id: str) -> None:
        if self.even_changed:
            self.ledger.undoing.reconsider_left(undo_id)
        self.ledger.undoing.reopen(undo_id)
        settle_in_flight(self.ledger, self.records, self.bulk, self.destination, self.control)
        self._slowdowns, self._room = Slowdowns.of(self.ledger, undo_id), QuotaCheck(self.records)
        report = Throttled(self.report)
        self._go_over(run_id, undo_id, report)
        for pause in PAUSES:
            if not self._passing:
                break
            self.control.sleep(pause)
            self.ledger.undoing.reopen(undo_id, self._passing)
            self._go_over(run_id, undo_id, report)
        self.ledger.runs.mark_undone(run_id, undo_id)
        report.flush()

    def _go_over(self, run_id: str, undo_id: str, report: Throttled) -> None:
        """Deal with every record that is not dealt with."""
        self._passing.clear()
        done = sum(self.ledger.outcomes.counts(undo_id).values())
        while part := self.ledger.undoing.written(run_id, undo_id, _AT_ONCE):
            self.control.checkpoint()
            self.ledger.undoing.take_back(run_id, undo_id, self._take_back(run_id, undo_id, part))
            done += len(part)
            report(Progress("undoing", done, done))

    def _take_back(self, run_id: str, undo_id: str, part: Sequence[Written]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        delete: list[StoredRecord] = []
        restore: list[StoredRecord] = []
        for start in range(0, len(part), _READ):
            some = part[start : start + _READ]
            ids = [written.card_id for written in some]
            found = self.records.read(ids, {written.card_id: written.salesforce_id for written in some})
            images = self.ledger.images.of(run_id, ids)
            for written in some:
                now, image = found.get(written.card_id), images.get(written.card_id)
                if told := self._told(written, now, image):
                    outcomes.append(told)
                    if told.outcome == RESTORED and now and image:
                        self._note_restored(run_id, now, image)
                elif written.created and now:
                    delete.append(replace(now, values={}))
                elif image:
                    restore.append(image)
        back = TakingBack(
            self.ledger, self.records, self.bulk, self.destination, self.control, undo_id, self._room, self._slowdowns
        )
        outcomes += back.delete(delete)
        outcomes += back.restore(restore, run_id)
        self._passing |= back.passing
        return outcomes

    def _note_restored(self, run_id: str, now: StoredRecord, image: StoredRecord) -> None:
        """A record that holds its image was restored by an undo that was killed before it could note it.

        Unnoted, it would count as changed by somebody when an earlier run is taken back.
        """
        if not touched(now, "", self.writers):
            at = datetime.fromisoformat(now.modified) + CLOCK_STEP
            self.ledger.undoing.put_back(run_id, [image], at.isoformat())

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
        """Whether somebody, or a later run, changed the record after this run's write, or made another in its place."""
        if written.salesforce_id and now.salesforce_id[:15] != written.salesforce_id[:15]:
            return True
        return not written.written or touched(now, written.written, self.writers)


def _differs(now: StoredRecord, image: StoredRecord) -> bool:
    return now.owner_id[:15] != image.owner_id[:15] or bool(differing(image.values, now.values))
