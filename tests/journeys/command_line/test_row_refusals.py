"""Rows that Salesforce refuses: no card is lost for one field, what passes passes, and the true reason is said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD
from tests.journeys.command_line.place import Place

CARDS = 60
TITLE, COMPANY, EMAIL = "Sansan_CI__Title__c", "Sansan_CI__CompanyName__c", "Sansan_CI__Email__c"
UPSERT = {"pattern": "/composite/sobjects", "method": "PATCH"}


def refusing(field: str, code: str, *, on_field: bool = True, **more: str) -> dict[str, Any]:
    """A rule that refuses whatever the field holds, in the way a setting of the field does."""
    told = {"when": "contains", "value": "", "message": f"{code}: no", "on_field": on_field}
    return {"object": CARD, "field": field, "code": code, **told, **more}


def reasons(newcomer: HastyAdministrator, answer: dict[str, Any]) -> dict[str, str]:
    return {row["card_id"]: row["reason"] for row in newcomer.rows(answer)}


def without(place: Place, *fields: str) -> dict[str, dict[str, Any]]:
    """The records of an undisturbed transfer, these fields empty."""
    return {card: {**r, **dict.fromkeys(fields)} for card, r in place.undisturbed.items()}


def having(place: Place, field: str) -> set[str]:
    return {card for card, record in place.undisturbed.items() if record[field]}


@pytest.mark.parametrize(
    "code",
    [
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
        "FIELD_FILTER_VALIDATION_EXCEPTION",
        "FIELD_INTEGRITY_EXCEPTION",
        "INVALID_CROSS_REFERENCE_KEY",
        "INACTIVE_OWNER_OR_USER",
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "A_CODE_OF_TOMORROW",
    ],
)
def test_no_card_is_lost_for_one_field(place: Place, newcomer: HastyAdministrator, code: str) -> None:
    place.salesforce.post("settings", {"validation_rules": [{**refusing(TITLE, code), "value": "部"}]})
    done = newcomer.sync()
    hit = {card for card in having(place, TITLE) if "部" in place.undisturbed[card][TITLE]}
    assert hit
    assert {card for card, record in place.records().items() if not record[TITLE]} >= hit
    assert {card for card, why in reasons(newcomer, done).items() if "Title was left out" in why} == hit
    assert set(place.records()) == set(place.undisturbed)


def test_several_refused_fields_are_left_out_one_after_the_other(place: Place, newcomer: HastyAdministrator) -> None:
    fields = {TITLE: "Title", COMPANY: "Company", "Sansan_CI__City__c": "City"}
    rules = [{**refusing(field, "FIELD_INTEGRITY_EXCEPTION"), "when": "longer", "value": "0"} for field in fields]
    place.salesforce.post("settings", {"validation_rules": rules})
    done = newcomer.sync()
    assert (done["state"], done["created"]) == ("completed", CARDS)
    assert place.records() == without(place, *fields)
    some = next(card for card in having(place, TITLE) & having(place, COMPANY) & having(place, "Sansan_CI__City__c"))
    assert all(f"{item} was left out" in reasons(newcomer, done)[some] for item in fields.values())


@pytest.mark.parametrize("code", ["FIELD_CUSTOM_VALIDATION_EXCEPTION", "CANNOT_EXECUTE_FLOW_TRIGGER"])
def test_rules_and_automation_have_the_last_word(place: Place, newcomer: HastyAdministrator, code: str) -> None:
    hit = next(iter(having(place, TITLE)))
    title = place.undisturbed[hit][TITLE]
    rule = refusing(TITLE, code, message="役職は本社で確認") | {"when": "equals", "value": title}
    place.salesforce.post("settings", {"validation_rules": [rule]})
    done = newcomer.sync(expected=1)
    assert "役職は本社で確認" in reasons(newcomer, done)[hit]
    assert hit not in place.records()


def test_a_required_field_is_named_by_its_label(place: Place, newcomer: HastyAdministrator) -> None:
    rule = refusing(TITLE, "REQUIRED_FIELD_MISSING", message="Required fields are missing: [Sansan_CI__Title__c]")
    place.salesforce.post("settings", {"validation_rules": [{**rule, "when": "blank", "on_field": False}]})
    done = newcomer.sync(expected=1)
    empty = set(place.undisturbed) - having(place, TITLE)
    assert empty
    label = place.looks.field(CARD, TITLE)["label"]
    assert {card for card, why in reasons(newcomer, done).items() if f"requires the field “{label}”" in why} == empty
    answer = newcomer.type("sync", "--retry-failed", "--lang", "en")
    assert f"requires the field “{label}”" in answer.stderr


def test_a_required_field_whose_value_is_refused_is_told_so(place: Place, newcomer: HastyAdministrator) -> None:
    hit = next(iter(having(place, TITLE)))
    refused = refusing(TITLE, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")
    refused |= {"when": "equals", "value": place.undisturbed[hit][TITLE]}
    required = {**refusing(TITLE, "REQUIRED_FIELD_MISSING"), "when": "blank"}
    place.salesforce.post("settings", {"validation_rules": [refused, required]})
    done = newcomer.sync(expected=1)
    assert "does not take the card's value" in reasons(newcomer, done)[hit]


def test_a_value_that_must_be_unique_is_left_out_and_named(place: Place, newcomer: HastyAdministrator) -> None:
    place.salesforce.post("settings", {"unique_fields": [f"{CARD}.{COMPANY}"]})
    done = newcomer.sync()
    assert (done["state"], set(place.records())) == ("completed", set(place.undisturbed))
    kept = [record[COMPANY] for record in place.records().values() if record[COMPANY]]
    assert len(kept) == len(set(kept)), "each company once"
    told = [why for why in reasons(newcomer, done).values() if "Company was left out: its field must be unique" in why]
    assert len(told) == len(having(place, COMPANY)) - len(kept) > 0


def _answered(place: Place, code: str, message: str, *fields: str) -> None:
    error = {"statusCode": code, "message": message, "fields": list(fields)}
    body = [{"success": False, "errors": [error]}] * CARDS
    place.salesforce.order({**UPSERT, "do": "answer", "status": 200, "body": body})


@pytest.mark.parametrize(
    ("code", "message", "fields", "said", "never"),
    [
        ("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", ["RecordTypeId"], "RecordTypeId", "recipient"),
        ("INVALID_CROSS_REFERENCE_KEY", "Record Type ID: this ID value isn't valid for the user: 012000000000001",
         [], "record types", "recipient"),
        ("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", ["OwnerId"], "recipient was not found", "type"),
        ("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", [], "recipient was not found", "type"),
        ("DUPLICATE_VALUE", "duplicate value found: Sansan_CI__BizCardId__c duplicates value on record with id: a00",
         [], "this card ID", "must be unique"),
        ("DUPLICATE_VALUE", "duplicate value found: Other__c duplicates value on record with id: a00000000000001",
         ["Other__c"], "“Other__c”", "card ID"),
        ("INACTIVE_OWNER_OR_USER", "operation performed with inactive user", ["Reviewer__c"], "“Reviewer__c” names",
         "recipient"),
    ],
)  # fmt: skip
def test_the_reason_is_the_true_one(
    place: Place, newcomer: HastyAdministrator, code: str, message: str, fields: list[str], said: str, never: str
) -> None:
    _answered(place, code, message, *fields)
    done = newcomer.sync(expected=1)
    told = set(reasons(newcomer, done).values())
    assert all(said in why for why in told), told
    assert not any(never in why for why in told)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"),
        ("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "T: execution of AfterInsert … first error: UNABLE_TO_LOCK_ROW, …"),
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Update failed. first error: UNABLE_TO_LOCK_ROW, unable to obtain"),
        ("DUPLICATE_VALUE", "duplicate value found: <unknown> duplicates value on record with id: <unknown>"),
        ("REQUEST_RUNNING_TOO_LONG", "Your request was running for too long"),
        ("INVALID_READ_ONLY_USER_DML", "read-only"),
        ("REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
    ],
)
def test_what_passes_is_tried_for_a_minute(place: Place, newcomer: HastyAdministrator, code: str, message: str) -> None:
    _answered(place, code, message)
    newcomer.sync(expected=1)
    assert place.salesforce.met() == [7], "once, and after each of six pauses"
    assert [pause for pause in newcomer.waited if pause >= 1] == [1, 2, 4, 8, 16, 30]


def test_a_lock_told_by_a_trigger_passes(place: Place, newcomer: HastyAdministrator) -> None:
    place.salesforce.post("settings", {"locks_every": 3, "locks_in_triggers": True})
    assert newcomer.sync()["state"] == "completed"
    assert place.records() == place.undisturbed


def test_a_text_longer_than_a_limit_in_bytes_is_cut_further(place: Place, newcomer: HastyAdministrator) -> None:
    rule = {**refusing(COMPANY, "STRING_TOO_LONG"), "when": "longer", "value": "30"}
    place.salesforce.post("settings", {"validation_rules": [rule]})
    done = newcomer.sync()
    long = {card for card in having(place, COMPANY) if len(place.undisturbed[card][COMPANY].encode()) > 30}
    assert long
    for card, record in place.records().items():
        whole, kept = place.undisturbed[card][COMPANY], record[COMPANY]
        assert kept == whole or (card in long and whole.startswith(kept) and 18 <= len(kept.encode()) <= 30)
    assert all("Company was shortened" in reasons(newcomer, done)[card] for card in long)
    assert "changed in Salesforce" not in "".join(reasons(newcomer, _full(newcomer)).values())


def test_on_an_update_a_refused_value_is_left_alone(place: Place, newcomer: HastyAdministrator) -> None:
    newcomer.sync()
    before = place.records()
    card = next(iter(having(place, TITLE)))
    rule = {**refusing(TITLE, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"), "when": "equals", "value": "宇宙飛行士"}
    place.salesforce.post("settings", {"validation_rules": [rule]})
    place.sansan.patch(f"cards/{card}", {"title": "宇宙飛行士", "companyName": "月面商事"})
    try:
        done = newcomer.sync()
        assert (done["updated"], done["failed"]) == (1, 0)
        stored = place.records()[card]
        assert (stored[TITLE], stored[COMPANY]) == (before[card][TITLE], "月面商事")
        for again in (newcomer.sync(), _full(newcomer)):
            assert again["updated"] == 0
        why = reasons(newcomer, again)[card]
        assert "Title was left out" in why
        assert "changed in Salesforce" not in why
    finally:
        place.sansan.patch(f"cards/{card}", {"title": before[card][TITLE], "companyName": before[card][COMPANY]})


def test_a_record_deleted_at_this_moment_is_made_again(place: Place, newcomer: HastyAdministrator) -> None:
    newcomer.sync()
    card = next(iter(place.undisturbed))
    title = place.undisturbed[card][TITLE]
    place.sansan.patch(f"cards/{card}", {"title": "相談役"})
    try:
        gone = [{"success": False, "errors": [{"statusCode": "ENTITY_IS_DELETED", "message": "entity is deleted"}]}]
        place.salesforce.order({**UPSERT, "do": "answer", "status": 200, "body": gone, "times": 1})
        done = newcomer.sync()
        assert (done["failed"], done["created"]) == (0, 1)
        assert place.records()[card] == {**place.undisturbed[card], TITLE: "相談役"}
    finally:
        place.sansan.patch(f"cards/{card}", {"title": title})


def test_a_field_that_was_hidden_since_is_left_out_of_every_row(place: Place, newcomer: HastyAdministrator) -> None:
    """As in the recorded answers `batch-update-contacts-partial-but-allOrNone` and `invalid-field-upsert`."""
    rule = refusing(
        TITLE, "INVALID_FIELD", on_field=False, message=f"No such column '{TITLE}' on sobject of type {CARD}"
    )
    place.salesforce.post("settings", {"validation_rules": [{**rule, "when": "longer", "value": "0"}]})
    done = newcomer.sync()
    assert place.records() == without(place, TITLE)
    assert {
        c for c, why in reasons(newcomer, done).items() if "Title was left out: its field is absent" in why
    } == having(place, TITLE)


def _full(newcomer: HastyAdministrator) -> dict[str, Any]:
    answer = newcomer.type("sync", "--full", "--json", "--lang", "en")
    assert answer.code == 0, answer.stderr
    return answer.json
