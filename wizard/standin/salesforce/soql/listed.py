"""Queries over a few plain rows that no table keeps: rules of the organisation, fields of the Tooling API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.soql.tree import Both, Compare, Condition, FieldRef, In, Literal, Select

Row = Mapping[str, Any]


def answer(select: Select, rows: Iterable[Row]) -> dict[str, Any]:
    """Return the answer's only page. Rows are flat, with dotted names. Raises ApiError for more than =, IN and AND."""
    if select.aggregates or select.orders or select.offset:
        raise _unsupported()
    names = [_name(item) for item in select.items if isinstance(item, FieldRef)]
    found = [row for row in rows if select.where is None or _holds(select.where, row)][: select.limit]
    records = [_record(select.source, row, names) for row in found]
    return {"totalSize": len(records), "done": True, "records": records}


def _record(source: str, row: Row, names: list[str]) -> dict[str, Any]:
    """Return the asked fields of a row; those of a parent stand inside it."""
    record: dict[str, Any] = {"attributes": {"type": source}}
    for name in names:
        *parents, field = name.split(".")
        place = record
        for parent in parents:
            place = place.setdefault(parent, {"attributes": {"type": parent}})
        place[field] = _value(row, name)
    return record


def _holds(condition: Condition, row: Row) -> bool:
    match condition:
        case Both(parts):
            return all(_holds(part, row) for part in parts)
        case Compare(field, "=", Literal(kind, value)):
            wanted = bool(value) if kind == "boolean" else value
            return bool(_value(row, _name(field)) == wanted)
        case In(field, False, tuple(literals)):
            return _value(row, _name(field)) in [literal.value for literal in literals]
    raise _unsupported()


def _name(field: FieldRef) -> str:
    return ".".join(field.path)


def _value(row: Row, name: str) -> Any:
    if name not in row:
        raise ApiError(400, "INVALID_FIELD", f"No such column '{name}' on entity.")
    return row[name]


def _unsupported() -> ApiError:
    return ApiError(400, "MALFORMED_QUERY", "This query of rules is not supported by the stand-in")
