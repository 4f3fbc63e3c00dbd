"""From the header of a file to fields, and from its cells to values (salesforce.md §3.6, §3.7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wizard.standin.salesforce.bulk.csvfile import CsvError
from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.store import Store, quoted
from wizard.standin.salesforce.writing.batch import Rows
from wizard.standin.salesforce.writing.checks import case_folder
from wizard.standin.salesforce.writing.values import ABSENT, wrong_type

_RELATION = re.compile(r"(?:(?P<type>\w+):)?(?P<relation>\w+)\.(?P<key>\w+)")
_NULL = "#N/A"


@dataclass(frozen=True)
class Column:
    """A column: its field, and for ``Account.Ext__c`` the parent's object and the field that names it."""

    field: Field
    parent: ObjectType | None = None
    key: Field | None = None


def columns_of(access: Access, kind: ObjectType, header: list[str]) -> list[Column]:
    """Return the columns of a header. Raises CsvError for the first name that is unknown or hidden."""
    columns = [_column(access, kind, name) for name in header]
    if len({column.field.name for column in columns}) < len(columns):
        raise CsvError("InvalidBatch : Duplicate field name in the header")
    return columns


def _column(access: Access, kind: ObjectType, name: str) -> Column:
    field = access.fields(kind).get(name.lower())
    if field is not None and field.kept:
        return Column(field)
    match = _RELATION.fullmatch(name)
    if match is None:
        raise _unknown(name)
    reference = kind.by_relationship.get(match["relation"].lower())
    if reference is None or reference.name.lower() not in access.fields(kind):
        raise _unknown(name)
    parent = access.object(_parent_name(reference, match["type"], name))
    key = access.fields(parent).get(match["key"].lower()) if parent else None
    if key is None or not (key.external_id or key.id_lookup):
        raise _unknown(name)
    return Column(reference, parent, key)


def _parent_name(reference: Field, given: str | None, name: str) -> str:
    """A reference to several objects must say which, any other must not (§3.7)."""
    if not reference.polymorphic:
        if given:
            text = "type is not needed for non polymorphic foreign key references"
            raise CsvError(f"InvalidBatch : {text} : {name}")
        return reference.reference_to[0]
    if given is None or given.lower() not in (target.lower() for target in reference.reference_to):
        raise _unknown(name)
    return given


def _unknown(name: str) -> CsvError:
    return CsvError(f"InvalidBatch : Field name not found : {name}")


def rows_of(store: Store, columns: list[Column], records: Sequence[Sequence[str]]) -> Rows:
    """Return the rows with values: an empty cell is not sent, ``#N/A`` is null."""
    errors: dict[int, RowError] = {}
    values: list[list[Any]] = []
    for at, (column, cells) in enumerate(zip(columns, zip(*records, strict=True), strict=True)):
        sent = [cell if cell and cell != _NULL else None if cell else ABSENT for cell in cells]
        for row in () if column.parent else wrong_type(column.field, sent):
            text = f"Failed to deserialize field at col {at}. Due to, '{cells[row]}' is not a valid value for the type "
            errors[row] = RowError("INVALID_FIELD", f"{text}xsd:{column.field.type}", (column.field.name,))
        values.append(_parents(store, column, sent, errors) if column.parent else sent)
    return Rows([column.field for column in columns], values, len(records), errors)


def _parents(store: Store, column: Column, sent: list[Any], errors: dict[int, RowError]) -> list[Any]:
    """Replace the names of parents by their ids."""
    assert column.parent is not None and column.key is not None  # noqa: S101 - asked for by the caller
    parent, key = column.parent, column.key
    fold = case_folder(key)
    name, alive = quoted(key.name), ' AND "IsDeleted" = 0' if parent.has("IsDeleted") else ""
    sql = f'SELECT {name}, "Id" FROM {quoted(parent.name)} WHERE {name} IN ({{}}){alive}'  # noqa: S608
    ids = {fold(value): found for value, found in store.read_many(sql, list({cell for cell in sent if cell}))}
    for row, cell in enumerate(sent):
        if cell and fold(cell) not in ids:
            text = f"Foreign key external ID: {cell} not found for field {key.name} in entity {parent.name}"
            errors[row] = RowError("INVALID_FIELD", text, (column.field.name,))
    return [ids.get(fold(cell)) if cell else cell for cell in sent]
