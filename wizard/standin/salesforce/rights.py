"""What a user may do: the sum of the permission sets assigned to him, his profile's own set among them (§4.2).

Rights are read from the records of PermissionSetAssignment, ObjectPermissions and FieldPermissions, so that
an assignment made a moment ago counts at once. Standard fields come with their object [I]; custom fields
need a field permission, which nobody has at first, administrators included (§4.5).
Sharing: the organisation is public read and write [I], but for the objects that a tester makes private; of those a user
sees what he owns, whatever his rights.
"""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from wizard.standin.salesforce.rules import RecordType
from wizard.standin.salesforce.schema import Field, ObjectType, Schema
from wizard.standin.salesforce.schema.directory import PERMISSIONS
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.store import Store

_OF_PERSONS = ("Account.IsPersonAccount", "Account.PersonContactId", "Contact.IsPersonAccount")
_ACTIONS = ("Create", "Read", "Edit", "Delete")
_ASSIGNED = 'SELECT "PermissionSetId" FROM "PermissionSetAssignment" WHERE "AssigneeId" = ?'


@dataclass(frozen=True)
class Access:
    """The rights of one user at one moment; every question about objects and fields goes through it."""

    user_id: str
    schema: Schema
    permissions: frozenset[str]
    _objects: frozenset[tuple[str, str]]
    _read: frozenset[str]
    _edit: frozenset[str]
    _hidden: frozenset[str] = frozenset()
    _private: frozenset[str] = frozenset()
    record_types: tuple[RecordType, ...] = ()
    _visible: dict[str, dict[str, Field]] = field(default_factory=dict)

    def object(self, name: str) -> ObjectType | None:
        """Return the object when it is there and the user may read it."""
        kind = self.schema.get(name)
        return kind if kind and self.may(kind, "read") else None

    def may(self, kind: ObjectType, action: str) -> bool:
        """Say whether ``action`` (create, read, update, delete) is allowed on the object."""
        if not kind.setup:
            return (kind.name, {"update": "edit"}.get(action, action)) in self._objects
        if action == "read":
            return kind.read_permission is None or kind.read_permission in self.permissions
        return action in kind.operations and kind.write_permission in self.permissions

    def sees_own_alone(self, kind: ObjectType) -> bool:
        """Say whether the user sees only those records of the object that he owns."""
        return kind.name.lower() in self._private and kind.has("OwnerId")

    def fields(self, kind: ObjectType) -> dict[str, Field]:
        """Return the fields the user may see, by lower-case name."""
        if kind.name not in self._visible:
            free = {key: f for key, f in kind.by_name.items() if _free(f) or _path(kind, f) in self._read}
            seen = {key: f for key, f in free.items() if _path(kind, f) not in self._hidden}
            self._visible[kind.name] = seen
        return self._visible[kind.name]

    def may_edit(self, kind: ObjectType, field: Field) -> bool:
        """Say whether field-level security lets the user write the field."""
        return _free(field) or _path(kind, field) in self._edit


class RightsBook:
    """Works out and remembers the rights of each user until ``forget`` is called.

    ``changed``: when rights or the schema changed last.
    """

    def __init__(self, schema: Schema, store: Store, settings: Settings) -> None:
        self.schema, self._store, self.settings = schema, store, settings
        self._known: dict[str, Access] = {}
        self.changed = datetime.now(UTC)

    def of(self, user_id: str) -> Access:
        """Return the rights of a user as they are now."""
        access = self._known.get(user_id)
        if access is None:
            with self._store.lock:  # no assignment may change between the reading and the remembering
                access = self._known[user_id] = self._work_out(user_id)
        return access

    def forget(self) -> None:
        """Forget everything: permissions or assignments have changed."""
        with self._store.lock:
            self._known = {}
            self.changed = datetime.now(UTC)

    def grant(self, username: str, rights: Mapping[str, bool]) -> None:
        """Give user permissions to the profile of a user, or take them. Raises ``ValueError`` for an unknown one."""
        if unknown := [name for name in rights if name not in PERMISSIONS]:
            raise ValueError(f"no such permission: {', '.join(unknown)}")
        own = 'SELECT "ProfileId" FROM "User" WHERE "Username" = ?'
        with self._store.transaction():
            for name, held in rights.items():
                for table, key in (("Profile", "Id"), ("PermissionSet", "ProfileId")):
                    sql = f'UPDATE "{table}" SET "Permissions{name}" = ? WHERE "{key}" = ({own})'
                    self._store.write(sql, (bool(held), username))
        self.forget()

    def _work_out(self, user_id: str) -> Access:
        return Access(
            user_id,
            self.schema,
            frozenset(self._permissions(user_id)),
            frozenset(self._objects(user_id)),
            frozenset(self._fields(user_id, "Read")),
            frozenset(self._fields(user_id, "Edit")),
            frozenset(self._hidden()),
            frozenset(name.lower() for name in self.settings.private_objects),
            tuple(self.settings.record_types),
        )

    def _hidden(self) -> Iterable[str]:
        """Fields hidden by field-level security, and those that only some organisations have."""
        yield from self.settings.hidden_fields
        if not self.settings.person_accounts:
            yield from _OF_PERSONS
        typed = {each.object.lower() for each in self.settings.record_types}
        yield from (f"{name}.RecordTypeId" for name in ("Contact", "Lead") if name.lower() not in typed)

    def _permissions(self, user_id: str) -> Iterable[str]:
        columns = ", ".join(f'max("Permissions{name}")' for name in PERMISSIONS)
        sql = f'SELECT {columns} FROM "PermissionSet" WHERE "Id" IN ({_ASSIGNED})'
        granted = self._store.read(sql, (user_id,))[0]
        return (name for name, held in zip(PERMISSIONS, granted, strict=True) if held)

    def _objects(self, user_id: str) -> Iterable[tuple[str, str]]:
        for action in _ACTIONS:
            sql = (
                f'SELECT DISTINCT "SobjectType" FROM "ObjectPermissions" '
                f'WHERE "Permissions{action}" AND "ParentId" IN ({_ASSIGNED})'
            )
            for (name,) in self._store.read(sql, (user_id,)):
                yield name, action.lower()

    def _fields(self, user_id: str, action: str) -> Iterable[str]:
        sql = (
            f'SELECT DISTINCT "Field" FROM "FieldPermissions" '
            f'WHERE "Permissions{action}" AND "ParentId" IN ({_ASSIGNED})'
        )
        return (name for (name,) in self._store.read(sql, (user_id,)))


def _free(field: Field) -> bool:
    return not (field.custom and field.permissionable)


def _path(kind: ObjectType, field: Field) -> str:
    return f"{kind.name}.{field.name}"
