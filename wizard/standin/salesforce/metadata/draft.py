"""The organisation as a deploy changes it: inside one transaction, visible to others only when it is kept."""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from wizard.standin.salesforce.ids import IdMaker
from wizard.standin.salesforce.metadata.custom_object import with_field, without_field
from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.schema import Field, ObjectType, Schema
from wizard.standin.salesforce.store import Store, quoted

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_RIGHTS = ("Create", "Read", "Edit", "Delete", "ViewAllRecords", "ModifyAllRecords")
# fmt: off
_PREFIXES = {
    "CustomObject": "01I", "CustomField": "00N", "CustomTab": "01r", "Layout": "00h", "CustomLabels": "101",
    "CustomLabel": "101", "Translations": "0Ka", "CustomObjectTranslation": "0Ka", "CustomApplication": "02u",
}
# fmt: on


@dataclass(frozen=True)
class Component:
    """A deployed component as it is kept: ``content`` is compared to tell whether a later deploy changes it."""

    id: str
    content: object


Components = dict[tuple[str, str], Component]


class Recorder(Protocol):
    """Writes a record with its audit fields."""

    def add(self, name: str, **values: Any) -> str:
        """Return the id of the new record."""


class Draft:
    """Changes to schema, tables and components. ``user_id`` is who deploys."""

    def __init__(
        self, schema: Schema, store: Store, ids: IdMaker, records: Recorder, components: Components, user_id: str
    ) -> None:
        self.schema = schema.copy()
        self.components = dict(components)
        self.store, self.user_id = store, user_id
        self._ids, self._records = ids, records

    def keep(self, kind: str, name: str, content: object, component_id: str | None = None) -> tuple[str, bool, bool]:
        """Note a component; return its id, whether it is new, and whether it differs from what was there."""
        old = self.components.get((kind, name))
        new = Component(old.id if old else component_id or self._ids.make(_PREFIXES[kind]), content)
        self.components[kind, name] = new
        return new.id, old is None, old != new

    def forget(self, kind: str, name: str) -> Component | None:
        """Drop a component; return what it was."""
        return self.components.pop((kind, name), None)

    def add_record(self, name: str, **values: Any) -> str:
        """Write a record in the name of who deploys."""
        return self._records.add(name, **values)

    def object(self, name: str) -> ObjectType | None:
        """Return an object of data; objects of the set-up are none."""
        kind = self.schema.get(name)
        return kind if kind and not kind.setup else None

    def free_prefix(self) -> str:
        """Return a key prefix that no object has."""
        taken = {kind.prefix for kind in self.schema.all()}
        return next(prefix for a in _LETTERS for b in _LETTERS if (prefix := f"a{a}{b}") not in taken)

    def _object(self, name: str) -> ObjectType:
        kind = self.object(name)
        assert kind is not None, name  # noqa: S101 - asked for what is among the components
        return kind

    def add_object(self, kind: ObjectType) -> None:
        """Make an object. Who may modify all data may use it at once [I], its custom fields nobody (§4.5 [C2])."""
        self.schema.put(kind)
        self.store.create(kind)
        sql = 'SELECT "Id" FROM "PermissionSet" WHERE "PermissionsModifyAllData"'
        held = {f"Permissions{right}": True for right in _RIGHTS}
        for (permission_set,) in self.store.read(sql):
            self.add_record("ObjectPermissions", ParentId=permission_set, SobjectType=kind.name, **held)

    def drop_object(self, name: str) -> None:
        """Take an object, its records and the permissions on it away. Refused while others refer to it."""
        kind = self._object(name)
        others = [other for other in self.schema.all() if other is not kind]
        if any(kind.name in field.reference_to for other in others for field in other.fields):
            raise ComponentError(f"This custom object is referenced elsewhere: {kind.name}")
        self.schema.remove(kind.name)
        alive = f'SELECT count(*) FROM {quoted(kind.name)} WHERE "IsDeleted" = 0'
        self.store.records -= self.store.read(alive)[0][0]
        self.store.drop(kind.name)
        for table in ("ObjectPermissions", "FieldPermissions"):
            self.store.write(f'DELETE FROM {quoted(table)} WHERE "SobjectType" = ?', (kind.name,))
        for key in [key for key in self.components if key[1].startswith((f"{kind.name}.", f"{kind.name}-"))]:
            del self.components[key]

    def put_field(self, kind: ObjectType, field: Field) -> None:
        """Add a field or change it. Raises ComponentError for a change that the records do not allow."""
        old = kind.by_name.get(field.name.lower())
        if old is None:
            self.store.add_column(kind.name, field)
        else:
            self._check_change(kind, old, field)
            self.store.index(kind.name, field)
        self.schema.put(with_field(kind, field))

    def drop_field(self, object_name: str, name: str) -> None:
        """Take a field, its values and the permissions on it away."""
        kind = self._object(object_name)
        field = kind.by_name[name.lower()]
        self.schema.put(without_field(kind, field))
        self.store.drop_column(kind.name, field)
        self.store.write('DELETE FROM "FieldPermissions" WHERE "Field" = ?', (f"{kind.name}.{field.name}",))

    def _check_change(self, kind: ObjectType, old: Field, new: Field) -> None:
        """The texts are inferred [I]."""
        if (old.type, old.case_sensitive, old.reference_to) != (new.type, new.case_sensitive, new.reference_to):
            raise ComponentError(f"Changing the type of {old.name} is not supported by the stand-in")
        column, table = quoted(old.name), quoted(kind.name)
        longer = f"SELECT 1 FROM {table} WHERE length({column}) > ? LIMIT 1"
        if new.is_text and new.length < old.length and self.store.read(longer, (new.length,)):
            raise ComponentError(f"The length of {old.name} cannot be reduced: there is longer data")
        twice = f"SELECT 1 FROM {table} WHERE {column} <> '' GROUP BY {column} HAVING count(*) > 1 LIMIT 1"
        if new.unique and not old.unique and self.store.read(twice):
            raise ComponentError(f"{old.name} cannot be made unique: there are duplicate values")
