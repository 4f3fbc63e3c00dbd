"""Which record a row means: by its id, or by the value of an external id field."""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.ids import normal
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.store import Store, quoted
from wizard.standin.salesforce.writing.checks import case_folder

Found = tuple[list[str | None], dict[int, RowError]]


class Targets:
    """Looks records up, whole columns at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def by_id(self, kind: ObjectType, ids: list[Any], *, may_be_new: bool = False) -> Found:
        """Return the records of ``ids`` and what is wrong with the others; no id is fine if it may be new."""
        wanted = [normal(value) if value else None for value in ids]
        deleted = '"IsDeleted"' if kind.has("IsDeleted") else "0"
        sql = f'SELECT "Id", {deleted} FROM {quoted(kind.name)} WHERE "Id" IN ({{}})'
        there = dict(self._store.read_many(sql, [record for record in wanted if record]))
        errors: dict[int, RowError] = {}
        for row, record in enumerate(wanted):
            if not ids[row]:
                if not may_be_new:
                    errors[row] = RowError("MISSING_ARGUMENT", "Id not specified in an update call")
            elif record is None or record[:3] != kind.prefix:
                text = f"{kind.label} ID: id value of incorrect type: {ids[row]}"
                errors[row] = RowError("MALFORMED_ID", text, ("Id",))
            elif record not in there:
                errors[row] = RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
            elif there[record]:
                errors[row] = RowError("ENTITY_IS_DELETED", "entity is deleted")
        return wanted, errors

    def by_key(self, kind: ObjectType, key: Field, values: list[Any]) -> Found:
        """Return for each value the record that holds it, None where there is none yet."""
        alive = ' AND "IsDeleted" = 0' if kind.has("IsDeleted") else ""
        name, fold = quoted(key.name), case_folder(key)
        sql = f'SELECT {name}, "Id" FROM {quoted(kind.name)} WHERE {name} IN ({{}}){alive}'
        holders: dict[Any, list[str]] = {}
        for value, record in self._store.read_many(sql, list({value for value in values if value})):
            holders.setdefault(fold(value), []).append(record)
        errors: dict[int, RowError] = {}
        targets: list[str | None] = [None] * len(values)
        for row, value in enumerate(values):
            found = holders.get(fold(value), []) if value else []
            if not value:
                errors[row] = RowError("MISSING_ARGUMENT", f"{key.name} not specified")
            elif len(found) > 1:
                text = f"{key.name}: more than one record found for external id field: [{', '.join(found)}]"
                errors[row] = RowError("DUPLICATE_EXTERNAL_ID", text, (key.name,))
            elif found:
                targets[row] = found[0]
        return targets, errors
