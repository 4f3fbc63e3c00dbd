"""People, organisation, permission sets and describe: what a set-up asks Salesforce."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard.domain.destination import Field
from wizard.domain.errors import PassingFault, Refused, SetupMustChange
from wizard.domain.permission_set import PermissionSet
from wizard.domain.users import Account, Organization, SalesforceUser
from wizard.services.salesforce.helpful import told
from wizard.services.salesforce.limits import CALLS, read_limits
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.soql import quoted

_USER_FIELDS = "Id, Name, Username, Email, FederationIdentifier"
_LICENCE_FAULTS = ("FIELD_INTEGRITY_EXCEPTION", "LICENSE_LIMIT_EXCEEDED")  # salesforce.md §4.3 [C2]
_MOST_RECORDS = 200  # of one call (salesforce.md §2.7 [C])
_CANNOT_OWN = ("PID_CHATTER", "PID_FDC_FREE")  # Chatter Free and External (salesforce.md §4.1)


@dataclass(frozen=True, slots=True)
class SalesforceDirectory:
    """Reads and assigns through one signed-in user's rights. Raises as ``Api``."""

    api: Api
    user_id: str

    def account(self) -> Account:
        """Return who is signed in to which organisation."""
        organization = self._one(
            "SELECT Id, Name, IsSandbox, OrganizationType FROM Organization", "cannot_read_organization"
        )
        user = self._one(f"SELECT {_USER_FIELDS} FROM User WHERE Id = {quoted(self.user_id)}", "cannot_read_user")
        return Account(
            Organization(
                organization["Id"],
                organization["Name"] or "",
                bool(organization.get("IsSandbox")),
                organization.get("OrganizationType") or "",
            ),
            _user(user),
            self.api.instance_url,
            self.api.version,
        )

    def users(self) -> tuple[SalesforceUser, ...]:
        """Return the active users whose licence can own records (salesforce.md §4.1)."""
        found = self._users("IsActive = true AND UserType = 'Standard'")
        return tuple(user for user in found if not user.barred)

    def everyone(self) -> tuple[SalesforceUser, ...]:
        """Return the company's users, those too who cannot own records; no customers, partners or guests."""
        return self._users("UserType IN ('Standard', 'CsnOnly')")

    def _users(self, where: str) -> tuple[SalesforceUser, ...]:
        records = self.api.query(
            f"SELECT {_USER_FIELDS}, IsActive, UserType, Profile.UserLicense.LicenseDefinitionKey FROM User "
            f"WHERE {where} ORDER BY Name"
        )
        return tuple(map(_user, records))

    def permission_sets(self) -> tuple[PermissionSet, ...]:
        """Return all permission sets that are not a profile's own."""
        records = self.api.query("SELECT Id, Name, Label FROM PermissionSet WHERE IsOwnedByProfile = false")
        return tuple(map(_permission_set, records))

    def assign(self, permission_set_id: str) -> bool:
        """Assign a permission set to the signed-in user; False when it was assigned already.

        Raises ``SetupMustChange`` when the user's licence or the signed-in user's rights do not allow it.
        """
        where = f"AssigneeId = {quoted(self.user_id)} AND PermissionSetId = {quoted(permission_set_id)}"
        if any(self.api.query(f"SELECT Id FROM PermissionSetAssignment WHERE {where}")):
            return False
        body = {"AssigneeId": self.user_id, "PermissionSetId": permission_set_id}
        try:
            self.api.call("POST", "/sobjects/PermissionSetAssignment", json=body)
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
            for user_id, result in zip(some, self._assign_some(permission_set_id, some), strict=True):
                error = (result.get("errors") or [{}])[0]
                if not result.get("success") and error.get("statusCode") != "DUPLICATE_VALUE":
                    refused[user_id] = _cannot_assign(error.get("statusCode", ""), error.get("message", ""))
        return refused

    def _assign_some(self, permission_set_id: str, user_ids: Sequence[str]) -> list[dict[str, Any]]:
        kind = {"type": "PermissionSetAssignment"}
        records = [{"attributes": kind, "AssigneeId": u, "PermissionSetId": permission_set_id} for u in user_ids]
        try:
            body = {"allOrNone": False, "records": records}
            results = self.api.hurried().json("POST", "/composite/sobjects", json=body)
        except Refused as refused:
            raise _cannot_assign(refused.error_code, refused.message) from refused
        if not isinstance(results, list) or [type(result) for result in results] != [dict] * len(records):
            raise PassingFault("not_json", host="Salesforce", status=200)
        return results

    def readers(self, object_name: str) -> frozenset[str] | None:
        """Return the ids of all users who may read an object, by profile or permission set (salesforce.md §4.2).

        None where the signed-in user may not look (it needs View Setup), or where nothing opens the object.
        """
        sets = f"SELECT ParentId FROM ObjectPermissions WHERE SobjectType = {quoted(object_name)}"
        sets += " AND PermissionsRead = true"

        def ask(api: Api) -> frozenset[str] | None:
            found = api.query(f"SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId IN ({sets})")
            users = frozenset(str(record["AssigneeId"]) for record in found)
            return users if users or any(api.query(sets)) else None

        return told(self.api, ask)

    def reader_sets(self, object_name: str) -> tuple[PermissionSet, ...]:
        """Return the permission sets, no profile's own, that let read an object and change nothing of it."""
        soql = (
            f"SELECT Parent.Id, Parent.Name, Parent.Label FROM ObjectPermissions WHERE SobjectType = "
            f"{quoted(object_name)} AND PermissionsRead = true AND PermissionsEdit = false "
            "AND PermissionsCreate = false AND Parent.IsOwnedByProfile = false ORDER BY Parent.Label"
        )
        found = told(self.api, lambda api: tuple(_permission_set(record["Parent"]) for record in api.query(soql)))
        return found or ()

    def describe(self, object_name: str) -> dict[str, Field] | None:
        """Return the fields the signed-in user sees; None when the object is absent or hidden."""
        described = self.api.describe(object_name)
        if described is None:
            return None
        fields = map(_field, described["fields"])
        return {field.name: field for field in fields}

    def api_calls(self) -> tuple[int, int] | None:
        """Return how many API calls are left of how many in 24 hours; None where Salesforce does not say."""
        return read_limits(self.api).get(CALLS)

    def _one(self, soql: str, fault: str) -> Mapping[str, Any]:
        record = next(iter(self.api.query(soql)), None)
        if record is None:
            raise SetupMustChange(fault)
        return record


