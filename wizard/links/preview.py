"""The target of a preview: nothing is sent, everything would be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.domain.results import RowResult
from wizard.links.plan import FieldWrite, LinkWrite, Made, NewPerson


@dataclass(frozen=True, slots=True)
class PreviewTarget:
    """A ``LinkTarget`` that writes nothing. Ids of what would be made are empty."""

    clock: Callable[[], datetime]
    object_name: str = ""

    def link(self, writes: Sequence[LinkWrite]) -> list[RowResult]:
        """Say that all links were set."""
        return [RowResult(write.card_id, write.record_id) for write in writes]

    def link_many(self, writes: Sequence[LinkWrite], began: Callable[[str], None]) -> list[RowResult]:
        """Say that all links were set, without a job."""
        del began
        return self.link(writes)

    def end_job(self, job: str) -> None:
        """Leave a job to the run that began it."""

    def write(self, writes: Sequence[FieldWrite]) -> list[RowResult]:
        """Say that all fields were written."""
        return [RowResult(write.id, write.id) for write in writes]

    def create(self, people: Sequence[NewPerson]) -> list[Made]:
        """Say that all people were made."""
        return [Made(new.card_id, "", new.account_id) for new in people]

    def delete(self, ids: Sequence[str]) -> list[RowResult]:
        """Say that all records were deleted."""
        return [RowResult(record_id, record_id) for record_id in ids]
