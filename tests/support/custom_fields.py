"""Custom fields that an administrator adds to the cards' object, and opens for those who write the cards."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

from tests.journeys.command_line.people import CARD, Salesforce

_SPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
TEXT = "<type>Text</type><length>80</length>"
AREA = "<type>LongTextArea</type><length>5000</length><visibleLines>5</visibleLines>"
NUMBER = "<type>Number</type><precision>5</precision><scale>0</scale>"
DATE = "<type>Date</type>"


def picklist(*values: str) -> str:
    """A picklist that takes no other values."""
    listed = "".join(
        f"<value><fullName>{v}</fullName><default>false</default><label>{v}</label></value>" for v in values
    )
    definition = f"<valueSetDefinition><sorted>false</sorted>{listed}</valueSetDefinition>"
    return f"<type>Picklist</type><valueSet><restricted>true</restricted>{definition}</valueSet>"


def add_fields(salesforce: Salesforce, writable: bool = True, **types: str) -> None:
    """Add fields to the package's object: API name → type as metadata; the writer's set reads, and maybe edits them."""
    make_fields(salesforce, **types)
    for name in types:
        open_field(salesforce, name, writable=writable)


def drop_field(salesforce: Salesforce, name: str) -> None:
    """Delete a field of the package's object."""
    gone = f"<types><members>{CARD}.{name}</members><name>CustomField</name></types><version>60.0</version>"
    empty = "<version>60.0</version>"
    _deploy(salesforce, empty, {"destructiveChanges.xml": _document("Package", gone)})


def make_fields(salesforce: Salesforce, **types: str) -> None:
    """Deploy fields of the package's object, new ones or others of the same name; nobody gets a right."""
    inside = "".join(f"<fields><fullName>{n}</fullName><label>{n}</label>{kind}</fields>" for n, kind in types.items())
    members = "".join(f"<members>{CARD}.{name}</members>" for name in types)
    manifest = f"<types>{members}<name>CustomField</name></types><version>60.0</version>"
    _deploy(salesforce, manifest, {f"objects/{CARD}.object": _document("CustomObject", inside)})


def _deploy(salesforce: Salesforce, manifest: str, parts: Mapping[str, str]) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("package.xml", _document("Package", manifest))
        for name, content in parts.items():
            files.writestr(name, content)
    options = {"deployOptions": {"rollbackOnError": True, "singlePackage": True}}
    result = salesforce.deploy(json.dumps(options), archive.getvalue())
    assert result["status"] == "Succeeded", result


def open_field(salesforce: Salesforce, name: str, *, writable: bool) -> None:
    """Let the writer's permission set read a field, and maybe edit it."""
    sets = salesforce.query("SELECT Id, Label FROM PermissionSet WHERE IsOwnedByProfile = false")
    holder = next(one["Id"] for one in sets if one["Label"] == "Sansan データ連携実行ユーザ")
    salesforce.create_of(
        "FieldPermissions",
        ParentId=holder,
        SobjectType=CARD,
        Field=f"{CARD}.{name}",
        PermissionsRead=True,
        PermissionsEdit=writable,
    )


def _document(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_SPACE}>{inside}</{root}>\n'
