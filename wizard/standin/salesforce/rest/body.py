"""Records in JSON, turned into rows for the writer."""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.errors import ApiError, RowError
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.writing.batch import Rows
from wizard.standin.salesforce.writing.checks import not_writable
from wizard.standin.salesforce.writing.values import ABSENT, wrong_type


def rows_of(access: Access, kind: ObjectType, records: list[dict[str, Any]], *, each: bool = False) -> Rows:
    """Return the records as rows; a field that only some carry is absent in the others.

    Raises ApiError for a field that is unknown, hidden, or holds a value of an impossible type. ``each``: an unknown or
    hidden field is an error of its rows only (recorded answers of 2024 in `recordings/amp-labs-2024-2025`).
    """
    fields: dict[str, Field] = {}
    errors: dict[int, RowError] = {}
    for row, record in enumerate(records):
        for name, value in record.items():
            if name == "attributes":
                continue
            try:
                field = fields.get(name) or _field(access, kind, name)
            except ApiError as error:
                if not each:
                    raise
                errors.setdefault(row, RowError(error.code, error.message, error.fields or ()))
                continue
            fields[name] = field
            _check(field, value)
    names = list(fields)
    values = [[_text(record.get(name, ABSENT)) for record in records] for name in names]
    return Rows([fields[name] for name in names], values, len(records), errors)


def _field(access: Access, kind: ObjectType, name: str) -> Field:
    field = access.fields(kind).get(name.lower())
    if field is not None:
        return field
    hidden = kind.by_name.get(name.lower())
    if hidden is not None:
        error = not_writable(hidden)
        raise ApiError(400, error.code, error.message, error.fields)
    raise ApiError(400, "INVALID_FIELD", f"No such column '{name}' on sobject of type {kind.name}")


def _check(field: Field, value: Any) -> None:
    if isinstance(value, str) and not _is_text(value):
        raise ApiError(400, "JSON_PARSER_ERROR", f"Half a surrogate pair in {field.name}")
    if isinstance(value, dict | list):
        text = f"A nested value for {field.name} is not supported by the stand-in"
        raise ApiError(400, "JSON_PARSER_ERROR", text)
    if value is not None and not isinstance(value, str) and (field.is_text or field.type in ("id", "reference")):
        text = f"Cannot deserialize instance of string from value {value} for {field.name}"
        raise ApiError(400, "JSON_PARSER_ERROR", text)
    if isinstance(value, str) and wrong_type(field, [value or None]):
        text = f"Cannot deserialize instance of {field.type} from VALUE_STRING value {value} or request may be missing "
        raise ApiError(400, "JSON_PARSER_ERROR", f"{text}a required field at [line:1, column:2]")


def _is_text(value: str) -> bool:
    """JSON can spell half a surrogate pair, which no text holds."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(value: Any) -> Any:
    if value is ABSENT or isinstance(value, str):
        return value if value or value is ABSENT else None
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else repr(value)
