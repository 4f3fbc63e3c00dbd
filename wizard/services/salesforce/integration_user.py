"""What an administrator's session can tell of the user an app runs as, and give to that user."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.domain.errors import Refused, SetupMustChange
from wizard.domain.permission_set import PermissionSet
from wizard.domain.users import SalesforceUser
from wizard.services.salesforce.best_effort import best_effort
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import flag, inner, needed, text
from wizard.services.salesforce.soql import quoted

_LICENCE = "Salesforce Integration"
_LICENCE_OF_SETS = "SalesforceAPIIntegrationPsl"


@dataclass(frozen=True, slots=True)
class IntegrationUser:
    """``admin`` is the administrator's session, ``user_id`` the user looked at. Raises as ``Api``."""

    admin: Api
    user_id: str

    def user(self) -> SalesforceUser:
        """Return who it is. Raises ``SetupMustChange`` (``cannot_read_user``)."""
        return SalesforceDirectory(self.admin, self.user_id).account().user

    def licence(self) -> str:
        """Return the name of the user licence; empty where it cannot be read."""
        soql = f"SELECT Profile.UserLicense.Name FROM User WHERE Id = {quoted(self.user_id)}"

        def ask(api: Api) -> str:
            found = api.query(soql, lambda record: text(inner(inner(record, "Profile"), "UserLicense"), "Name"))
            return next(iter(found), "")

        return best_effort(self.admin, ask) or ""

    def is_integration(self) -> bool:
        """Whether the user has the licence for integrations, which allows no standard objects by itself."""
        return self.licence() == _LICENCE

    def give_licence_of_sets(self) -> None:
        """Make sure that permission sets can be assigned to such a user. Raises ``SetupMustChange``, ``Refused``."""
        mine = f"AssigneeId = {quoted(self.user_id)}"
        of_sets = f"PermissionSetLicense.DeveloperName = {quoted(_LICENCE_OF_SETS)}"
        if self.admin.exists(f"SELECT Id FROM PermissionSetLicenseAssign WHERE {mine} AND {of_sets}"):
            return
        soql = f"SELECT Id FROM PermissionSetLicense WHERE DeveloperName = {quoted(_LICENCE_OF_SETS)}"
        licence = next(self.admin.query(soql, lambda record: needed(record, "Id")), "")
        if not licence:
            raise SetupMustChange("cannot_assign", code="", detail=_LICENCE_OF_SETS)
        body = {"AssigneeId": self.user_id, "PermissionSetLicenseId": licence}
        try:
            self.admin.request_with_retry("POST", "/sobjects/PermissionSetLicenseAssign", json=body)
        except Refused as refused:
            if refused.error_code != "DUPLICATE_VALUE":
                raise

    def assign(self, permission_set: PermissionSet) -> bool:
        """Assign a permission set; False when it was already. Raises ``SetupMustChange``."""
        return SalesforceDirectory(self.admin, self.user_id).assign(permission_set.id)

    def holds(self, permission: str) -> bool | None:
        """Whether a profile or permission set gives the user a permission; None where that cannot be seen."""
        sets = f"SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = {quoted(self.user_id)}"
        soql = f"SELECT Id FROM PermissionSet WHERE Permissions{permission} = true AND Id IN ({sets})"
        return best_effort(self.admin, lambda api: api.exists(soql))

    def may_give_away(self, object_name: str) -> bool | None:
        """Whether the user may change every record of an object, its owner too; None where that cannot be seen."""
        sets = f"SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = {quoted(self.user_id)}"
        soql = (
            f"SELECT Id FROM ObjectPermissions WHERE SobjectType = {quoted(object_name)} "
            f"AND PermissionsModifyAllRecords = true AND ParentId IN ({sets})"
        )
        return best_effort(self.admin, lambda api: api.exists(soql))


def may_use_api_only(api: Api) -> bool | None:
    """Whether the user of a session may use nothing but the API; None where that cannot be seen."""
    field = "PermissionsApiUserOnly"
    soql = f"SELECT {field} FROM UserPermissionAccess"
    return best_effort(api, lambda api: next(api.query(soql, lambda record: flag(record, field)), None))
