"""What a refused row means: whether it passes, goes without a field, or fails, and the reason a person is told."""

from __future__ import annotations

from wizard.domain.destination import Destination
from wizard.domain.fieldmap import STRICT, Note, cut
from wizard.domain.passing import LOCKED, MAY_PASS, PASSING, only_too_many_at_once
from wizard.domain.plan import Change
from wizard.domain.results import RowError
from wizard.domain.text import utf16_length
from wizard.transfer.refused_fields import fields_of, names_owner

WHOLE_RUN = {"STORAGE_LIMIT_EXCEEDED", "REQUEST_LIMIT_EXCEEDED"}
AUTOMATION = {"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "CANNOT_EXECUTE_FLOW_TRIGGER", "APEX_ERROR"}
_RULES = {"FIELD_CUSTOM_VALIDATION_EXCEPTION", "DUPLICATES_DETECTED"}
_LAST_WORD = {"REQUIRED_FIELD_MISSING", *_RULES, *AUTOMATION, *WHOLE_RUN}
# Rows of a call that stood back for others (salesforce.md §2.5): ours never ask for it, and go again.
_OF_OTHER_ROWS = {"ALL_OR_NONE_OPERATION_ROLLED_BACK", "PROCESSING_HALTED"}
# An automation tells the fault it met in its own text; `addError` of a trigger looks like a validation rule.
_TELLS_ANOTHER = {*AUTOMATION, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "DELETE_FAILED"}
_LOCK = "UNABLE_TO_LOCK_ROW"
_LOCKS = (_LOCK, "Record Currently Unavailable")
_LIMITS = ("System.LimitException", "Apex CPU time limit")
_HIDDEN = {"INVALID_FIELD_FOR_INSERT_UPDATE"}
# Words of the organisation's own people, or of what hinders; other texts may hold what stands on the card.
_WORTH_READING = {
    "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "DELETE_FAILED",
    "INVALID_CROSS_REFERENCE_KEY",
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
    *AUTOMATION,
}
_LONGEST_DETAIL = 500
_SHORTEST = 4  # characters; a text that is still refused then is not refused for its length


def passes(error: RowError) -> bool:
    """Whether the same row may go through in a while."""
    code, message, _ = error
    if code in PASSING or code in _OF_OTHER_ROWS or only_too_many_at_once(code, message):
        return True
    if code == "DUPLICATE_VALUE":  # two writers met (salesforce.md §2.5)
        return "<unknown>" in message
    return tells_of_lock(error)


def tells_of_lock(error: RowError) -> bool:
    """Whether an automation was refused by a lock (salesforce.md §2.5)."""
    return error.code in _TELLS_ANOTHER and any(sign in error.message for sign in _LOCKS)


def is_limit_of_automation(error: RowError) -> bool:
    """Whether a trigger or flow says itself that it had too much to do at once."""
    return any(sign in error.message for sign in _LIMITS)


def is_of_automation(error: RowError) -> bool:
    """Whether a trigger or flow of the organisation broke: fewer rows at once may be what it manages (§2.7)."""
    return (error.code in AUTOMATION or is_limit_of_automation(error)) and not passes(error)


def repair(change: Change, error: RowError, destination: Destination) -> Change | None:
    """Return the change without the fields the error names, or with less of their text: no card is lost for one.

    None when the error has the last word, or names no field that was sent.
    """
    if error.code in _LAST_WORD or not change.values:
        return None
    named = fields_of(error, destination)
    values, notes = list(change.values), list(change.notes)
    for at, (item, target) in enumerate(destination.fields.items()):
        value = values[at]
        if target.name not in named or value is None:
            continue
        values[at], note = _mended(value, item, target.type, target.length, error)
        if value:
            notes = [*(n for n in notes if n.item != item), note]
    return change._replace(values=tuple(values), notes=tuple(notes)) if tuple(values) != change.values else None


def _mended(value: str, item: str, kind: str, length: int, error: RowError) -> tuple[str | None, Note]:
    """Return what is to be sent in place of a refused value, None for nothing, and what is to be said of it."""
    if error.code == "STRING_TOO_LONG" and kind not in STRICT:
        limit = min(utf16_length(value) * 3 // 4, length or utf16_length(value))
        if shorter := cut(item, value, limit) if limit >= _SHORTEST else "":
            return shorter, Note("shortened", item, limit)
    if error.code == "DUPLICATE_VALUE":
        return None, Note("taken", item)
    hidden = error.code in _HIDDEN or "No such column" in error.message
    return None, Note("no_field" if hidden else "left_out", item)


def own_words(error: RowError) -> str:
    """Return the server's own words where they help the person who reads the report."""
    return error.message[:_LONGEST_DETAIL] if error.code in _WORTH_READING else ""


def reason(error: RowError, change: Change | None, destination: Destination) -> tuple[str, str]:
    """Return the code of ``words.reasons`` for a refused row, and the server's own words where they help.

    The code is chosen by Salesforce's code and by what it names: our key, the owner (where ``change`` gave one), or
    another field, whose label follows.
    """
    if passes(error):
        locked = error.code == _LOCK or tells_of_lock(error)
        return LOCKED if locked else MAY_PASS, ""
    code = error.code
    detail = own_words(error)
    named = fields_of(error, destination)
    if names_owner(error, named, change.owner_id if change else ""):
        return f"row:{code}@owner", detail
    if named == [destination.key_field]:
        return f"row:{code}@key", detail
    others = [] if code in AUTOMATION else [n for n in named if n not in (destination.key_field, "OwnerId")]
    if change and code == "REQUIRED_FIELD_MISSING" and _left_out(change, others, destination):
        code = "REQUIRED_FIELD_REFUSED"
    labels = ", ".join(destination.labels.get(name) or name for name in others)
    return f"row:{code}{':' if labels else ''}{labels}", detail


def _left_out(change: Change, names: list[str], destination: Destination) -> bool:
    """Whether Salesforce had refused the values of these fields before it missed them."""
    items = {note.item for note in change.notes}
    return any(target.name in names and item in items for item, target in destination.fields.items())
