"""Packages in the metadata format, for these tests only."""

from __future__ import annotations

import io
import zipfile

NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
OBJECT, FIELD_ID, SET = "Test_Card__c", "Card_Id__c", "Test_Card_User"

FIELDS = {
    FIELD_ID: "<type>Text</type><length>64</length><externalId>true</externalId><unique>true</unique>"
    "<caseSensitive>true</caseSensitive>",
    "Note__c": "<type>LongTextArea</type><length>32768</length><visibleLines>5</visibleLines>",
    "Remark__c": "<type>TextArea</type>",
    "Mail__c": "<type>Email</type>",
    "Tel__c": "<type>Phone</type>",
    "Page__c": "<type>Url</type>",
    "Exchanged__c": "<type>Date</type>",
    "Seen__c": "<type>DateTime</type>",
    "Left__c": "<type>Checkbox</type><defaultValue>false</defaultValue>",
    "Score__c": "<type>Number</type><precision>5</precision><scale>2</scale>",
    "Rank__c": "<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>"
    "<value><fullName>A</fullName><default>true</default><label>A</label></value>"
    "<value><fullName>B</fullName><default>false</default><label>B</label></value>"
    "</valueSetDefinition></valueSet>",
    "Lead__c": "<type>Lookup</type><referenceTo>Lead</referenceTo><relationshipName>Cards</relationshipName>",
}


def field(name: str, inside: str) -> str:
    return f"    <fields>\n        <fullName>{name}</fullName>\n        <label>{name}</label>{inside}\n    </fields>\n"


def custom_object(fields: dict[str, str], **changes: str) -> str:
    parts = {
        "label": "<label>Card</label>",
        "pluralLabel": "<pluralLabel>Cards</pluralLabel>",
        "nameField": "<nameField><label>Number</label><type>AutoNumber</type>"
        "<displayFormat>TC-{00000000}</displayFormat></nameField>",
        "deploymentStatus": "<deploymentStatus>Deployed</deploymentStatus>",
        "sharingModel": "<sharingModel>ReadWrite</sharingModel>",
    } | changes
    body = "".join(f"    {part}\n" for part in parts.values())
    return document("CustomObject", body + "".join(field(*each) for each in fields.items()))


def document(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {NS}>\n{inside}</{root}>\n'


def permission_set(fields: list[str], extra: str = "") -> str:
    rights = "".join(
        f"<fieldPermissions><editable>true</editable><field>{OBJECT}.{name}</field><readable>true</readable>"
        "</fieldPermissions>"
        for name in fields
    )
    allowed = "".join(f"<allow{right}>true</allow{right}>" for right in ("Create", "Delete", "Edit", "Read"))
    all_records = "<modifyAllRecords>false</modifyAllRecords><viewAllRecords>true</viewAllRecords>"
    on_object = f"<objectPermissions>{allowed}<object>{OBJECT}</object>{all_records}</objectPermissions>"
    tab = f"<tabSettings><tab>{OBJECT}</tab><visibility>Visible</visibility></tabSettings>"
    return document("PermissionSet", f"<label>Card user</label>{rights}{on_object}{tab}{extra}")


def manifest(members: dict[str, list[str]]) -> str:
    types = "".join(
        f"<types>{''.join(f'<members>{name}</members>' for name in names)}<name>{kind}</name></types>\n"
        for kind, names in members.items()
    )
    return document("Package", f"{types}<version>67.0</version>\n")


def layout() -> str:
    item = f"<layoutItems><behavior>Edit</behavior><field>{FIELD_ID}</field></layoutItems>"
    section = f"<layoutSections><layoutColumns>{item}</layoutColumns><style>OneColumn</style></layoutSections>"
    return document("Layout", section)


def files(fields: dict[str, str] | None = None) -> dict[str, str]:
    """A whole package: object with fields, tab, layout, label, translation, permission set."""
    fields = FIELDS if fields is None else fields
    members = {
        "CustomObject": [OBJECT],
        "CustomTab": [OBJECT],
        "Layout": [f"{OBJECT}-Card Layout"],
        "CustomLabels": ["CustomLabels"],
        "CustomObjectTranslation": [f"{OBJECT}-ja"],
        "PermissionSet": [SET],
    }
    label = (
        "<labels><fullName>Hello</fullName><language>en_US</language><protected>true</protected>"
        "<shortDescription>Hello</shortDescription><value>Hello</value></labels>"
    )
    translated = f"<fields><label>名刺ID</label><name>{FIELD_ID}</name></fields>"
    return {
        "package.xml": manifest(members),
        f"objects/{OBJECT}.object": custom_object(fields),
        f"tabs/{OBJECT}.tab": document("CustomTab", "<customObject>true</customObject><motif>Custom1: Heart</motif>"),
        f"layouts/{OBJECT}-Card Layout.layout": layout(),
        "labels/CustomLabels.labels": document("CustomLabels", label),
        f"objectTranslations/{OBJECT}-ja.objectTranslation": document("CustomObjectTranslation", translated),
        f"permissionsets/{SET}.permissionset": permission_set(list(fields)),
    }


def zipped(contents: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return target.getvalue()
