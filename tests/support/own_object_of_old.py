"""Our own object as an older version made it, with fewer fields and no notes; and what administrators do to it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable

from tests.journeys.command_line.people import Salesforce
from wizard.services.salesforce.own_package import own_package

OWN = "Sansan_Card__c"
_SPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
_OPTIONS = {"rollbackOnError": True, "singlePackage": True}


def make_new(salesforce: Salesforce) -> None:
    """Deploy the object as this version makes it."""
    _deploy(salesforce, _unpacked(own_package("en")))


def make_old(salesforce: Salesforce, lacking: Iterable[str] = (), *, sets: Iterable[str] | None = None) -> None:
    """Deploy the object without some fields, and with some permission sets only."""
    files = _unpacked(own_package("en"))
    for name, text in files.items():
        files[name] = _without(re.sub(r" \(parts: \d+\)", "", text), lacking)
    for name in [name for name in files if sets is not None and name.startswith("permissionsets/")]:
        stem = name.removeprefix("permissionsets/").removesuffix(".permissionset")
        if stem not in sets:
            del files[name]
            files["package.xml"] = files["package.xml"].replace(f"<members>{stem}</members>", "")
    _deploy(salesforce, files)


def delete_fields(salesforce: Salesforce, *names: str) -> None:
    """Delete fields, as an administrator does."""
    _destroy(salesforce, "CustomField", *(f"{OWN}.{name}" for name in names))


def delete_object(salesforce: Salesforce) -> None:
    """Delete the object; its permission sets stay."""
    _destroy(salesforce, "CustomTab", OWN)
    _destroy(salesforce, "CustomObject", OWN)


def drop_set(salesforce: Salesforce, name: str) -> None:
    """Take a permission set from everybody, then delete it."""
    for record in salesforce.query(f"SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = '{name}'"):
        salesforce.remove("PermissionSetAssignment", record["Id"])
    _destroy(salesforce, "PermissionSet", name)


def _destroy(salesforce: Salesforce, kind: str, *names: str) -> None:
    types = f"<types>{''.join(f'<members>{name}</members>' for name in names)}<name>{kind}</name></types>"
    version = "<version>60.0</version>"
    _deploy(
        salesforce,
        {
            "package.xml": f"<Package {_SPACE}>{version}</Package>",
            "destructiveChanges.xml": f"<Package {_SPACE}>{types}{version}</Package>",
        },
    )


def relabel(salesforce: Salesforce, name: str, label: str, length: int) -> None:
    """Change a text field's label and length, as an administrator does."""
    field = f"<fullName>{name}</fullName><label>{label}</label><length>{length}</length><type>Text</type>"
    _deploy(
        salesforce,
        {
            "package.xml": f"<Package {_SPACE}><types><members>{OWN}.{name}</members><name>CustomField</name></types>"
            "<version>60.0</version></Package>",
            f"objects/{OWN}.object": f"<CustomObject {_SPACE}><fields>{field}</fields></CustomObject>",
        },
    )


def opened(salesforce: Salesforce, set_name: str) -> set[str]:
    """Return the fields a permission set opens."""
    found = salesforce.query(f"SELECT Field FROM FieldPermissions WHERE Parent.Name = '{set_name}'")
    return {record["Field"].partition(".")[2] for record in found}


def _without(text: str, lacking: Iterable[str]) -> str:
    for name in lacking:
        for tag in ("fields", "fieldPermissions", "layoutItems"):
            holder = rf"\s*<{tag}>(?:(?!</{tag}>).)*?[>.]{name}<.*?</{tag}>"
            text = re.sub(holder, "", text, flags=re.DOTALL)
    return text


def _unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _deploy(salesforce: Salesforce, files: dict[str, str]) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    result = salesforce.deploy(json.dumps({"deployOptions": _OPTIONS}), data.getvalue())
    assert result["status"] == "Succeeded", result
