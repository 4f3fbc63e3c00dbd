"""Values as sent, turned into values as kept, a column at a time (salesforce.md §2.5, §3.6)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.ids import normal
from wizard.standin.salesforce.schema import Field

ABSENT = b""
"""Stands for "not sent": the field keeps what it has. None stands for null."""

Errors = dict[int, RowError]
Column = list[Any]

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z0-9-]*[A-Za-z0-9]")
_BOOLEANS = {"true": 1, "false": 0, "1": 1, "0": 0}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")
_WRONG_TYPE = "INVALID_TYPE_ON_FIELD_IN_RECORD"
_LARGEST_INT = 99_999_999


def convert(field: Field, values: Column) -> tuple[Column, Errors]:
    """Return the values to keep and the errors by row. Input is text, None or ABSENT."""
    if field.type == "email":
        return _emails(field, values)
    if field.is_text:
        return values, {**_too_long(field, values), **_not_in_list(field, values)}
    return _each(field, values, _digits(field) if field.precision else _READERS[field.type])


def _too_long(field: Field, values: Column) -> Errors:
    """Lengths count UTF-16 units, the stricter reading of §3.6."""
    limit = field.length
    suspects = [row for row, value in enumerate(values) if value and len(value) * 2 > limit]
    return {
        row: RowError("STRING_TOO_LONG", _too_long_text(field, values[row]), (field.name,))
        for row in suspects
        if len(values[row].encode("utf-16-le")) > limit * 2
    }


def _too_long_text(field: Field, value: str) -> str:
    return f"{field.label}: data value too large: {value} (max length={field.length})"


def _not_in_list(field: Field, values: Column) -> Errors:
    if not field.restricted:
        return {}
    code, text = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", f"{field.label}: bad value for restricted picklist field: "
    wrong = [row for row, value in enumerate(values) if value and value not in field.values]
    return {row: RowError(code, text + values[row], (field.name,)) for row in wrong}


def _emails(field: Field, values: Column) -> tuple[Column, Errors]:
    """Addresses are kept in lower case (§5). What counts as one is inferred; a full-width or bare host does not."""
    errors = _too_long(field, values)
    for row, value in enumerate(values):
        if value and row not in errors and not _EMAIL.fullmatch(value):
            text = f"{field.label}: invalid email address: {value}"
            errors[row] = RowError("INVALID_EMAIL_ADDRESS", text, (field.name,))
    return [value.lower() if value else value for value in values], errors


def _each(field: Field, values: Column, read: Callable[[str], Any]) -> tuple[Column, Errors]:
    """Convert each different value once; a boolean cannot be null."""
    known: dict[Any, Any] = {None: 0 if field.type == "boolean" else None, ABSENT: ABSENT}
    wrong: dict[Any, RowError] = {}
    for value in set(values) - known.keys():
        try:
            known[value] = read(value)
        except OverflowError:
            text = f"{field.label}: value outside of valid range on numeric field: {value}"
            wrong[value] = RowError("NUMBER_OUTSIDE_VALID_RANGE", text, (field.name,))
        except ValueError:
            wrong[value] = _wrong_type(field, value)
    if wrong:
        known |= dict.fromkeys(wrong)
    errors = {row: wrong[value] for row, value in enumerate(values) if value in wrong} if wrong else {}
    return [known[value] for value in values], errors


def wrong_type(field: Field, values: Column) -> list[int]:
    """Return the rows whose value cannot be one of the field's type; a wrong id is another kind of error."""
    if field.is_text or field.type in ("email", "id", "reference"):
        return []
    return [row for row, error in convert(field, values)[1].items() if error.code == _WRONG_TYPE]


def _wrong_type(field: Field, value: str) -> RowError:
    if field.type == "reference":
        return RowError("MALFORMED_ID", f"{field.label}: id value of incorrect type: {value}", (field.name,))
    # The wording is inferred.
    text = f"{field.label}: value not of required type: {value}"
    return RowError(_WRONG_TYPE, text, (field.name,))


def _boolean(text: str) -> int:
    if text.lower() not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text.lower()]


def _day(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text).isoformat()


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError(text)
    return stamp(datetime.fromisoformat(text))


def _int(text: str) -> int:
    number = int(text)
    if abs(number) > _LARGEST_INT:
        raise OverflowError
    return number


def _double(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _digits(field: Field) -> Callable[[str], float]:
    """Return the reader of a number with so many digits; further decimals are rounded."""
    step, limit = Decimal(1).scaleb(-field.scale), Decimal(10) ** (field.precision - field.scale)

    def read(text: str) -> float:
        number = Decimal(repr(_double(text)))
        if abs(number) >= limit:
            raise OverflowError
        return float(number.quantize(step, ROUND_HALF_UP))

    return read


def _reference(text: str) -> str:
    whole = normal(text)
    if whole is None:
        raise ValueError(text)
    return whole


_READERS: dict[str, Callable[[str], Any]] = {
    "boolean": _boolean,
    "date": _day,
    "datetime": _moment,
    "int": _int,
    "double": _double,
    "currency": _double,
    "reference": _reference,
    "id": _reference,
}
