"""A preview: the same transfer, on a copy of the ledger, with writes that go nowhere (``sync --dry-run``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wizard.domain.plan import Change
from wizard.domain.ports import NONE, Operation, RecordStore
from wizard.domain.results import Allowance, RowError, RowResult, StoredRecord
from wizard.transfer.ledger import Ledger
from wizard.transfer.preview_store import PreviewStore
from wizard.transfer.touched import touched


@dataclass
class PreviewRecords:
    """Reads what is there; of a write it says what Salesforce would, and notes it.

    ``owners`` are who can own records, ``writers`` are the users whose writes are ours, ``ledger`` the copy.
    """

    real: RecordStore
    owners: frozenset[str]
    foreseen: PreviewStore
    writers: frozenset[str]
    ledger: Ledger

    def any(self) -> bool:
        """Whether there is any record."""
        return self.real.any()

    def count(self) -> int:
        """How many there are."""
        return self.real.count()

    def ids(self) -> Iterator[tuple[str, str]]:
        """Of each record that is there the card's id and its own."""
        return self.real.ids()

    def allowance(self) -> Allowance:
        """A preview needs no room."""
        return Allowance()

    def read(self, card_ids: Sequence[str], known: Mapping[str, str] = NONE) -> dict[str, StoredRecord]:
        """What is stored for these cards."""
        found = self.real.read(card_ids, known)
        written = self.ledger.cards.written_at(list(found))
        self.foreseen.touched(
            card_id for card_id, record in found.items() if touched(record, written.get(card_id, ""), self.writers)
        )
        return found

    def find(self, text: str, most: int) -> list[StoredRecord]:
        """The first records that fit a text."""
        return self.real.find(text, most)

    def upsert(self, changes: Sequence[Change]) -> list[RowResult]:
        """What would come back, with nothing sent."""
        results = [self._result(change) for change in changes]
        self.foreseen.note(changes, results)
        return results

    def restore(self, images: Sequence[StoredRecord]) -> list[RowResult]:
        """Never part of a preview."""
        raise AssertionError("a preview restores nothing")

    def delete(self, records: Sequence[StoredRecord]) -> list[RowResult]:
        """Never part of a preview."""
        raise AssertionError("a preview deletes nothing")

    def clock(self) -> datetime:
        """Salesforce's own time."""
        return self.real.clock()

    def _result(self, change: Change) -> RowResult:
        """Return what Salesforce would say of one row, as far as that can be foreseen."""
        if change.owner_id and change.owner_id not in self.owners:
            return RowResult(change.card_id, "", RowError("INACTIVE_OWNER_OR_USER"))
        return RowResult(change.card_id, change.salesforce_id)


@dataclass
class PreviewBulk:
    """Bulk jobs that only say what would come back."""

    records: PreviewRecords
    _jobs: dict[str, list[RowResult]] = field(default_factory=dict)

    def start(self, _operation: Operation = "upsert") -> str:
        """Make a job that is nowhere."""
        return f"preview-{len(self._jobs)}"

    def upload(self, job_id: str, changes: Sequence[Change]) -> None:
        """Take the rows."""
        self._jobs = {job_id: self.records.upsert(changes)}

    def upload_records(self, job_id: str, operation: Operation, held: Sequence[StoredRecord]) -> None:
        """Never part of a rehearsal."""
        raise AssertionError("a rehearsal takes nothing back")

    def results_of(self, job_id: str, held: Sequence[StoredRecord]) -> Iterator[RowResult]:
        """Never part of a rehearsal."""
        raise AssertionError("a rehearsal takes nothing back")

    def abort(self, job_id: str) -> None:
        """Nothing is on its way."""

    def state(self, _job_id: str) -> Mapping[str, Any] | None:
        """Jobs of an earlier, real run are left alone."""
        return None

    def wait(self, _job_id: str) -> Mapping[str, Any]:
        """It is done at once."""
        return {"state": "JobComplete"}

    def results(self, job_id: str) -> Iterator[RowResult]:
        """What would come back."""
        return iter(self._jobs[job_id])
