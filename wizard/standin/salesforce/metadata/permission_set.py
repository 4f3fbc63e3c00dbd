"""A PermissionSet of the metadata format: replaces the set of that name with all its rights (API 40 and later [C])."""

from __future__ import annotations

from wizard.standin.salesforce.metadata.draft import Draft
from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.metadata.typed import check_elements, choice, flag, read, refuse, required
from wizard.standin.salesforce.metadata.xmltree import Element
from wizard.standin.salesforce.schema import ObjectType
from wizard.standin.salesforce.schema.directory import PERMISSIONS

# fmt: off
_HANDLED = (
    "label", "description", "license", "hasActivationRequired", "objectPermissions", "fieldPermissions",
    "tabSettings", "userPermissions", "applicationVisibilities",
)
_REFUSED = (
    "classAccesses", "customMetadataTypeAccesses", "customPermissions", "customSettingAccesses",
    "emailRoutingAddressAccesses", "externalCredentialPrincipalAccesses", "externalDataSourceAccesses",
    "flowAccesses", "pageAccesses", "recordTypeVisibilities",
)
_OBJECT = {
    "allowCreate": "Create", "allowRead": "Read", "allowEdit": "Edit", "allowDelete": "Delete",
    "viewAllRecords": "ViewAllRecords", "modifyAllRecords": "ModifyAllRecords",
}
_DEPENDS = {
    "Create": ("Read",), "Edit": ("Read",), "Delete": ("Read", "Edit"), "ViewAllRecords": ("Read",),
    "ModifyAllRecords": ("Read", "Edit", "Delete", "ViewAllRecords"),
}
# fmt: on
_VISIBILITIES = ("Available", "None", "Visible")

Rights = list[tuple[ObjectType, dict[str, bool]]]
FieldRights = list[tuple[str, str, bool, bool]]


def deploy_permission_set(draft: Draft, name: str, data: bytes) -> tuple[str, bool, bool]:
    """Make or replace a set; return its id, whether it is new, and whether it changed. Raises ComponentError."""
    element = read(data, "PermissionSet")
    refuse(element, _REFUSED)
    check_elements(element, "PermissionSet", _HANDLED)
    values = _values(draft, element)
    objects = [_object_right(draft, right) for right in element.all("objectPermissions")]
    fields = [_field_right(draft, right) for right in element.all("fieldPermissions")]
    _check_tabs(draft, element)
    record = _save(draft, name, values)
    for kind, held in objects:
        draft.add_record("ObjectPermissions", ParentId=record, SobjectType=kind.name, **held)
    for kind_name, field, readable, editable in fields:
        held = {"PermissionsRead": readable, "PermissionsEdit": editable}
        draft.add_record("FieldPermissions", ParentId=record, SobjectType=kind_name, Field=field, **held)
    return draft.keep("PermissionSet", name, element.content(), record)


def drop_permission_set(draft: Draft, name: str) -> None:
    """Take a permission set away. Raises ComponentError while somebody has it [I]."""
    record = _find(draft, name)
    if draft.store.read('SELECT 1 FROM "PermissionSetAssignment" WHERE "PermissionSetId" = ?', (record,)):
        raise ComponentError("You can't delete this permission set because it is assigned to one or more users")
    _clear(draft, record)
    draft.store.write('DELETE FROM "PermissionSet" WHERE "Id" = ?', (record,))


def _values(draft: Draft, element: Element) -> dict[str, object]:
    values: dict[str, object] = {
        "Label": required(element, "label"),
        "Description": element.value("description"),
        "LicenseId": _license(draft, element),
    }
    values |= {f"Permissions{name}": False for name in PERMISSIONS}
    for permission in element.all("userPermissions"):
        check_elements(permission, "PermissionSetUserPermission", ("enabled", "name"))
        name = required(permission, "name")
        if name not in PERMISSIONS:
            raise ComponentError(f"Unknown user permission: {name}", permission)
        values[f"Permissions{name}"] = flag(permission, "enabled")
    return values


