from __future__ import annotations

import dataclasses

import pytest

from wizard.domain.destination import PACKAGE, PACKAGE_FIELDS, PACKAGE_KEY, Field, destination_of

DESCRIBED = {
    PACKAGE_KEY: Field(PACKAGE_KEY, "string", 32, external_id=True),
    **{name: Field(name, "string", 255) for name in PACKAGE_FIELDS.values()},
    "Name": Field("Name", "string", 80),
}


def test_the_whole_package_takes_every_item() -> None:
    destination = destination_of(PACKAGE, DESCRIBED)
    assert destination is not None
    assert destination.fields.keys() == PACKAGE_FIELDS.keys()
    assert destination.missing == ()


@pytest.mark.parametrize("hidden", [True, False])
def test_a_field_hidden_or_read_only_is_missing(hidden: bool) -> None:
    described, name = dict(DESCRIBED), PACKAGE_FIELDS["phone2"]
    if hidden:
        del described[name]
    else:
        described[name] = dataclasses.replace(described[name], writable=False)
    destination = destination_of(PACKAGE, described)
    assert destination is not None
    assert destination.missing == ("phone2",)


@pytest.mark.parametrize("fault", [{"external_id": False}, {"writable": False}])
def test_without_a_key_to_write_by_there_is_no_destination(fault: dict[str, bool]) -> None:
    key = dataclasses.replace(DESCRIBED[PACKAGE_KEY], **fault)
    assert destination_of(PACKAGE, {**DESCRIBED, PACKAGE_KEY: key}) is None


def test_an_object_without_the_key_is_no_destination() -> None:
    assert destination_of(PACKAGE, {}) is None
