"""People, organisation, permission sets and describe: what a set-up asks Salesforce."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from wizard.domain.destination import Field
from wizard.domain.errors import Refused, SetupMustChange
from wizard.domain.permission_set import PermissionSet
from wizard.domain.users import Account, Organization, SalesforceUser
from wizard.services.salesforce.best_effort import best_effort
from wizard.services.salesforce.limits import CALLS, read_limits
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import Record, flag, inner, needed, number, records, text
from wizard.services.salesforce.soql import quoted

_MAY_BE_HIDDEN = ("Email", "FederationIdentifier", "Profile.UserLicense.LicenseDefinitionKey")
_LICENCE_FAULTS = ("FIELD_INTEGRITY_EXCEPTION", "LICENSE_LIMIT_EXCEEDED")  # salesforce.md §4.3 [C2]
_MOST_RECORDS = 200  # of one call (salesforce.md §2.7 [C])
_CANNOT_OWN = ("PID_CHATTER", "PID_FDC_FREE")  # Chatter Free and External (salesforce.md §4.1)


@dataclass(frozen=True, slots=True)
class SalesforceDirectory:
    """Reads and assigns through one signed-in user's rights. Raises as ``Api``."""

    api: Api
    user_id: str
    _hidden: set[str] = field(default_factory=set, compare=False)

    def account(self) -> Account:
        """Return who is signed in to which organisation."""
        soql = "SELECT Id, Name, IsSandbox, OrganizationType FROM Organization"
        organization = next(self.api.query(soql, _organization), None)
        if organization is None:
            raise SetupMustChange("cannot_read_organization")
        return Account(organization, self.signed_in(), self.api.instance_url, self.api.version)

    def signed_in(self) -> SalesforceUser:
        """Return the signed-in user."""
        found = self._users(f"Id = {quoted(self.user_id)}")
        if not found:
            raise SetupMustChange("cannot_read_user")
        return replace(found[0], barred="")

    def users(self) -> tuple[SalesforceUser, ...]:
        """Return the active users whose licence can own records (salesforce.md §4.1)."""
        found = self._users("IsActive = true AND UserType = 'Standard'")
        return tuple(user for user in found if not user.barred)

    def everyone(self) -> tuple[SalesforceUser, ...]:
        """Return the company's users, those too who cannot own records; no customers, partners or guests."""
        return self._users("UserType IN ('Standard', 'CsnOnly')")

    def hidden_fields(self) -> tuple[str, ...]:
        """Return the fields of users that the signed-in user may not read, as far as users were read before."""
        return tuple(path.rpartition(".")[2] for path in _MAY_BE_HIDDEN if path in self._hidden)

    def _users(self, where: str) -> tuple[SalesforceUser, ...]:
        """Read users, without the fields that are hidden: they only help."""
        while True:
            seen = [path for path in _MAY_BE_HIDDEN if path not in self._hidden]
            columns = ", ".join(("Id", "Name", "Username", "IsActive", "UserType", *seen))
            try:
                return tuple(self.api.query(f"SELECT {columns} FROM User WHERE {where} ORDER BY Name", _user))
            except Refused as refused:
                if refused.error_code != "INVALID_FIELD" or not seen:
                    raise
                self._hidden.update(_named(seen, refused.message) or seen)

    def permission_sets(self) -> tuple[PermissionSet, ...]:
        """Return all permission sets that are not a profile's own; none where the signed-in user may not look."""
        soql = "SELECT Id, Name, Label FROM PermissionSet WHERE IsOwnedByProfile = false"
        try:
            return tuple(self.api.query(soql, _permission_set))
        except Refused:  # it needs View Setup; without a set the rights there are must do
            return ()

    def assign(self, permission_set_id: str) -> bool:
        """Assign a permission set to the signed-in user; False when it was assigned already.

        Raises ``SetupMustChange`` when the user's licence or the signed-in user's rights do not allow it.
        """
        where = f"AssigneeId = {quoted(self.user_id)} AND PermissionSetId = {quoted(permission_set_id)}"
        if best_effort(self.api, lambda api: api.exists(f"SELECT Id FROM PermissionSetAssignment WHERE {where}")):
            return False
        body = {"AssigneeId": self.user_id, "PermissionSetId": permission_set_id}
        try:
            self.api.request_with_retry("POST", "/sobjects/PermissionSetAssignment", json=body)
        except Refused as refused:
            if refused.error_code == "DUPLICATE_VALUE":
                return False
            raise _cannot_assign(refused.error_code, refused.message) from refused
        return True

    def assign_each(self, permission_set_id: str, user_ids: Sequence[str]) -> dict[str, SetupMustChange]:
        """Assign a permission set to many users, 200 a call; return who was refused, and why."""
        refused: dict[str, SetupMustChange] = {}
        for start in range(0, len(user_ids), _MOST_RECORDS):
            some = user_ids[start : start + _MOST_RECORDS]
            for user_id, error in zip(some, self._assign_some(permission_set_id, some), strict=True):
                if error and error[0] != "DUPLICATE_VALUE":
                    refused[user_id] = _cannot_assign(*error)
        return refused

    def _assign_some(self, permission_set_id: str, user_ids: Sequence[str]) -> list[tuple[str, str] | None]:
        """Return code and text of the error of each user, None where there is none."""
        kind = {"type": "PermissionSetAssignment"}
        assigned = [{"attributes": kind, "AssigneeId": u, "PermissionSetId": permission_set_id} for u in user_ids]
        try:
            body = {"allOrNone": False, "records": assigned}
            read = partial(_assignment_errors, count=len(user_ids))
            return self.api.hurried().understood("POST", "/composite/sobjects", read, json=body)
        except Refused as refused:
            raise _cannot_assign(refused.error_code, refused.message) from refused

    def readers(self, object_name: str) -> frozenset[str] | None:
        """Return the ids of all users who may read an object, by profile or permission set (salesforce.md §4.2).

        None where the signed-in user may not look (it needs View Setup), or where nothing opens the object.
        """
        sets = f"SELECT ParentId FROM ObjectPermissions WHERE SobjectType = {quoted(object_name)}"
        sets += " AND PermissionsRead = true"

        def ask(api: Api) -> frozenset[str] | None:
            soql = f"SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId IN ({sets})"
            users = frozenset(api.query(soql, lambda record: needed(record, "AssigneeId")))
            return users if users or any(api.query(sets, lambda record: needed(record, "ParentId"))) else None

        return best_effort(self.api, ask)

    def reader_sets(self, object_name: str) -> tuple[PermissionSet, ...]:
        """Return the permission sets, no profile's own, that let read an object and change nothing of it."""
        soql = (
            f"SELECT Parent.Id, Parent.Name, Parent.Label FROM ObjectPermissions WHERE SobjectType = "
            f"{quoted(object_name)} AND PermissionsRead = true AND PermissionsEdit = false "
            "AND PermissionsCreate = false AND Parent.IsOwnedByProfile = false ORDER BY Parent.Label"
        )
        return (
            best_effort(self.api, lambda api: tuple(api.query(soql, lambda r: _permission_set(inner(r, "Parent")))))
            or ()
        )

    def describe(self, object_name: str) -> dict[str, Field] | None:
        """Return the fields the signed-in user sees; None when the object is absent or hidden."""
        fields = self.api.describe(object_name, _field)
        return None if fields is None else {field.name: field for field in fields}

    def api_calls(self) -> tuple[int, int] | None:
        """Return how many API calls are left of how many in 24 hours; None where Salesforce does not say."""
        return read_limits(self.api).get(CALLS)