def _license(draft: Draft, element: Element) -> str | None:
    name = element.value("license")
    if name is None:
        return None
    found = draft.store.read('SELECT "Id" FROM "UserLicense" WHERE "Name" = ?', (name,))
    if not found:
        raise ComponentError(f"In field: license - no UserLicense named {name} found", element.find("license"))
    return str(found[0][0])


def _object_right(draft: Draft, right: Element) -> tuple[ObjectType, dict[str, bool]]:
    check_elements(right, "PermissionSetObjectPermissions", (*_OBJECT, "object", "viewAllFields"))
    name = required(right, "object")
    kind = draft.object(name)
    if kind is None:
        raise ComponentError(f"In field: object - no CustomObject named {name} found", right)
    held = {said: flag(right, tag) for tag, said in _OBJECT.items()}
    for said, needed in _DEPENDS.items():
        lacking = [other for other in needed if held[said] and not held[other]]
        if lacking:
            others = ", ".join(f"{other} {kind.name}" for other in lacking)
            raise ComponentError(f"Permission {said} {kind.name} depends on permission(s): {others}", right)
    return kind, {f"Permissions{said}": given for said, given in held.items()}


def _field_right(draft: Draft, right: Element) -> tuple[str, str, bool, bool]:
    check_elements(right, "PermissionSetFieldPermissions", ("field", "editable", "readable"))
    path = required(right, "field")
    object_name, _, field_name = path.partition(".")
    kind = draft.object(object_name)
    if kind is None:
        raise ComponentError(f"In field: field - no CustomObject named {object_name} found", right)
    field = kind.by_name.get(field_name.lower())
    if field is None:
        raise ComponentError(f"In field: field - no CustomField named {path} found", right)
    if not field.permissionable:
        raise ComponentError(f"You cannot deploy to a required field: {path}", right)
    readable, editable = flag(right, "readable"), flag(right, "editable")
    if editable and not readable:
        raise ComponentError(f"Permission Edit {path} depends on permission(s): Read {path}", right)
    return kind.name, f"{kind.name}.{field.name}", readable, editable


def _check_tabs(draft: Draft, element: Element) -> None:
    for setting in element.all("tabSettings"):
        check_elements(setting, "PermissionSetTabSetting", ("tab", "visibility"))
        choice(setting, "visibility", "PermissionSetTabVisibility", _VISIBILITIES)
        required(setting, "visibility")
        name = required(setting, "tab")
        if ("CustomTab", name) not in draft.components and not name.startswith("standard-"):
            raise ComponentError(f"In field: tab - no CustomTab named {name} found", setting)
    for visibility in element.all("applicationVisibilities"):
        check_elements(visibility, "PermissionSetApplicationVisibility", ("application", "default", "visible"))
        name = required(visibility, "application")
        if ("CustomApplication", name) not in draft.components and not name.startswith("standard__"):
            raise ComponentError(f"In field: application - no CustomApplication named {name} found", visibility)


def _find(draft: Draft, name: str) -> str | None:
    sql = 'SELECT "Id" FROM "PermissionSet" WHERE "Name" = ? AND "NamespacePrefix" IS NULL'
    return next((str(record) for (record,) in draft.store.read(sql, (name,))), None)


def _save(draft: Draft, name: str, values: dict[str, object]) -> str:
    record = _find(draft, name)
    if record is None:
        return draft.add_record("PermissionSet", Name=name, IsCustom=True, Type="Regular", **values)
    _clear(draft, record)
    sets = ", ".join(f'"{column}" = ?' for column in values)
    sql = f'UPDATE "PermissionSet" SET {sets} WHERE "Id" = ?'  # noqa: S608 - names from this file only
    draft.store.write(sql, (*values.values(), record))
    return record


def _clear(draft: Draft, record: str | None) -> None:
    for table in ("ObjectPermissions", "FieldPermissions"):
        draft.store.write(f'DELETE FROM "{table}" WHERE "ParentId" = ?', (record,))  # noqa: S608
