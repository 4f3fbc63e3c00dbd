"""What describe says of a field; most of its keys follow from the type (salesforce.md §4.4)."""

from __future__ import annotations

from typing import Any

from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.schema import Field, ObjectType

_SOAP = {
    "id": "tns:ID",
    "reference": "tns:ID",
    "boolean": "xsd:boolean",
    "int": "xsd:int",
    "double": "xsd:double",
    "currency": "xsd:double",
    "date": "xsd:date",
    "datetime": "xsd:dateTime",
    "address": "urn:address",
}
_PRECISION = {"double": (18, 15), "currency": (18, 0)}
_NOT_GROUPABLE = frozenset({"double", "currency", "datetime", "address"})
_NOT_AGGREGATABLE = frozenset({"boolean", "address"})


def describe_field(access: Access, kind: ObjectType, field: Field) -> dict[str, Any]:
    """Return the entry of a field; what the user may not write is neither createable nor updateable."""
    editable = access.may_edit(kind, field)
    digits = (field.precision, field.scale) if field.precision else _PRECISION.get(field.type, (0, 0))
    return {
        "aggregatable": not _long(field) and field.type not in _NOT_AGGREGATABLE,
        "aiPredictionField": False,
        "autoNumber": field.auto_number is not None,
        "byteLength": field.length * 3 if field.is_text else field.length,
        "calculated": False,
        "calculatedFormula": None,
        "cascadeDelete": False,
        "caseSensitive": field.case_sensitive,
        "compoundFieldName": field.compound,
        "controllerName": None,
        "createable": field.createable and editable,
        "custom": field.custom,
        "defaultValue": field.default,
        "defaultValueFormula": None,
        "defaultedOnCreate": field.defaulted,
        "dependentPicklist": False,
        "deprecatedAndHidden": False,
        "digits": 8 if field.type == "int" else 0,
        "displayLocationInDecimal": False,
        "encrypted": False,
        "externalId": field.external_id,
        "extraTypeInfo": field.extra,
        "filterable": field.filterable,
        "filteredLookupInfo": None,
        "formulaTreatNullNumberAsZero": False,
        "groupable": not _long(field) and field.type not in _NOT_GROUPABLE,
        "highScaleNumber": False,
        "htmlFormatted": False,
        "idLookup": field.id_lookup,
        "inlineHelpText": field.help,
        "label": field.label,
        "length": field.length,
        "mask": None,
        "maskType": None,
        "name": field.name,
        "nameField": field.name_field,
        "namePointing": field.polymorphic,
        "nillable": not field.required,
        "permissionable": field.permissionable,
        "picklistValues": [_choice(value, field) for value in field.values],
        "polymorphicForeignKey": field.polymorphic,
        "precision": digits[0],
        "queryByDistance": field.type == "address",
        "referenceTargetField": None,
        "referenceTo": list(field.reference_to),
        "relationshipName": field.relationship,
        "relationshipOrder": None,
        "restrictedDelete": False,
        "restrictedPicklist": field.restricted,
        "scale": digits[1],
        "searchPrefilterable": field.prefilterable,
        "soapType": _SOAP.get(field.type, "xsd:string"),
        "sortable": field.sortable,
        "type": field.type,
        "unique": field.unique,
        "updateable": field.updateable and editable,
        "writeRequiresMasterRead": False,
    }


def _long(field: Field) -> bool:
    return field.type == "textarea" and field.length > 255


def _choice(value: str, field: Field) -> dict[str, Any]:
    return {
        "active": True,
        "defaultValue": value == field.default,
        "label": value,
        "validFor": None,
        "value": value,
    }
