"""A CustomField of the metadata format, turned into a field of the schema (salesforce.md §4.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.metadata.typed import check_elements, choice, flag, number, refuse, required
from wizard.standin.salesforce.metadata.xmltree import Element
from wizard.standin.salesforce.schema import Field

_NAME = re.compile(r"(?=.{1,43}$)[A-Za-z](?:_?[A-Za-z0-9])*__c")

# fmt: off
_COMMON = (
    "fullName", "label", "type", "description", "inlineHelpText", "required", "deprecated", "trackHistory",
    "trackFeedHistory", "trackTrending", "businessStatus", "securityClassification", "complianceGroup",
    "businessOwnerUser", "businessOwnerGroup", "externalId", "unique", "caseSensitive",
)
_REFUSED = (
    "formula", "formulaTreatBlanksAs", "lookupFilter", "encryptionScheme", "summarizedField", "summaryFilterItems",
    "summaryForeignKey", "summaryOperation", "maskChar", "maskType", "metadataRelationshipControllingField",
    "customDataType", "elementType", "externalDeveloperName", "fieldManageability", "mktDataLakeFieldAttributes",
    "mktDataModelFieldAttributes", "populateExistingRows", "referenceTargetField", "startingNumber", "stripMarkup",
    "translateData", "isAIPredictionField", "isNameField", "escapeMarkup",
)
_ELSEWHERE = (
    "isFilteringDisabled", "isSortingDisabled", "isConvertLeadDisabled", "restrictedAdminField",
    "reparentableMasterDetail", "writeRequiresMasterRead", "relationshipOrder", "displayFormat",
)
_OTHER_TYPES = (
    "AutoNumber", "Currency", "Percent", "MultiselectPicklist", "Html", "EncryptedText", "MasterDetail", "Summary",
    "Location", "Time", "Hierarchy", "MetadataRelationship", "File", "ExternalLookup", "IndirectLookup", "Array",
)
# fmt: on


@dataclass(frozen=True)
class _Type:
    """What a type of the metadata format becomes; ``needs`` must be specified, ``may`` can be, no other can."""

    type: str
    length: int = 0
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    extra: str | None = None


_TYPES = {
    "Text": _Type("string", needs=("length",), may=("externalId", "unique", "caseSensitive", "defaultValue")),
    "TextArea": _Type("textarea", 255, may=("defaultValue",), extra="plaintextarea"),
    "LongTextArea": _Type("textarea", needs=("length", "visibleLines"), may=("defaultValue",), extra="plaintextarea"),
    "Email": _Type("email", 80, may=("externalId", "unique", "caseSensitive", "defaultValue")),
    "Phone": _Type("phone", 40, may=("defaultValue",)),
    "Url": _Type("url", 255, may=("defaultValue",)),
    "Date": _Type("date", may=("defaultValue",)),
    "DateTime": _Type("datetime", may=("defaultValue",)),
    "Checkbox": _Type("boolean", needs=("defaultValue",)),
    "Number": _Type("double", needs=("precision", "scale"), may=("externalId", "unique", "defaultValue")),
    "Picklist": _Type("picklist", 255, needs=("valueSet",)),
    "Lookup": _Type(
        "reference", 18, needs=("referenceTo",), may=("relationshipName", "relationshipLabel", "deleteConstraint")
    ),
}
_KNOWN = {*_COMMON, *_ELSEWHERE, *(name for kind in _TYPES.values() for name in (*kind.needs, *kind.may))}
_NO_REQUIRED = ("LongTextArea", "Checkbox")


def read_field(element: Element) -> Field:
    """Return the field that a ``fields`` element describes. Raises ComponentError.

    Whether the object a lookup refers to is there must be checked by the caller.
    """
    name, type_name = _check(element)
    kind = _TYPES[type_name]
    is_required = flag(element, "required")
    external = flag(element, "externalId")
    length = number(element, "length") or kind.length
    short = not (kind.type == "textarea" and length > 255)
    default = _default(element, kind)
    return Field(
        name,
        kind.type,
        required(element, "label"),
        _checked_length(element, type_name, length),
        required=is_required or kind.type == "boolean",
        permissionable=not is_required,
        defaulted=default is not None,
        default=default,
        reference_to=tuple(filter(None, (element.value("referenceTo"),))),
        relationship=f"{name[:-1]}r" if kind.type == "reference" else None,
        values=_values(element),
        restricted=_restricted(element),
        extra=kind.extra,
        filterable=short,
        sortable=short,
        id_lookup=external,
        external_id=external,
        unique=flag(element, "unique"),
        case_sensitive=flag(element, "caseSensitive"),
        precision=number(element, "precision") or 0,
        scale=number(element, "scale") or 0,
        help=element.value("inlineHelpText"),
    )


def _check(element: Element) -> tuple[str, str]:
    refuse(element, _REFUSED)
    check_elements(element, "CustomField", _KNOWN)
    name = required(element, "fullName")
    if not _NAME.fullmatch(name):
        raise ComponentError(
            f"The field name you provided {name} is not a valid name for a custom field on this object", element
        )
    if element.value("type") in _OTHER_TYPES:
        raise ComponentError(f"The field type {element.value('type')} is not supported by the stand-in", element)
    required(element, "type")
    type_name = str(choice(element, "type", "FieldType", _TYPES))
    _check_attributes(element, type_name)
    return name, type_name


def _check_attributes(element: Element, type_name: str) -> None:
    """What a type needs and what it cannot have; an attribute that says false counts as not specified."""
    kind = _TYPES[type_name]
    for tag in kind.needs:
        if element.find(tag) is None:
            raise ComponentError(f"Must specify '{tag}' for a CustomField of type {type_name}", element)
    for child in element.children:
        free = child.tag in _COMMON and child.tag not in ("externalId", "unique", "caseSensitive")
        if child.tag == "required" and type_name in _NO_REQUIRED:
            free = False
        if not free and child.tag not in kind.needs + kind.may and child.text.strip() != "false":
            raise ComponentError(f"Can not specify '{child.tag}' for a CustomField of type {type_name}", element)
    if type_name == "Number":
        _check_digits(element)


def _checked_length(element: Element, type_name: str, length: int) -> int:
    least, most = {"Text": (1, 255), "LongTextArea": (256, 131072)}.get(type_name, (0, length))
    if not least <= length <= most:
        raise ComponentError(f"{type_name} length must be between {least} and {most}", element)
    return length


def _check_digits(element: Element) -> None:
    precision, scale = number(element, "precision") or 0, number(element, "scale") or 0
    if not 1 <= precision <= 18 or not 0 <= scale <= precision:
        raise ComponentError("Number: precision must be between 1 and 18, scale not above it", element)


def _default(element: Element, kind: _Type) -> str | bool | None:
    """Return the default of a new record: plain true and false, or a text in quotes; formulas are refused."""
    value = element.value("defaultValue")
    if value is None:
        return _default_value(element)
    if kind.type == "boolean":
        return flag(element, "defaultValue")
    if len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1] and kind.type != "double":
        return value[1:-1]
    raise ComponentError("A formula as defaultValue is not supported by the stand-in", element.find("defaultValue"))


def _definition(element: Element) -> list[Element]:
    value_set = element.find("valueSet")
    if value_set is None:
        return []
    refuse(value_set, ("valueSetName", "controllingField", "valueSettings"))
    check_elements(value_set, "ValueSet", ("restricted", "valueSetDefinition"))
    definition = value_set.find("valueSetDefinition")
    if definition is None:
        raise ComponentError("Must specify 'valueSetDefinition' for a CustomField of type Picklist", element)
    check_elements(definition, "ValueSetValuesDefinition", ("sorted", "value"))
    for value in definition.all("value"):
        known = ("fullName", "label", "default", "color", "description", "isActive")
        check_elements(value, "CustomValue", known)
        required(value, "fullName")
    return definition.all("value")


def _values(element: Element) -> tuple[str, ...]:
    return tuple(required(value, "fullName") for value in _definition(element))


def _default_value(element: Element) -> str | None:
    return next((value.value("fullName") for value in _definition(element) if flag(value, "default")), None)


def _restricted(element: Element) -> bool:
    value_set = element.find("valueSet")
    return value_set is not None and flag(value_set, "restricted")
