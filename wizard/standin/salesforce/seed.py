"""The first records of the organisation: itself, its users with profiles and licences, the package's sets."""

# ruff: noqa: S608 - every name in the SQL comes from the schema, every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.ids import IdMaker, numbered
from wizard.standin.salesforce.schema import ObjectType, Schema
from wizard.standin.salesforce.schema.directory import PERMISSIONS
from wizard.standin.salesforce.store import Store, marks, quoted
from wizard.standin.world import SalesforceSeed, World

ORGANIZATION_NAME = "さくら商事株式会社"
_CRUD = ("Create", "Read", "Edit", "Delete")
_ALL = (*_CRUD, "ViewAllRecords", "ModifyAllRecords")


@dataclass(frozen=True)
class _Licence:
    key: str
    profile: str
    user_type: str
    permissions: tuple[str, ...]
    objects: tuple[str, ...]


# Keys and what each licence may own: salesforce.md §4.1 [C2].
_LICENCES = {
    "Salesforce": _Licence("SFDC", "標準ユーザ", "Standard", ("ApiEnabled",), ("Account", "Contact", "Lead")),
    "Salesforce Platform": _Licence(
        "AUL", "標準プラットフォームユーザ", "Standard", ("ApiEnabled",), ("Account", "Contact")
    ),
    "Chatter Free": _Licence("PID_CHATTER", "Chatter Free ユーザ", "CsnOnly", (), ()),
    "Chatter External": _Licence("PID_FDC_FREE", "Chatter 外部ユーザ", "CsnOnly", (), ()),
}
_ADMINISTRATOR = "システム管理者"
INTEGRATION_KEY = "PID_INTEGRATION_USER"  # inferred [I]
_API_ONLY = ("ApiEnabled", "ApiUserOnly")
_INTEGRATION_LICENCE = {
    "Name": "Salesforce Integration",
    "MasterLabel": "Salesforce Integration",
    "Status": "Active",
    "TotalLicenses": 5,
    "UsedLicenses": 1,
}
_API_INTEGRATION = {
    "DeveloperName": "SalesforceAPIIntegrationPsl",
    "MasterLabel": "Salesforce API Integration",
    "PermissionSetLicenseKey": "SalesforceAPIIntegrationPsl",
    "Status": "Active",
    "TotalLicenses": 5,
    "UsedLicenses": 0,
}


