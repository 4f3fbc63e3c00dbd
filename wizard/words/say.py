"""Turning codes into sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from wizard.domain.errors import AppError
from wizard.words import (
    api_errors,
    checks,
    commands,
    errors,
    field_choice,
    items,
    links,
    mapping,
    oauth,
    operation,
    own_object,
    reasons,
    setup_file,
    unattended,
    values,
)
from wizard.words import help as help_texts
from wizard.words.field_errors import FIELD_ERRORS
from wizard.words.sentences import sentences

if TYPE_CHECKING:  # the help says no more than what stands in the tables
    from wizard.domain.field_choice import FieldFault
    from wizard.domain.fieldmap import Note
    from wizard.domain.mapping import LineFault
    from wizard.domain.outcome import Outcome
    from wizard.domain.requirement import Requirement
    from wizard.domain.schedule import Schedule

Lang = Literal["ja", "en"]
LANGUAGES: tuple[Lang, ...] = ("ja", "en")
Table = Mapping[str, tuple[str, str]]  # code → (Japanese, English)
_REASONS: Table = {**links.REASONS, **reasons.REASONS}
_COMMANDS: Table = {**commands.TABLE, **operation.TABLE, **links.COMMANDS}


def say(table: Table, code: str, lang: Lang, /, **details: object) -> str:
    """Return the sentence for ``code``; the table must have it."""
    return table[code][LANGUAGES.index(lang)].format(**details)


def say_trouble(trouble: AppError, lang: Lang) -> str:
    """Return what happened and what to do, for a person."""
    details: dict[str, Any] = dict(trouble.details)
    if trouble.code == "oauth":
        return _say_oauth(str(details["error"]), str(details.get("detail", "")), lang)
    if trouble.code == "refused" and details["error_code"] in api_errors.TABLE:
        said = say(api_errors.TABLE, str(details["error_code"]), lang)
        return _with_note(said, details["message"] or details["error_code"], lang)
    if trouble.code == "setup_file_wrong":
        details["faults"] = _lines(say(setup_file.FAULTS, fault, lang, key=key) for key, fault in details["faults"])
    if trouble.code == "mapping_file_wrong":
        details["faults"] = _lines(say_line_fault(fault, lang) for fault in details["faults"])
    if trouble.code in ("fields_wrong", "fields_lost", "fields_required"):
        details["faults"] = _lines(say_field_fault(fault, lang) for fault in details["faults"])
    if trouble.code.startswith("link_") and "kind" in details:
        details["kind"] = say_item(str(details["kind"]).lower(), lang)
    return say(errors.TABLE, trouble.code, lang, **details)


def say_field_fault(fault: FieldFault, lang: Lang) -> str:
    """Return what is wrong with the field chosen for an item, and what to do."""
    item = say_item(fault.item, lang) if fault.item else ""
    return say(field_choice.FAULTS, fault.code, lang, item=item, field=fault.field)


def say_unattended(trouble: AppError, lang: Lang) -> str:
    """Return what stopped a transfer that ran by itself, and whether it will try again by itself."""
    from wizard.domain.containment import OF_APP, wants_a_look

    said = say_trouble(trouble, lang)
    if not wants_a_look(trouble):
        return said
    if trouble.code in OF_APP:
        return sentences(said, say_command("schedule_rests_app", lang))
    return sentences(said, say_command("schedule_rests", lang))


def say_line_fault(fault: LineFault, lang: Lang) -> str:
    """Return what is wrong with a line of a mapping file, and what to do."""
    column = column_name(fault, lang)
    return say(mapping.FAULTS, fault.code, lang, number=fault.number, column=column, value=fault.value)


def column_name(fault: LineFault, lang: Lang) -> str:
    """Return the header of the column a fault is in."""
    from wizard.domain.mapping import COLUMNS, EXTRA, HEADERS

    return (*HEADERS[lang], *EXTRA[lang])[COLUMNS[fault.code]]


def say_check(check: Requirement, lang: Lang) -> tuple[str, str]:
    """Return what was checked, and how it is."""
    title = say(checks.TABLE, f"{check.code}.title", lang)
    if check.state == "unknown":
        return title, checks.UNKNOWN[LANGUAGES.index(lang)]
    return title, say(checks.TABLE, f"{check.code}.{check.state}", lang, **check.details)


def say_reason(outcome: Outcome, lang: Lang) -> str:
    """Return why a card ended as it did, its shortened and left-out values included; often empty."""
    parts = [_say_code(outcome, lang)] if outcome.reason else []
    parts += [say_note(note, lang) for note in outcome.notes]
    return sentences(*parts)


def say_note(note: Note, lang: Lang) -> str:
    """Return what became of one value."""
    item = say(items.TABLE, note.item, lang) if note.item in items.TABLE else note.item
    return say(reasons.NOTES, note.kind, lang, item=item, limit=note.limit)


def say_item(item: str, lang: Lang) -> str:
    """Return the name of what a card holds."""
    return say(items.TABLE, item, lang)


def say_help(page: str, lang: Lang) -> str:
    """Return the help on a page of the window, a paragraph a line."""
    return say(help_texts.TABLE, page, lang)


def say_own_object(code: str, lang: Lang) -> str:
    """Return a label of our own Salesforce object."""
    return say(own_object.TABLE, code, lang)


def say_command(code: str, lang: Lang, /, **details: object) -> str:
    """Return a sentence of the command line."""
    return say(_COMMANDS, code, lang, **details)


def say_value(code: str, lang: Lang) -> str:
    """Return a kind of environment or the state of a run in words."""
    return say(values.TABLE, code, lang)


def say_proof(point: Requirement, lang: Lang) -> str:
    """Return what was found of the user of unattended runs."""
    if point.state == "unknown":
        return say({point.code: checks.UNKNOWN}, point.code, lang)
    trouble = point.details.get("trouble")
    detail = say_trouble(trouble, lang) if isinstance(trouble, AppError) else ""
    return say(unattended.TABLE, f"{point.code}.{point.state}", lang, **{**point.details, "detail": detail}).strip()


def say_schedule(schedule: Schedule, lang: Lang) -> str:
    """Return when a transfer recurs."""
    day = say_command(schedule.day, lang)
    return say_command(schedule.every, lang, minute=f"{schedule.minute:02}", time=schedule.time, day=day)


def _say_code(outcome: Outcome, lang: Lang) -> str:
    _, _, told = outcome.reason.partition(":")
    if not told:
        return say(_REASONS, outcome.reason, lang)
    code, _, field = told.partition(":")
    said = _say_row_error(code, field, lang)
    return _with_note(said, outcome.detail, lang) if outcome.detail else said


def _say_row_error(code: str, field: str, lang: Lang) -> str:
    """Return why Salesforce refused a row; ``code`` may end with @key or @owner, ``field`` is another field's label."""
    plain = code.partition("@")[0]
    if field:
        return say(FIELD_ERRORS, plain if plain in FIELD_ERRORS else "other", lang, code=plain, field=field)
    known = next((each for each in (code, plain) if each in reasons.ROW_ERRORS), "other")
    return say(reasons.ROW_ERRORS, known, lang, code=plain)


def _with_note(said: str, note: str, lang: Lang) -> str:
    return f"{said}（{note}）" if lang == "ja" else f"{said} ({note})"


def _say_oauth(error: str, detail: str, lang: Lang) -> str:
    """Return what an OAuth error means; Salesforce's own words go with one that is not known."""
    if error in oauth.TABLE:
        return say(oauth.TABLE, error, lang)
    said = say(oauth.TABLE, "other", lang, error=error)
    return _with_note(said, detail, lang) if detail else said


def _lines(sentences: Iterable[str]) -> str:
    return "".join(f"\n  {sentence}" for sentence in sentences)
