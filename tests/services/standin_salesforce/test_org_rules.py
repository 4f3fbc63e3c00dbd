"""Validation, duplicate and assignment rules of the organisation."""

from typing import Any

import pytest

from .client import Client
from .test_bulk_rows import table

LEAD = {"LastName": "a", "Company": "b", "Email": "a@example.com"}


def make(client: Client, body: dict[str, Any] | None = None, **headers: str) -> Any:
    return client.call("POST", "/sobjects/Lead", json=LEAD | (body or {}), headers=headers)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()[0]["errorCode"]


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ({"when": "equals", "value": "x"}, {"Title": "x"}, {"Title": "xy"}),
        ({"when": "contains", "value": "x"}, {"Title": "axb"}, {"Title": "ab"}),
        ({"when": "blank"}, {}, {"Title": "x"}),
    ],
)
def test_a_validation_rule_says_the_organisations_own_words(
    admin: Client, rule: dict[str, str], bad: dict[str, str], good: dict[str, str]
) -> None:
    common = {"object": "Lead", "field": "Title", "message": "役職を確認してください。", "on_field": True}
    admin.settings(validation_rules=[common | rule])
    refused = make(admin, bad)
    assert refused.json() == [
        {
            "message": "役職を確認してください。",
            "errorCode": "FIELD_CUSTOM_VALIDATION_EXCEPTION",
            "fields": ["Title"],
        }
    ]
    assert make(admin, good).status_code == 201


def test_a_validation_rule_looks_at_what_is_kept_too(admin: Client) -> None:
    lead = make(admin).json()["id"]
    rule = {"object": "Lead", "field": "Title", "when": "blank", "message": "Title, please"}
    admin.settings(validation_rules=[rule])
    assert code(admin.call("PATCH", f"/sobjects/Lead/{lead}", json={"Company": "c"}))[1] == (
        "FIELD_CUSTOM_VALIDATION_EXCEPTION"
    )
    assert admin.call("PATCH", f"/sobjects/Lead/{lead}", json={"Title": "c"}).status_code == 204
    assert admin.call("PATCH", f"/sobjects/Lead/{lead}", json={"Company": "d"}).status_code == 204


SAVE = {"Sforce-Duplicate-Rule-Header": "allowSave=true; includeRecordDetails=true"}


@pytest.mark.parametrize(("action", "status"), [("Block", 400), ("Allow", 201)])
def test_duplicate_rules_give_way_to_the_header_if_they_allow_it(admin: Client, action: str, status: int) -> None:
    admin.settings(duplicate_rules=[{"object": "Lead", "fields": ["Email", "LastName"], "action": action}])
    first = make(admin).json()["id"]
    refused = make(admin, {"LastName": "A"})
    assert (code(refused), refused.json()[0]["message"]) == ((400, "DUPLICATES_DETECTED"), "Use one of these records?")
    assert make(admin, {"LastName": "other"}).status_code == 201
    assert admin.call("PATCH", f"/sobjects/Lead/{first}", json={"Email": "a@example.com"}).status_code == 204
    records = [{"attributes": {"type": "Lead"}, **LEAD}]
    row = admin.call("POST", "/composite/sobjects", json={"records": records}).json()[0]
    assert row["errors"][0]["statusCode"] == "DUPLICATES_DETECTED"
    assert make(admin, **SAVE).status_code == status


def test_bulk_has_no_way_around_a_duplicate_rule(admin: Client) -> None:
    admin.settings(duplicate_rules=[{"object": "Lead", "fields": ["Email"], "action": "Allow"}])
    make(admin)
    job = admin.make_job("LastName,Company,Email\na,b,a@example.com\n", object="Lead")
    errors = [row["sf__Error"] for row in table(admin.result(job, "failedResults"))]
    assert errors == ["DUPLICATES_DETECTED:Use one of these records?:--"]


def test_an_assignment_rule_takes_the_owner_unless_the_header_says_no(admin: Client) -> None:
    other = admin.world.salesforce_users[1].username
    admin.settings(lead_assignment_owner=other)
    owned = [make(admin).json()["id"], make(admin, **{"Sforce-Auto-Assign": "FALSE"}).json()["id"]]
    admin.make_job(f"LastName,Company,OwnerId\nx,y,{admin.user_id}\n", object="Lead")
    rows = {row["Id"]: row["Owner"]["Username"] for row in admin.rows("SELECT Id, Owner.Username FROM Lead")}
    assert rows.pop(owned[0]) == other
    assert set(rows.values()) == {admin.world.salesforce_users[0].username}


@pytest.mark.parametrize(
    "wrong",
    [
        {"validation_rules": [{"object": "Lead"}]},
        {"validation_rules": [{"object": "Lead", "field": "Title", "when": "odd", "message": "x"}]},
        {"validation_rules": "none"},
        {"duplicate_rules": [{"object": "Lead", "fields": []}]},
        {"duplicate_rules": [{"object": "Lead", "fields": ["Email"], "action": "Ask"}]},
        {"locked_rows": ["x"]},
        {"locked_rows": {"x": "often"}},
        {"daily_api_calls": 1.5},
        {"sign_in_fault": "odd"},
    ],
)
def test_a_wrong_order_changes_nothing(admin: Client, wrong: dict[str, Any]) -> None:
    before = admin.http.get(f"{admin.url}/standin/settings").json()
    answer = admin.http.post(f"{admin.url}/standin/settings", json={"jobs_to_fail": 3} | wrong)
    assert answer.status_code == 400
    assert admin.http.get(f"{admin.url}/standin/settings").json() == before
