"""What the permission-set page says will be made is what is in the archive."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from wizard.domain.destination import OWN, OWN_LOOKUPS
from wizard.domain.own_object import Components, noted
from wizard.domain.permission_set import OWN_READER_SET, OWN_SET
from wizard.services.salesforce.own_package import own_package, own_translation
from wizard.words import LANGUAGES, Lang

OBJECT = f"objects/{OWN.object_name}.object"

FIELDS = {OWN.key_field, *OWN.fields.values(), *OWN_LOOKUPS.values()}


def unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def found(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_archive_holds_what_was_said_and_nothing_else(lang: Lang) -> None:
    files = unpacked(own_package(lang))
    assert found(r"<fullName>(\w+__c)</fullName>", files[OBJECT]) | {"Name"} == FIELDS
    assert "<sharingModel>Private</sharingModel>" in files[OBJECT]
    assert found(r"permissionsets/(\w+)", "\n".join(files)) == {OWN_SET, OWN_READER_SET}
    assert {name.partition("/")[0] for name in files} == {
        "objects", "permissionsets", "tabs", "layouts", "package.xml",
    }  # fmt: skip
    assert not any("@" in text for text in files.values()), "every label is filled in"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_is_in_the_layout_and_in_both_sets(lang: Lang) -> None:
    files = unpacked(own_package(lang))
    layout = next(text for name, text in files.items() if name.startswith("layouts/"))
    assert found(r"<field>(\w+)</field>", layout) == FIELDS | {"OwnerId"}
    for name in (OWN_SET, OWN_READER_SET):
        rights = files[f"permissionsets/{name}.permissionset"]
        assert found(r"<field>\w+\.(\w+)</field>", rights) | {"Name"} == FIELDS


def test_of_some_parts_nothing_else_is_deployed() -> None:
    parts = Components(fields=("Building__c",), sets=(OWN_READER_SET,), granted=("Card_Id__c", "Building__c"))
    files = unpacked(own_package("en", parts))
    assert set(files) == {"package.xml", OBJECT, f"permissionsets/{OWN_READER_SET}.permissionset"}
    assert found(r"<members>([^<]+)", files["package.xml"]) == {f"{OWN.object_name}.Building__c", OWN_READER_SET}
    assert "CustomObject</name>" not in files["package.xml"]
    assert found(r"<fullName>(\w+)", files[OBJECT]) == {"Building__c"}
    assert "pluralLabel" not in files[OBJECT]
    assert "sharingModel" not in files[OBJECT]
    assert found(r"<field>\w+\.(\w+)</field>", "".join(files.values())) == {"Card_Id__c", "Building__c"}


def test_the_labels_of_what_is_there_are_not_translated_again() -> None:
    files = unpacked(own_translation("en", Components(fields=("Building__c",))))
    (translation,) = (text for name, text in files.items() if name.endswith(".objectTranslation"))
    assert found(r"<(\w+)>", translation) == {"fields", "label", "name"}
    assert found(r"<name>(\w+)</name>", translation) == {"Building__c"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_sets_note_with_which_parts_they_are_made(lang: Lang) -> None:
    for name, text in unpacked(own_package(lang)).items():
        if name.startswith("permissionsets/"):
            (description,) = found(r"<description>([^<]+)", text)
            assert noted(description) == description


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_language_names_every_field(lang: Lang) -> None:
    files = unpacked(own_translation(lang))
    (translation,) = (text for name, text in files.items() if name.endswith(".objectTranslation"))
    assert found(r"<name>(\w+)</name>", translation) | {"Name"} == FIELDS
