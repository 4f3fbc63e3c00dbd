"""Organisation, users, profiles and licences (salesforce.md §4.1); shortened to the fields a client may need."""

from __future__ import annotations

from wizard.standin.salesforce.schema.fields import (
    FIXED,
    area,
    audit,
    choice,
    email,
    flag,
    lookup,
    moment,
    number,
    person_name,
    phone,
    record_id,
    text,
)
from wizard.standin.salesforce.schema.model import Field, ObjectType

PERMISSIONS = (
    "ApiEnabled",
    "ApiUserOnly",
    "AssignPermissionSets",
    "AuthorApex",
    "BulkApiHardDelete",
    "CustomizeApplication",
    "ManageDataIntegrations",
    "ManageProfilesPermissionsets",
    "ManageUsers",
    "ModifyAllData",
    "ModifyMetadata",
    "ViewAllData",
    "ViewAllUsers",
    "ViewSetup",
)
"""The user permissions the stand-in knows; each is a field Permissions… of Profile and PermissionSet."""

USER_TYPES = (
    "Standard",
    "PowerPartner",
    "CspLitePortal",
    "CustomerSuccess",
    "PowerCustomerSuccess",
    "CsnOnly",
    "Guest",
)


def permission_fields() -> tuple[Field, ...]:
    """Return the fields Permissions…"""
    return tuple(flag(f"Permissions{name}", name) for name in PERMISSIONS)


ORGANIZATION = ObjectType(
    "Organization",
    "Organization",
    "00D",
    (
        record_id("Organization ID"),
        text("Name", "Name", 80, required=True, name_field=True),
        text("Division", "Division", 80),
        text("City", "City", 40),
        text("State", "State/Province", 80),
        text("Country", "Country", 80),
        phone("Phone", "Phone"),
        text("PrimaryContact", "Primary Contact", 80),
        choice("DefaultLocaleSidKey", "Locale", ("ja_JP", "en_US"), 40),
        choice("TimeZoneSidKey", "Time Zone", ("Asia/Tokyo", "America/Los_Angeles"), 40),
        choice("LanguageLocaleKey", "Language", ("ja", "en_US"), 40),
        choice("OrganizationType", "Edition", ("Enterprise Edition", "Developer Edition"), 40, **FIXED),
        text("NamespacePrefix", "Namespace Prefix", 15, **FIXED),
        text("InstanceName", "Instance Name", 5, **FIXED),
        flag("IsSandbox", "Is Sandbox", **FIXED),
        moment("TrialExpirationDate", "Trial Expiration Date", **FIXED),
        *audit(),
    ),
    setup=True,
)

USER = ObjectType(
    "User",
    "User",
    "005",
    (
        record_id("User ID"),
        text("Username", "Username", 80, required=True, id_lookup=True, unique=True),
        *person_name(("Mr.", "Ms.")),
        text("CompanyName", "Company Name", 80),
        text("Department", "Department", 80),
        text("Title", "Title", 80),
        email(required=True, id_lookup=True),
        phone("Phone", "Phone"),
        text("Alias", "Alias", 8, required=True),
        text("CommunityNickname", "Nickname", 40, required=True),
        flag("IsActive", "Active"),
        choice("TimeZoneSidKey", "Time Zone", ("Asia/Tokyo",), 40, required=True),
        choice("LocaleSidKey", "Locale", ("ja_JP", "en_US"), 40, required=True),
        choice("LanguageLocaleKey", "Language", ("ja", "en_US"), 40, required=True),
        choice("EmailEncodingKey", "Email Encoding", ("UTF-8", "ISO-2022-JP"), 40, required=True),
        choice("UserType", "User Type", USER_TYPES, 40, **FIXED),
        lookup("ProfileId", "Profile ID", "Profile", required=True),
        text("FederationIdentifier", "SAML Federation ID", 512, id_lookup=True),
        moment("LastLoginDate", "Last Login", **FIXED),
        *audit(),
    ),
    setup=True,
    write_permission="ManageUsers",
    operations=frozenset({"update"}),
)

PROFILE = ObjectType(
    "Profile",
    "Profile",
    "00e",
    (
        record_id("Profile ID"),
        text("Name", "Name", 255, required=True, name_field=True),
        area("Description", "Description", 255),
        choice("UserType", "User Type", USER_TYPES, 40, **FIXED),
        lookup("UserLicenseId", "User License ID", "UserLicense", **FIXED),
        *permission_fields(),
        *audit(),
    ),
    setup=True,
)

USER_LICENSE = ObjectType(
    "UserLicense",
    "User License",
    "100",
    (
        record_id("User License ID"),
        text("Name", "Name", 40, required=True, name_field=True),
        text("MasterLabel", "Master Label", 255, required=True),
        text("LicenseDefinitionKey", "License Def. ID", 40, required=True),
        choice("Status", "Status", ("Active", "Disabled"), 40),
        number("TotalLicenses", "Total Licenses", "int"),
        number("UsedLicenses", "Used Licenses", "int", filterable=False),
        moment("CreatedDate", "Created Date", **FIXED),
        moment("LastModifiedDate", "Last Modified Date", **FIXED),
        moment("SystemModstamp", "System Modstamp", **FIXED),
    ),
    setup=True,
)
