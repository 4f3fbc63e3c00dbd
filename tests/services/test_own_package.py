"""What the permission-set page says will be made is what is in the archive."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from wizard.domain.destination import OWN
from wizard.domain.permission_set import OWN_READER_SET, OWN_SET
from wizard.services.salesforce.own_package import own_package, own_translation
from wizard.words import LANGUAGES, Lang

OBJECT = f"objects/{OWN.object_name}.object"


def unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def found(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_archive_holds_what_was_said_and_nothing_else(lang: Lang) -> None:
    files = unpacked(own_package(lang))
    fields = {OWN.key_field, *OWN.fields.values()}
    assert found(r"<fullName>(\w+__c)</fullName>", files[OBJECT]) | {"Name"} == fields
    assert "<sharingModel>Private</sharingModel>" in files[OBJECT]
    assert found(r"permissionsets/(\w+)", "\n".join(files)) == {OWN_SET, OWN_READER_SET}
    assert {name.partition("/")[0] for name in files} == {
        "objects", "permissionsets", "tabs", "layouts", "package.xml",
    }  # fmt: skip
    assert not any("@" in text for text in files.values()), "every label is filled in"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_is_in_the_layout_and_in_both_sets(lang: Lang) -> None:
    files = unpacked(own_package(lang))
    fields = {OWN.key_field, *OWN.fields.values()}
    layout = next(text for name, text in files.items() if name.startswith("layouts/"))
    assert found(r"<field>(\w+)</field>", layout) == fields | {"OwnerId"}
    for name in (OWN_SET, OWN_READER_SET):
        rights = files[f"permissionsets/{name}.permissionset"]
        assert found(r"<field>\w+\.(\w+)</field>", rights) | {"Name"} == fields


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_language_names_every_field(lang: Lang) -> None:
    files = unpacked(own_translation(lang))
    (translation,) = (text for name, text in files.items() if name.endswith(".objectTranslation"))
    assert found(r"<name>(\w+)</name>", translation) | {"Name"} == {OWN.key_field, *OWN.fields.values()}
