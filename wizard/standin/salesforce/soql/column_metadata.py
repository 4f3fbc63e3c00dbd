"""What ``columns=true`` tells of a query: its columns instead of its rows. Undocumented; Salesforce's own command
line asks for it before every query [C2]. The keys are those it reads, the others inferred [I].
"""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field
from wizard.standin.salesforce.soql.parser import parse
from wizard.standin.salesforce.soql.plan import plan

_APEX = {"id": "Id", "reference": "Id", "boolean": "Boolean", "int": "Integer", "double": "Double", "date": "Date"}
_NUMBERS = frozenset({"int", "double", "currency"})


def column_metadata(access: Access, query: str) -> dict[str, Any]:
    """Return the columns of a query; those of a parent stand inside it. Raises ApiError."""
    steps = plan(access, query, parse(query))
    columns: list[dict[str, Any]] = [_column(name, field, aggregate=field is None) for name, field in steps.outputs]
    for column in steps.columns:
        target = columns
        for relation in column.relations:
            target = _parent(target, relation)
        target.append(_column(column.field.name, column.field))
    return {
        "columnMetadata": columns,
        "entityName": steps.kind.name,
        "groupBy": bool(steps.select.groups),
        "idSelected": any(column["columnName"] == "Id" for column in columns),
        "keyPrefix": steps.kind.prefix,
    }


def _parent(columns: list[dict[str, Any]], relation: str) -> list[dict[str, Any]]:
    """Return the columns inside a parent, which is made on first use."""
    if not any(column["columnName"] == relation for column in columns):
        columns.append(_column(relation, None))
    inside: list[dict[str, Any]] = next(column["joinColumns"] for column in columns if column["columnName"] == relation)
    return inside


def _column(name: str, field: Field | None, *, aggregate: bool = False) -> dict[str, Any]:
    kind = field.type if field else ""
    return {
        "aggregate": aggregate,
        "apexType": _APEX.get(kind, "String"),
        "booleanType": kind == "boolean",
        "columnName": name,
        "custom": bool(field and field.custom),
        "displayName": name,
        "foreignKeyName": field.relationship if field else None,
        "insertable": bool(field and field.createable),
        "joinColumns": [],
        "numberType": kind in _NUMBERS,
        "textType": bool(field and kind not in _NUMBERS and kind != "boolean"),
        "updatable": bool(field and field.updateable),
    }
