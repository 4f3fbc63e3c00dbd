"""What a row must be like before it is stored. Codes and texts: salesforce.md §2.5."""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wizard.standin.salesforce.errors import RowError
from wizard.standin.salesforce.rights import Access, RightsBook
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.seed import INTEGRATION_KEY
from wizard.standin.salesforce.store import Store, quoted
from wizard.standin.salesforce.writing.batch import Batch
from wizard.standin.salesforce.writing.values import ABSENT, convert

_OWNERS = """
SELECT u."Id", u."IsActive", u."UserType" FROM "User" u WHERE u."Id" IN ({})
"""
_IS_INTEGRATION = """
SELECT 1 FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" JOIN "UserLicense" l ON l."Id" = p."UserLicenseId"
WHERE u."Id" = ? AND l."LicenseDefinitionKey" = ?
"""


def case_folder(field: Field) -> Callable[[Any], Any]:
    """Return what turns values of a field into what unique and external id fields compare: mostly without case."""
    return _same if field.case_sensitive else _lower


def _same(value: Any) -> Any:
    return value


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


class Checks:
    """Looks at a batch and notes errors row by row."""

    def __init__(self, store: Store, rights: RightsBook) -> None:
        self._store, self._rights = store, rights

    def run(self, batch: Batch) -> None:
        """Make every check; afterwards the values of good rows are ready to be kept."""
        self._allowed(batch)
        self._fields_allowed(batch)
        for at, field in enumerate(batch.fields):
            batch.values[at], errors = convert(field, batch.values[at])
            batch.fail_all(errors)
        self._required(batch)
        for at, field in enumerate(batch.fields):
            if field.type == "reference":
                self._references(batch, at, field)
            elif field.unique:
                self._unique(batch, at, field)
        if batch.kind.name == "PermissionSetAssignment":
            self._assignments(batch)
        if batch.kind.name == "Contact" and self._rights.settings.person_accounts:
            self._persons(batch)

    def _persons(self, batch: Batch) -> None:
        """A person's contact is a part of the account: it is written there, and no other stands under it. Codes [I]."""
        owned = 'SELECT "Id" FROM "Contact" WHERE "IsPersonAccount" AND "Id" IN ({})'
        persons = {found for (found,) in self._store.read_many(owned, [each for each in batch.targets if each])}
        batch.fail_all({
            row: RowError("INVALID_FIELD_FOR_INSERT_UPDATE", "a person's contact is changed by its account")
            for row, target in enumerate(batch.targets) if target in persons
        })  # fmt: skip
        above = batch.column("AccountId") or []
        sql = 'SELECT "Id" FROM "Account" WHERE "IsPersonAccount" AND "Id" IN ({})'
        accounts = {found for (found,) in self._store.read_many(sql, [each for each in above if isinstance(each, str)])}
        batch.fail_all({
            row: RowError("FIELD_INTEGRITY_EXCEPTION", "a person account takes no contacts", ("AccountId",))
            for row, account in enumerate(above) if account in accounts
        })  # fmt: skip

    def _allowed(self, batch: Batch) -> None:
        for action, new in (("create", True), ("update", False)):
            if not batch.access.may(batch.kind, action):
                for row in batch.good(new=new):
                    text = "insufficient access rights on object id"
                    batch.fail(row, "INSUFFICIENT_ACCESS_OR_READONLY", text)

    def _fields_allowed(self, batch: Batch) -> None:
        for at, field in enumerate(batch.fields):
            editable = batch.access.may_edit(batch.kind, field)
            if editable and field.createable and field.updateable:
                continue
            for row in batch.sent(at):
                able = field.createable if batch.targets[row] is None else field.updateable
                if not (editable and able):
                    batch.fail_all({row: not_writable(field)})

    def _required(self, batch: Batch) -> None:
        """A new record needs every required field without a default; a change may empty none of them."""
        missing: dict[int, list[str]] = {}
        for field in batch.kind.fields:
            if not (field.required and field.createable):
                continue
            column = batch.column(field.name) or [ABSENT] * batch.count
            for row, target in enumerate(batch.targets):
                empty = column[row] is None or column[row] is ABSENT
                lacking = empty and not field.defaulted if target is None else column[row] is None
                if lacking:
                    missing.setdefault(row, []).append(field.name)
        for row, names in missing.items():
            text = f"Required fields are missing: [{', '.join(names)}]"
            batch.fail(row, "REQUIRED_FIELD_MISSING", text, *names)

    def _references(self, batch: Batch, at: int, field: Field) -> None:
        column = batch.values[at]
        different = {value for value in column if value}
        wrong = self._wrong_references(batch.access, batch.kind, field, different)
        if wrong:
            batch.fail_all({row: wrong[value] for row, value in enumerate(column) if value in wrong})

    def _wrong_references(self, access: Access, kind: ObjectType, field: Field, ids: set[str]) -> dict[str, RowError]:
        if field.name == "OwnerId" and not kind.setup:
            return self._wrong_owners(kind, ids)
        if field.name == "RecordTypeId":
            return _wrong_record_types(access, kind, ids)
        there = set[str]()
        for name in field.reference_to:
            target = self._rights.schema.get(name)
            if target is not None:
                alive = ' AND "IsDeleted" = 0' if target.has("IsDeleted") else ""
                seen = f""" AND "OwnerId" = '{access.user_id}'""" if access.sees_own_alone(target) else ""
                sql = f'SELECT "Id" FROM {quoted(target.name)} WHERE "Id" IN ({{}}){alive}{seen}'
                there |= {found for (found,) in self._store.read_many(sql, list(ids))}
        return dict.fromkeys(ids - there, RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"))

    def _wrong_owners(self, kind: ObjectType, ids: set[str]) -> dict[str, RowError]:
        """An owner must be there, active, and of a licence that may own such records (§4.1)."""
        wrong = dict.fromkeys(ids, RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"))
        for user_id, active, user_type in self._store.read_many(_OWNERS, list(ids)):
            del wrong[user_id]
            if not active:
                text = f"operation performed with inactive user [{user_id[:15]}] as owner of {kind.name.lower()}"
                wrong[user_id] = RowError("INACTIVE_OWNER_OR_USER", text)
            elif user_type != "Standard":
                wrong[user_id] = RowError(
                    "OP_WITH_INVALID_USER_TYPE_EXCEPTION", "Operation not valid for this user type"
                )
            elif not kind.custom and not self._rights.of(user_id).may(kind, "read"):
                # Custom objects are let through: who of the ordinary users has which set is not known [I].
                wrong[user_id] = RowError("TRANSFER_REQUIRES_READ", "The new owner must have read permission")
        return wrong

    def _unique(self, batch: Batch, at: int, field: Field) -> None:
        column = batch.values[at]
        alive = ' AND "IsDeleted" = 0' if batch.kind.has("IsDeleted") else ""
        name, table = quoted(field.name), quoted(batch.kind.name)
        sql = f'SELECT {name}, "Id" FROM {table} WHERE {name} IN ({{}}){alive}'
        different = list({value for value in column if value})
        fold = case_folder(field)
        holders = {fold(value): holder for value, holder in self._store.read_many(sql, different)}
        if not holders and len(different) == sum(1 for value in column if value):
            return
        seen: dict[Any, int] = {}
        for row, value in enumerate(column):
            if not value or row in batch.errors:
                continue
            holder = holders.get(fold(value))
            if (holder and holder != batch.targets[row]) or seen.setdefault(fold(value), row) != row:
                there = holder[:15] if holder else "<unknown>"  # another row of this very request [I]
                text = f"duplicate value found: {field.name} duplicates value on record with id: {there}"
                batch.fail(row, "DUPLICATE_VALUE", text, field.name)

    def _assignments(self, batch: Batch) -> None:
        """A user has a permission set once, and his licence must allow it (§4.3)."""
        sets, users = batch.column("PermissionSetId"), batch.column("AssigneeId")
        seen = set[tuple[Any, Any]]()
        for row in batch.good(new=True):
            permission_set, user = (sets[row] if sets else None), (users[row] if users else None)
            if (permission_set, user) in seen:
                batch.fail(row, "DUPLICATE_VALUE", "duplicate value found: PermissionSetId")
                continue
            seen.add((permission_set, user))
            sql = 'SELECT "Id" FROM "PermissionSetAssignment" WHERE "PermissionSetId" = ? AND "AssigneeId" = ?'
            if held := self._store.read(sql, (permission_set, user)):
                text = f"duplicate value found: PermissionSetId duplicates value on record with id: {held[0][0][:15]}"
                batch.fail(row, "DUPLICATE_VALUE", text)
            elif problem := self._licence_problem(permission_set, user):
                batch.fail(row, "FIELD_INTEGRITY_EXCEPTION", problem)

    def _licence_problem(self, permission_set: Any, user: Any) -> str | None:
        sql = 'SELECT "Name", "UserType" FROM "User" WHERE "Id" = ?'
        name, user_type = self._store.read(sql, (user,))[0]
        labels = self._store.read('SELECT "Label" FROM "PermissionSet" WHERE "Id" = ?', (permission_set,))
        lacking = self._not_allowed(permission_set, user) if user_type == "Standard" else "API Enabled"
        return lacking and (
            f"Can't assign permission set {labels[0][0]} to user {name}. "
            f"The user license doesn't allow the permission: {lacking}"
        )

    def _not_allowed(self, permission_set: Any, user: Any) -> str:
        """Return what an integration user's licence does not allow (salesforce.md §4.3): standard objects, and without
        the permission set licence, nothing; empty for all other users.
        """
        if not self._store.read(_IS_INTEGRATION, (user, INTEGRATION_KEY)):
            return ""
        if not self._store.read('SELECT 1 FROM "PermissionSetLicenseAssign" WHERE "AssigneeId" = ?', (user,)):
            return "Read, Create, Edit of objects"
        sql = 'SELECT "SobjectType" FROM "ObjectPermissions" WHERE "ParentId" = ?'
        names = (name for (name,) in self._store.read(sql, (permission_set,)) if not name.endswith("__c"))
        return next((f"Read {name}" for name in sorted(names)), "")


def _wrong_record_types(access: Access, kind: ObjectType, ids: set[str]) -> dict[str, RowError]:
    known = {each.record_id for each in access.record_types if each.object.lower() == kind.name.lower()}
    text = "Record Type ID: this ID value isn't valid for the user: {}"
    return {
        wrong: RowError("INVALID_CROSS_REFERENCE_KEY", text.format(wrong), ("RecordTypeId",)) for wrong in ids - known
    }


def not_writable(field: Field) -> RowError:
    """Return the error about a field that the user may not write, or nobody may."""
    text = (
        f"Unable to create/update fields: {field.name}. Please check the security settings of this field and verify "
        "that it is read/write for your profile or permission set."
    )
    return RowError("INVALID_FIELD_FOR_INSERT_UPDATE", text, (field.name,))
