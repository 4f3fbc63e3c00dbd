"""A CustomObject of the metadata format, turned into an object of the schema (salesforce.md §4.5)."""

from __future__ import annotations

import re
from dataclasses import replace

from wizard.standin.salesforce.metadata.problems import ComponentError
from wizard.standin.salesforce.metadata.typed import check_elements, choice, read, refuse, required
from wizard.standin.salesforce.metadata.xmltree import Element
from wizard.standin.salesforce.schema import Field, ObjectType
from wizard.standin.salesforce.schema.fields import FIXED, audit, deleted, owner, record_id, text, viewed

# fmt: off
_HANDLED = ("fullName", "label", "pluralLabel", "nameField", "fields", "sharingModel", "deploymentStatus")
_STORED = (
    "actionOverrides", "allowInChatterGroups", "compactLayoutAssignment", "compactLayouts", "customHelp",
    "customHelpPage", "deprecated", "description", "enableActivities", "enableBulkApi", "enableEnhancedLookup",
    "enableFeeds", "enableHistory", "enableLicensing", "enableReports", "enableSearch", "enableSharing",
    "enableStreamingApi", "externalSharingModel", "fieldSets", "gender", "listViews", "recordTypeTrackFeedHistory",
    "recordTypeTrackHistory", "searchLayouts", "startsWith", "visibility", "enableDataTranslation", "enableDivisions",
)
_REFUSED = (
    "articleTypeChannelDisplay", "businessProcesses", "customSettingsType", "eventType", "externalDataSource",
    "externalName", "externalRepository", "historyRetentionPolicy", "household", "indexes", "mktDataLakeAttributes",
    "mktDataModelAttributes", "profileSearchLayouts", "publishBehavior", "recordTypes", "sharingReasons",
    "sharingRecalculations", "validationRules", "webLinks", "enablePublishStatusTracking",
)
# fmt: on
_NAME = re.compile(r"(?=.{1,43}$)[A-Za-z](?:_?[A-Za-z0-9])*__c")
_SHARING = ("Private", "Read", "ReadWrite")
_STATUSES = ("Deployed", "InDevelopment")
_NUMBER = re.compile(r"([^{}]*)\{(0+)\}([^{}]*)")


def read_object(data: bytes) -> Element:
    """Return the checked root element of an object's file. Raises ComponentError."""
    element = read(data, "CustomObject")
    refuse(element, _REFUSED)
    check_elements(element, "CustomObject", _HANDLED, _STORED)
    if element.value("sharingModel") == "ControlledByParent":
        raise ComponentError("The sharing model ControlledByParent is not supported by the stand-in", element)
    choice(element, "sharingModel", "SharingModel", _SHARING)
    choice(element, "deploymentStatus", "DeploymentStatus", _STATUSES)
    return element


def new_object(name: str, prefix: str, element: Element) -> ObjectType:
    """Return the object a file describes, without its custom fields. Raises ComponentError; texts inferred [I]."""
    if not _NAME.fullmatch(name):
        raise ComponentError(f"The object name you provided {name} is not a valid custom object name", element)
    label = _label(element)
    for tag in ("pluralLabel", "deploymentStatus", "sharingModel"):
        required(element, tag)
    fields = (record_id("Record ID"), owner("Group", "User"), deleted(), _name_field(element), *audit(), *viewed())
    return ObjectType(name, label, prefix, fields, plural=required(element, "pluralLabel"))


def relabelled(kind: ObjectType, element: Element) -> ObjectType:
    """Return an object with the labels of its file; what the file does not say stays."""
    changed = replace(
        kind, label=element.value("label") or kind.label, plural=element.value("pluralLabel") or kind.plural
    )
    if kind.custom and element.find("nameField") is not None:
        changed = with_field(changed, _name_field(element))
    return changed


def with_field(kind: ObjectType, field: Field) -> ObjectType:
    """Return an object with a field added, or put in the place of the one of that name."""
    if not kind.has(field.name):
        return replace(kind, fields=(*kind.fields, field))
    same = field.name.lower()
    return replace(kind, fields=tuple(field if old.name.lower() == same else old for old in kind.fields))


def without_field(kind: ObjectType, field: Field) -> ObjectType:
    """Return an object without a field."""
    return replace(kind, fields=tuple(old for old in kind.fields if old is not field))


def _label(element: Element) -> str:
    label = element.value("label")
    if label is None:
        raise ComponentError("Must specify a non-empty label for the CustomObject", element)
    return label


def _name_field(element: Element) -> Field:
    """Return the field Name: a text of 80 characters, or a number that counts up."""
    name = element.find("nameField")
    if name is None:
        raise ComponentError("Must specify a nameField of type Text or AutoNumber", element)
    known = ("label", "type", "displayFormat", "trackHistory", "trackFeedHistory", "startingNumber", "fullName")
    check_elements(name, "CustomField", known)
    label = required(name, "label")
    if choice(name, "type", "FieldType", ("Text", "AutoNumber")) == "Text":
        return text("Name", label, 80, name_field=True, id_lookup=True, permissionable=False, defaulted=True)
    form = _NUMBER.fullmatch(name.value("displayFormat") or "A-{0000}")
    if form is None:
        raise ComponentError("The displayFormat must hold one number such as {0000}", name)
    before, zeros, after = form.groups()
    number = f"{before}{{:0{len(zeros)}d}}{after}"
    more = {**FIXED, "required": True, "defaulted": True, "name_field": True, "id_lookup": True}
    return text("Name", label, 80, auto_number=number, **more)
