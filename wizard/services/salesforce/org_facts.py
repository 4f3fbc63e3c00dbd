"""What an organisation tells of itself, for the checks before a set-up goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wizard.domain.destination import PACKAGE, Field
from wizard.domain.errors import Refused
from wizard.services.salesforce.directory import SalesforceDirectory
from wizard.services.salesforce.limits import read_limits
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import Record, flag, inner, number, text
from wizard.services.salesforce.soql import quoted

_RIGHTS = ("ApiEnabled", "AssignPermissionSets", "CustomizeApplication", "ModifyAllData")
_NAMESPACE = "Sansan_CI"
_TAGS, _TAG_PICKLIST = PACKAGE.fields["tags"], "Sansan_CI__Tags__c"
_NEWEST = 200  # cards looked at; a long text cannot be filtered by
_SETTINGS = "Sansan_CI__BizCard_Settings__c"  # sansan.md §2.5; its fields are not known [?]
_LINKING = "Sansan_CI__LinkCards__c"  # 「名刺を関連づける」 of the manual settings; the API name is inferred [I]


@dataclass(frozen=True, slots=True)
class SalesforceFacts:
    """Reads through one signed-in user's rights. Raises as ``Api``."""

    api: Api
    directory: SalesforceDirectory

    def rights(self) -> dict[str, bool]:
        """Return the user permissions in force; readable without View Setup (salesforce.md §4.2 [C])."""
        columns = ", ".join(f"Permissions{right}" for right in _RIGHTS)
        found = self.api.query(
            f"SELECT {columns} FROM UserPermissionAccess",
            lambda record: {right: flag(record, f"Permissions{right}") for right in _RIGHTS},
        )
        return next(found, dict.fromkeys(_RIGHTS, False))

    def hidden_user_fields(self) -> tuple[str, ...]:
        """Return the fields of users that cannot be read."""
        self.directory.signed_in()
        return self.directory.hidden_fields()

    def limits(self) -> dict[str, tuple[int, int]]:
        """Return what is left of how much; empty where Salesforce does not say."""
        return read_limits(self.api)

    def identity(self) -> tuple[str, str]:
        """Return the ids of user and organisation as the identity service tells them (salesforce.md §1.4 [C])."""
        return self.api.userinfo(lambda told: (text(told, "user_id"), text(told, "organization_id")))

    def clock(self) -> datetime:
        """Return Salesforce's own time at its last answer."""
        return self.api.clock()

    def describe(self, object_name: str) -> dict[str, Field] | None:
        """Return the fields that can be seen; None when the object is absent or hidden."""
        return self.directory.describe(object_name)

    def has_other_administrator(self) -> bool:
        """Whether another active user could unfreeze this one; needs View Setup."""
        soql = (
            "SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.PermissionsManageUsers = true "
            f"AND Assignee.IsActive = true AND AssigneeId != {quoted(self.directory.user_id)} LIMIT 1"
        )
        return self.api.exists(soql)

    def package_version(self) -> tuple[int, int] | None:
        """Return major and minor version of Sansan's package; None where it is not listed. Needs View Setup [I]."""
        package, number_of = "SubscriberPackage", "SubscriberPackageVersion"
        columns = f"{package}.NamespacePrefix, {number_of}.MajorVersion, {number_of}.MinorVersion"
        found = self.api.tooling(
            f"SELECT {columns} FROM InstalledSubscriberPackage",
            lambda r: (
                text(inner(r, package), "NamespacePrefix"),
                (number(inner(r, number_of), "MajorVersion"), number(inner(r, number_of), "MinorVersion")),
            ),
        )
        return dict(found).get(_NAMESPACE)

    def tags_in_picklist(self) -> bool | None:
        """Return whether the package's picklist of tags is filled on the newest cards that have tags.

        None where no such card is found, or the picklist cannot be read.
        """
        soql = f"SELECT {_TAGS}, {_TAG_PICKLIST} FROM {PACKAGE.object_name} ORDER BY CreatedDate DESC LIMIT {_NEWEST}"
        try:
            found = [filled for tags, filled in self.api.query(soql, _tags_of) if tags]
        except Refused:
            return None
        return any(found) if found else None

    def rules(self, object_name: str) -> tuple[list[str], list[str]]:
        """Return the names of the active duplicate rules and validation rules; both may need View Setup [I]."""
        duplicate = self.api.query(
            f"SELECT MasterLabel FROM DuplicateRule WHERE SobjectType = {quoted(object_name)} AND IsActive = true",
            lambda record: text(record, "MasterLabel"),
        )
        soql = (
            "SELECT ValidationName FROM ValidationRule WHERE "
            f"EntityDefinition.QualifiedApiName = {quoted(object_name)} AND Active = true"
        )
        return list(duplicate), self.api.tooling(soql, lambda record: text(record, "ValidationName"))

    def count(self, object_name: str) -> int:
        """Return how many records there are."""
        return self.api.count(f"SELECT COUNT() FROM {object_name}")

    def linking(self) -> bool | None:
        """Return whether the package links cards; None where its setting is not found."""
        described = self.directory.describe(_SETTINGS)
        if not described or _LINKING not in described:
            return None
        try:
            return self.api.exists(f"SELECT Id FROM {_SETTINGS} WHERE {_LINKING} = true LIMIT 1")
        except Refused:
            return None


def _tags_of(record: Record) -> tuple[bool, bool]:
    return bool(text(record, _TAGS)), bool(text(record, _TAG_PICKLIST))