def _named(paths: Sequence[str], message: str) -> list[str]:
    """Return the paths of which a part stands in quotes in a message of INVALID_FIELD."""
    return [path for path in paths if any(f"'{part}'" in message for part in path.split("."))]


def _organization(record: Record) -> Organization:
    name, edition = text(record, "Name"), text(record, "OrganizationType")
    return Organization(needed(record, "Id"), name, flag(record, "IsSandbox"), edition)


def _user(record: Record) -> SalesforceUser:
    return SalesforceUser(
        id=needed(record, "Id"),
        username=text(record, "Username"),
        name=text(record, "Name"),
        email=text(record, "Email"),
        federation_id=text(record, "FederationIdentifier"),
        barred=_barred(record),
    )


def _assignment_errors(answer: Any, count: int) -> list[tuple[str, str] | None]:
    results = records(answer)
    if len(results) != count:
        raise ValueError("another number of results")
    errors = [None if flag(r, "success") else next(iter(records(r.get("errors") or [])), {}) for r in results]
    return [None if e is None else (text(e, "statusCode"), text(e, "message")) for e in errors]


def _cannot_assign(code: str, detail: str) -> SetupMustChange:
    if code in _LICENCE_FAULTS:
        return SetupMustChange("licence_too_small", code=code, detail=detail)
    return SetupMustChange("cannot_assign", code=code, detail=detail)


def _permission_set(record: Record) -> PermissionSet:
    return PermissionSet(needed(record, "Id"), text(record, "Name"), text(record, "Label"))


def _barred(record: Record) -> str:
    """Why a user cannot own records; what was not asked for bars nobody."""
    if "IsActive" in record and not flag(record, "IsActive"):
        return "inactive"
    licence = text(inner(inner(record, "Profile"), "UserLicense"), "LicenseDefinitionKey")
    unfit = record.get("UserType") == "CsnOnly" or licence.startswith(_CANNOT_OWN)
    return "licence" if unfit else ""


def _field(data: Record) -> Field:
    return Field(
        name=needed(data, "name"),
        type=text(data, "type"),
        length=number(data, "length"),
        external_id=flag(data, "externalId") or flag(data, "idLookup"),
        writable=flag(data, "createable") and flag(data, "updateable"),
        label=text(data, "label"),
        required=_required(data),
        values=tuple(text(one, "value") for one in records(data.get("picklistValues") or []) if one.get("active")),
        closed=data.get("restrictedPicklist") is True,
        described=hashlib.blake2b(json.dumps(data, sort_keys=True).encode(), digest_size=8).hexdigest(),
    )


def _required(data: Record) -> bool:
    """Whether a new record needs a value (salesforce.md §4.4 [C]); a checkbox always has one."""
    empty = data.get("nillable") is not False or flag(data, "defaultedOnCreate") or text(data, "type") == "boolean"
    return flag(data, "createable") and not empty
