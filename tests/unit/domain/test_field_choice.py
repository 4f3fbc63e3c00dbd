"""A field chosen for an item of a card: what fits, and what is wrong by name."""

from __future__ import annotations

import pytest

from wizard.domain.destination import OWN, PACKAGE, PACKAGE_FIELDS, PACKAGE_KEY, Field
from wizard.domain.field_choice import ITEMS, as_described, faults

DESCRIBED = {
    **{name: Field(name, "string", 80) for name in (*PACKAGE_FIELDS.values(), PACKAGE_KEY, "OwnerId", "Memo__c")},
    "Long__c": Field("Long__c", "textarea", 32_000),
    "Choice__c": Field("Choice__c", "picklist", 255),
    "Day__c": Field("Day__c", "date"),
    "Moment__c": Field("Moment__c", "datetime"),
    "Number__c": Field("Number__c", "double"),
    "Person__c": Field("Person__c", "reference", 18),
    "Formula__c": Field("Formula__c", "string", 80, writable=False),
}


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"memo": "Memo__c"}, ""),
        ({"memo": "MEMO__C"}, ""),
        ({"memo": "Long__c"}, ""),
        ({"tags": "Choice__c"}, ""),
        ({"exchange_date": "Day__c"}, ""),
        ({"exchange_date": "Memo__c"}, ""),
        ({"fax": ""}, ""),
        ({"fax": "", "phone2": "Sansan_CI__Fax__c"}, ""),
        ({"fax": "Sansan_CI__Phone2__c", "phone2": "Sansan_CI__Fax__c"}, ""),
        ({"memo": "Gone__c"}, "absent"),
        ({"memo": "Formula__c"}, "read_only"),
        ({"memo": "Day__c"}, "type"),
        ({"exchange_date": "Moment__c"}, "type"),
        ({"memo": "Number__c"}, "type"),
        ({"memo": "Person__c"}, "type"),
        ({"memo": "sansan_ci__bizcardid__c"}, "reserved"),
        ({"memo": "ownerid"}, "reserved"),
        ({"memo": "Sansan_CI__Title__c"}, "twice"),
        ({"memo": "Memo__c", "title": "memo__c"}, "twice"),
        ({"memo": "Sansan_CI__OwnerId_Original__c"}, "twice"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_choice(chosen: dict[str, str], code: str) -> None:
    assert {fault.code for fault in faults(chosen, PACKAGE, DESCRIBED)} == ({code} if code else set())


def test_the_name_of_our_own_record_is_taken() -> None:
    described = {name: Field(name, "string", 80) for name in (*OWN.fields.values(), OWN.key_field)}
    assert [fault.code for fault in faults({"company": "Name"}, OWN, described)] == ["twice"]


def test_names_are_kept_as_the_object_has_them() -> None:
    assert as_described({"memo": "MEMO__c", "fax": ""}, DESCRIBED) == {"memo": "Memo__c", "fax": ""}


def test_every_item_of_a_card_but_its_owner_can_be_chosen() -> None:
    assert set(ITEMS) == set(PACKAGE_FIELDS) - {"owner"}
