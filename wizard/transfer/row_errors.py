"""What a refused row's code means for the next step (salesforce.md §2.5)."""

from __future__ import annotations

from wizard.domain.fieldmap import Note, named
from wizard.domain.plan import Change
from wizard.domain.results import RowError

PASSING = {"UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "UNKNOWN_EXCEPTION", "QUERY_TIMEOUT"}
WHOLE_RUN = {"STORAGE_LIMIT_EXCEEDED", "REQUEST_LIMIT_EXCEEDED"}
_OF_ONE_FIELD = {
    "INVALID_EMAIL_ADDRESS",
    "STRING_TOO_LONG",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    "FIELD_INTEGRITY_EXCEPTION",
    "INVALID_TYPE_ON_FIELD_IN_RECORD",
    "NUMBER_OUTSIDE_VALID_RANGE",
}
# Words of the org's own people; other codes say all there is to say, and their text may hold personal data.
_WORTH_READING = {"FIELD_CUSTOM_VALIDATION_EXCEPTION", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"}
_LONGEST_DETAIL = 500


def repair(change: Change, error: RowError, items: dict[str, str]) -> Change | None:
    """Return the change without the fields the error names: no card is lost for one field.

    ``items`` names what each field holds. None when the error is of another kind, or names no field that was sent.
    """
    sent = named(items, change.values)
    refused = [name for name in error.fields if sent.get(name)]
    if error.code not in _OF_ONE_FIELD or not refused:
        return None
    notes = tuple(Note("left_out", items[name]) for name in refused)
    values = tuple("" if name in refused else value or "" for name, value in sent.items())
    return change._replace(values=values, notes=change.notes + notes)


def detail(error: RowError) -> str:
    """Return the server's own words where they help the person who reads the report."""
    return error.message[:_LONGEST_DETAIL] if error.code in _WORTH_READING else ""
