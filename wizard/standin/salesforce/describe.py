"""What describe says of an object: keys and types as recorded describes of v59 have them (salesforce.md §4.4)."""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.describe_field import describe_field
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import ObjectType

_MASTER = "012000000000000AAA"


def describe(access: Access, kind: ObjectType, base: str, url: str) -> dict[str, Any]:
    """Return the full describe for a user; fields hidden by field-level security are absent.

    ``base`` is ``/services/data/vXX.0`` and ``url`` the organisation's own address.
    """
    full = _summary(access, kind) | {
        "actionOverrides": [],
        "childRelationships": _children(access, kind),
        "compactLayoutable": True,
        "defaultImplementation": None,
        "extendedBy": None,
        "extendsInterfaces": None,
        "fields": [describe_field(access, kind, field) for field in access.fields(kind).values()],
        "implementedBy": None,
        "implementsInterfaces": None,
        "listviewable": None,
        "lookupLayoutable": None,
        "namedLayoutInfos": [],
        "networkScopeFieldName": None,
        "recordTypeInfos": _record_types(access, kind, base),
        "searchLayoutable": not kind.setup,
        "sobjectDescribeOption": "FULL",
        "supportedScopes": [{"label": label, "name": name} for name, label in kind.scopes],
        "urls": _urls(kind, base, url),
    }
    return dict(sorted(full.items()))


def global_entry(access: Access, kind: ObjectType, base: str) -> dict[str, Any]:
    """Return the short form that the list of all objects holds."""
    sobject = f"{base}/sobjects/{kind.name}"
    urls = {"sobject": sobject, "describe": f"{sobject}/describe", "rowTemplate": f"{sobject}/{{ID}}"}
    return _summary(access, kind) | {"urls": urls}


def _summary(access: Access, kind: ObjectType) -> dict[str, Any]:
    data = not kind.setup
    creates, updates, deletes = (access.may(kind, action) for action in ("create", "update", "delete"))
    return {
        "activateable": False,
        "associateEntityType": None,
        "associateParentEntity": None,
        "createable": creates,
        "custom": kind.custom,
        "customSetting": False,
        "deepCloneable": False,
        "deletable": deletes,
        "deprecatedAndHidden": False,
        "feedEnabled": data and not kind.custom,
        "hasSubtypes": False,
        "isInterface": False,
        "isSubtype": False,
        "keyPrefix": kind.prefix,
        "label": kind.label,
        "labelPlural": kind.plural or f"{kind.label}s",
        "layoutable": data,
        "mergeable": data and not kind.custom,
        "mruEnabled": data,
        "name": kind.name,
        "queryable": True,
        "replicateable": data,
        "retrieveable": True,
        "searchable": data,
        "triggerable": data,
        "undeletable": data,
        "updateable": updates,
    }


def _children(access: Access, kind: ObjectType) -> list[dict[str, Any]]:
    return [
        {
            "cascadeDelete": False,
            "childSObject": child.name,
            "deprecatedAndHidden": False,
            "field": field.name,
            "junctionIdListNames": [],
            "junctionReferenceTo": [],
            "relationshipName": None,
            "restrictedDelete": False,
        }
        for child in access.schema.all()
        if access.may(child, "read")
        for field in access.fields(child).values()
        if kind.name in field.reference_to
    ]


def _record_types(access: Access, kind: ObjectType, base: str) -> list[dict[str, Any]]:
    """Return the record types of the organisation, and the one that every object has."""
    own = [each for each in access.record_types if each.object.lower() == kind.name.lower()]
    types = [(each.name, each.record_id, each.default) for each in own]
    master = ("Master", _MASTER, not any(default for _, _, default in types))
    return [_record_type(kind, base, *each) for each in (*types, master)]


def _record_type(kind: ObjectType, base: str, name: str, record_id: str, default: bool) -> dict[str, Any]:
    return {
        "active": True,
        "available": True,
        "defaultRecordTypeMapping": default,
        "developerName": name,
        "master": record_id == _MASTER,
        "name": name,
        "recordTypeId": record_id,
        "urls": {"layout": f"{base}/sobjects/{kind.name}/describe/layouts/{record_id}"},
    }


def _urls(kind: ObjectType, base: str, url: str) -> dict[str, str]:
    sobject = f"{base}/sobjects/{kind.name}"
    return {
        "compactLayouts": f"{sobject}/describe/compactLayouts",
        "rowTemplate": f"{sobject}/{{ID}}",
        "approvalLayouts": f"{sobject}/describe/approvalLayouts",
        "uiDetailTemplate": f"{url}/{{ID}}",
        "uiEditTemplate": f"{url}/{{ID}}/e",
        "listviews": f"{sobject}/listviews",
        "describe": f"{sobject}/describe",
        "uiNewRecord": f"{url}/{kind.prefix}/e",
        "quickActions": f"{sobject}/quickActions",
        "layouts": f"{sobject}/describe/layouts",
        "sobject": sobject,
    }
