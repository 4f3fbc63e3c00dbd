"""Reading values of Salesforce's answers: one of another type than documented raises ``TypeError`` or ``ValueError``.

``Api.query`` and ``Api.understood`` make of it a fault of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]


def record(value: Any) -> Record:
    """Return a JSON object."""
    if not isinstance(value, Mapping):
        raise TypeError("no object")
    return value


def records(value: Any) -> list[Record]:
    """Return a list of JSON objects."""
    if not isinstance(value, list):
        raise TypeError("no list")
    return list(map(record, value))


def text(holder: Record, name: str) -> str:
    """Return a text; empty when it is absent or null."""
    value = holder.get(name)
    if not isinstance(value, str | None):
        raise TypeError(f"{name} is no text")
    return value or ""


def needed(holder: Record, name: str) -> str:
    """Return a text that must not be empty, such as an id."""
    found = text(holder, name)
    if not found:
        raise ValueError(f"no {name}")
    return found


def number(holder: Record, name: str) -> int:
    """Return a whole number; 0 when it is absent or null."""
    value = holder.get(name)
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise TypeError(f"{name} is no whole number")
    return int(value)


def flag(holder: Record, name: str) -> bool:
    """Return true or false; false when it is absent or null."""
    value = holder.get(name)
    if not isinstance(value, bool | None):
        raise TypeError(f"{name} is neither true nor false")
    return bool(value)


def inner(holder: Record, name: str) -> Record:
    """Return an object within this one; empty when it is absent or null."""
    value = holder.get(name)
    return {} if value is None else record(value)
