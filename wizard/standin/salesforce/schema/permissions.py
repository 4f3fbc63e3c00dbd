"""Permission sets, their assignments, and the rights they carry (salesforce.md §4.2, §4.3)."""

from __future__ import annotations

from wizard.standin.salesforce.schema.directory import PERMISSIONS, permission_fields
from wizard.standin.salesforce.schema.fields import (
    FIXED,
    area,
    audit,
    choice,
    flag,
    lookup,
    moment,
    number,
    record_id,
    text,
)
from wizard.standin.salesforce.schema.model import ObjectType

PERMISSION_SET = ObjectType(
    "PermissionSet",
    "Permission Set",
    "0PS",
    (
        record_id("Permission Set ID"),
        text("Name", "Permission Set Name", 80, required=True, name_field=True),
        text("Label", "Permission Set Label", 80, required=True),
        area("Description", "Description", 255),
        lookup("LicenseId", "License ID", "PermissionSetLicense", "UserLicense"),
        lookup("ProfileId", "Profile ID", "Profile", **FIXED),
        flag("IsOwnedByProfile", "Is Owned By Profile", **FIXED),
        flag("IsCustom", "Custom", **FIXED),
        text("NamespacePrefix", "Namespace Prefix", 15, **FIXED),
        choice("Type", "Type", ("Regular", "Standard", "Session", "Group", "Profile"), 40, **FIXED),
        *permission_fields(),
        *audit(),
    ),
    setup=True,
    read_permission="ViewSetup",
    write_permission="ManageProfilesPermissionsets",
    operations=frozenset({"update"}),
)

PERMISSION_SET_ASSIGNMENT = ObjectType(
    "PermissionSetAssignment",
    "Permission Set Assignment",
    "0Pa",
    (
        record_id("PermissionSetAssignment ID"),
        lookup("PermissionSetId", "PermissionSet ID", "PermissionSet", updateable=False),
        lookup("PermissionSetGroupId", "Permission Set Group ID", "PermissionSetGroup", updateable=False),
        lookup("AssigneeId", "Assignee ID", "User", required=True, updateable=False),
        moment("ExpirationDate", "Expiration Date"),
        moment("SystemModstamp", "System Modstamp", **FIXED),
    ),
    setup=True,
    read_permission="ViewSetup",
    write_permission="AssignPermissionSets",
)

PERMISSION_SET_LICENSE = ObjectType(
    "PermissionSetLicense",
    "Permission Set License",
    "0PL",
    (
        record_id("Permission Set License ID"),
        text("DeveloperName", "Permission Set License Name", 80, required=True, name_field=True),
        text("MasterLabel", "Permission Set License Label", 255, required=True),
        text("PermissionSetLicenseKey", "Permission Set License Key", 255, **FIXED),
        choice("Status", "Status", ("Active", "Disabled"), 40, **FIXED),
        number("TotalLicenses", "Total Licenses", "int", **FIXED),
        number("UsedLicenses", "Used Licenses", "int", **FIXED),
        *audit(),
    ),
    setup=True,
    read_permission="ViewSetup",
)

PERMISSION_SET_LICENSE_ASSIGN = ObjectType(
    "PermissionSetLicenseAssign",
    "Permission Set License Assignment",
    "2LA",
    (
        record_id("Permission Set License Assignment ID"),
        lookup(
            "PermissionSetLicenseId", "Permission Set License", "PermissionSetLicense", required=True, updateable=False
        ),
        lookup("AssigneeId", "Assignee ID", "User", required=True, updateable=False),
        *audit(),
    ),
    setup=True,
    read_permission="ViewSetup",
    write_permission="AssignPermissionSets",
)

OBJECT_PERMISSIONS = ObjectType(
    "ObjectPermissions",
    "Object Permissions",
    "110",
    (
        record_id("ObjectPermissions ID"),
        lookup("ParentId", "Parent ID", "PermissionSet", required=True, updateable=False),
        text("SobjectType", "SObject Type Name", 80, required=True, updateable=False),
        flag("PermissionsCreate", "Create Records"),
        flag("PermissionsRead", "Read Records"),
        flag("PermissionsEdit", "Edit Records"),
        flag("PermissionsDelete", "Delete Records"),
        flag("PermissionsViewAllRecords", "Read All Records"),
        flag("PermissionsModifyAllRecords", "Edit All Records"),
        *audit(),
    ),
    setup=True,
    read_permission="ViewSetup",
    write_permission="ManageProfilesPermissionsets",
)

FIELD_PERMISSIONS = ObjectType(
    "FieldPermissions",
    "Field Permissions",
    "01k",
    (
        record_id("FieldPermissions ID"),
        lookup("ParentId", "Parent ID", "PermissionSet", required=True, updateable=False),
        text("SobjectType", "SObject Type Name", 80, required=True, updateable=False),
        text("Field", "Field Name", 255, required=True, updateable=False),
        flag("PermissionsRead", "Read Field"),
        flag("PermissionsEdit", "Edit Field"),
        moment("SystemModstamp", "System Modstamp", **FIXED),
    ),
    setup=True,
    read_permission="ViewSetup",
    write_permission="ManageProfilesPermissionsets",
)

_EFFECTIVE = ", ".join(f'max(s."Permissions{name}") AS "Permissions{name}"' for name in PERMISSIONS)

USER_PERMISSION_ACCESS = ObjectType(
    "UserPermissionAccess",
    "User Permission Access",
    "000",
    (record_id("User Permission Access ID"), *permission_fields()),
    setup=True,
    view=f"""
        SELECT u.rowid AS rowid, u."Id" AS "Id", {_EFFECTIVE}
        FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
        JOIN "User" u ON u."Id" = a."AssigneeId"
        GROUP BY u.rowid
    """,  # noqa: S608 - names from this file only
)
"""Holds one row, about the user who asks: a query adds that condition (§4.2)."""