class Seeder:
    """Writes the first records of ``world`` into an empty store."""

    def __init__(self, schema: Schema, store: Store, ids: IdMaker, world: World, *, sandbox: bool = False) -> None:
        self._schema, self._store, self._ids, self._world, self._sandbox = schema, store, ids, world, sandbox
        self._now = stamp()
        self.author = numbered("005", 1000)
        self.organization_id = numbered("00D", 1000 + world.seed % 10**9 + sandbox * 10**9)

    def run(self) -> None:
        """Write everything in one go."""
        with self._store.transaction():
            self._organization()
            self._people()

    def add(self, name: str, **values: Any) -> str:
        """Write one record with its audit fields and return its id."""
        kind = self._schema.get(name)
        assert kind is not None, name  # noqa: S101 - a mistake in this program
        row = self._row(kind, values)
        columns = ", ".join(quoted(field.name) for field in kind.columns)
        self._store.write(f"INSERT INTO {quoted(name)} ({columns}) VALUES ({marks(row)})", row)
        return str(row[[field.name for field in kind.columns].index("Id")])

    def _row(self, kind: ObjectType, values: dict[str, Any]) -> list[Any]:
        system = dict.fromkeys(("CreatedDate", "LastModifiedDate", "SystemModstamp"), self._now)
        system |= dict.fromkeys(("CreatedById", "LastModifiedById"), self.author)
        values = {"Id": None, **system, **values}
        values["Id"] = values["Id"] or self._ids.make(kind.prefix)
        return [values.get(field.name, field.default) for field in kind.columns]

    def _organization(self) -> None:
        self.add(
            "Organization",
            Id=self.organization_id,
            Name=ORGANIZATION_NAME,
            Country="JP",
            PrimaryContact="システム 管理者",
            DefaultLocaleSidKey="ja_JP",
            TimeZoneSidKey="Asia/Tokyo",
            LanguageLocaleKey="ja",
            OrganizationType="Enterprise Edition",
            InstanceName="CS42" if self._sandbox else "JPN42",
            IsSandbox=self._sandbox,
        )

    def _people(self) -> None:
        users = self._world.salesforce_users
        licences = {name: self._licence(name, licence) for name, licence in _LICENCES.items()}
        profiles = {
            name: self._profile(licence, licence.profile, licences[name], licence.permissions, _CRUD)
            for name, licence in _LICENCES.items()
        }
        crm = _LICENCES["Salesforce"]
        held = tuple(name for name in PERMISSIONS if name != "ApiUserOnly")  # it would shut people out of every page
        administrators = self._profile(crm, _ADMINISTRATOR, licences["Salesforce"], held, _ALL)
        for number, user in enumerate(users):
            self._user(number, user, *(administrators if user.administrator else profiles[user.licence]))

    def integration_user(self) -> str:
        """Write the user as whom an app may act by itself, with licence, profile and permission set licence (§1.3)."""
        with self._store.transaction():
            licence = self.add("UserLicense", LicenseDefinitionKey=INTEGRATION_KEY, **_INTEGRATION_LICENCE)
            kind = _Licence(INTEGRATION_KEY, "Minimum Access - API Only Integrations", "Standard", _API_ONLY, ())
            profile = self._profile(kind, kind.profile, licence, kind.permissions, ())
            self.add("PermissionSetLicense", **_API_INTEGRATION)
            person = SalesforceSeed(
                username="integration@sakura-shoji.example.invalid" + (".sandbox" if self._sandbox else ""),
                first_name="連携",
                last_name="ユーザ",
                email="integration@sakura-shoji.example.invalid",
                federation_id=None,
                active=True,
                licence="Salesforce Integration",
                administrator=False,
            )
            return self._user(99_999, person, *profile)

    def _licence(self, name: str, licence: _Licence) -> str:
        used = sum(user.active and user.licence == name for user in self._world.salesforce_users)
        return self.add(
            "UserLicense",
            Name=name,
            MasterLabel=name,
            LicenseDefinitionKey=licence.key,
            Status="Active",
            TotalLicenses=used + 50,
            UsedLicenses=used,
        )

    def _profile(
        self, licence: _Licence, name: str, licence_id: str, permissions: tuple[str, ...], rights: tuple[str, ...]
    ) -> tuple[str, str, str]:
        held = {f"Permissions{permission}": True for permission in permissions}
        profile = self.add("Profile", Name=name, UserType=licence.user_type, UserLicenseId=licence_id, **held)
        own = self.add(
            "PermissionSet",
            Name=f"X{profile[:15]}",
            Label=profile[:15],
            ProfileId=profile,
            IsOwnedByProfile=True,
            Type="Profile",
            LicenseId=licence_id,
            **held,
        )
        for kind in licence.objects:
            self.grant(own, kind, rights)
        return profile, own, licence.user_type

    def grant(self, permission_set: str, kind: str, rights: tuple[str, ...]) -> None:
        """Give a permission set rights (Create, Read, …) on an object."""
        held = {f"Permissions{right}": True for right in rights}
        self.add("ObjectPermissions", ParentId=permission_set, SobjectType=kind, **held)

    def _user(self, number: int, user: SalesforceSeed, profile: str, own_set: str, user_type: str) -> str:
        user_id = self.add(
            "User",
            Username=user.username,
            FirstName=user.first_name,
            LastName=user.last_name,
            Name=f"{user.last_name} {user.first_name}",
            CompanyName=ORGANIZATION_NAME,
            Email=user.email,
            FederationIdentifier=user.federation_id,
            Alias=f"u{number:05d}",
            CommunityNickname=f"{user.username.split('@')[0][:30]}{number}",
            IsActive=user.active,
            TimeZoneSidKey="Asia/Tokyo",
            LocaleSidKey="ja_JP",
            LanguageLocaleKey="ja",
            EmailEncodingKey="UTF-8",
            UserType=user_type,
            ProfileId=profile,
        )
        self.add("PermissionSetAssignment", PermissionSetId=own_set, AssigneeId=user_id)
        return user_id