def _user(record: Mapping[str, Any]) -> SalesforceUser:
    return SalesforceUser(
        record["Id"],
        record["Username"] or "",
        record["Name"] or "",
        record.get("Email") or "",
        record.get("FederationIdentifier") or "",
        _barred(record),
    )


def _cannot_assign(code: str, detail: str) -> SetupMustChange:
    if code in _LICENCE_FAULTS:
        return SetupMustChange("licence_too_small", code=code, detail=detail)
    return SetupMustChange("cannot_assign", code=code, detail=detail)


def _permission_set(record: Mapping[str, Any]) -> PermissionSet:
    return PermissionSet(record["Id"], record["Name"] or "", record["Label"] or "")


def _barred(record: Mapping[str, Any]) -> str:
    """Why a user cannot own records; what was not asked for bars nobody."""
    if not record.get("IsActive", True):
        return "inactive"
    licence = ((record.get("Profile") or {}).get("UserLicense") or {}).get("LicenseDefinitionKey") or ""
    unfit = record.get("UserType") == "CsnOnly" or licence.startswith(_CANNOT_OWN)
    return "licence" if unfit else ""


def _field(data: Mapping[str, Any]) -> Field:
    return Field(
        name=data["name"],
        type=str(data.get("type") or ""),
        length=int(data.get("length") or 0),
        external_id=bool(data.get("externalId") or data.get("idLookup")),
        writable=bool(data.get("createable") and data.get("updateable")),
        label=str(data.get("label") or ""),
    )
