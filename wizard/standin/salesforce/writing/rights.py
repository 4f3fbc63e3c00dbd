"""What a new record of ObjectPermissions or FieldPermissions must be like.

A set holds one such record for an object or field (object reference [C]); the codes and texts are inferred [I].
"""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.schema import Schema
from wizard.standin.salesforce.store import Store
from wizard.standin.salesforce.writing.batch import Batch

_NAMED = {"ObjectPermissions": "SobjectType", "FieldPermissions": "Field"}


class RightRules:
    """Looks at a batch of new rights."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self._store, self._schema = store, schema

    def run(self, batch: Batch) -> None:
        """Refuse rights on what is not there, needs none, or is in the set already."""
        if batch.kind.name not in _NAMED:
            return
        sets, names = batch.column("ParentId"), batch.column(_NAMED[batch.kind.name])
        for row in batch.good(new=True):
            problem = self._problem(batch.kind.name, sets[row] if sets else None, str(names[row] if names else ""))
            if problem:
                batch.fail_all({row: problem})

    def _problem(self, table: str, permission_set: Any, path: str) -> RowError | None:
        name, _, field = path.partition(".")
        kind = self._schema.get(name)
        found = kind.by_name.get(field.lower()) if kind and field else None
        if kind is None or (table == "FieldPermissions" and found is None):
            return RowError("INVALID_FIELD_FOR_INSERT_UPDATE", f"no such object or field: {path}")
        if found and not found.permissionable:
            return RowError("FIELD_INTEGRITY_EXCEPTION", f"You cannot set permissions on a required field: {path}")
        column = _NAMED[table]
        sql = f'SELECT 1 FROM "{table}" WHERE "ParentId" = ? AND "{column}" = ? COLLATE NOCASE'  # noqa: S608
        if self._store.read(sql, (permission_set, path)):
            return RowError("DUPLICATE_VALUE", f"duplicate value found: {column} duplicates value on record: {path}")
        return None
