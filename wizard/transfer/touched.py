"""Whether somebody worked on a record after we did."""

from __future__ import annotations

from datetime import datetime

from wizard.domain.results import StoredRecord


def touched(record: StoredRecord, written: str, writers: frozenset[str]) -> bool:
    """Whether a record was changed after ``written`` (ISO 8601; empty: not known), or by others than our users."""
    if record.modified_by[:15] not in {writer[:15] for writer in writers}:
        return True
    return bool(written) and datetime.fromisoformat(record.modified) > datetime.fromisoformat(written)
