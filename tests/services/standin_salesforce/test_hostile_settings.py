"""What an organisation may put in a transfer's way: automations, locks, unique fields, Bulk switched off."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .client import CARD, CARD_ID, Client

TITLE = "Sansan_CI__Title__c"
UPSERT = f"/composite/sobjects/{CARD}/{CARD_ID}"


def upsert(client: Client, rows: int, **values: str) -> list[dict[str, Any]]:
    records = [{"attributes": {"type": CARD}, CARD_ID: f"C{row}", **values} for row in range(rows)]
    answer = client.call("PATCH", UPSERT, json={"allOrNone": False, "records": records})
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def codes(results: list[dict[str, Any]]) -> list[str]:
    return ["" if result["success"] else result["errors"][0]["statusCode"] for result in results]


def csv(rows: int) -> str:
    return f"{CARD_ID}\n" + "".join(f"C{row}\n" for row in range(rows))


def test_an_automation_breaks_all_rows_it_meets_at_once(sender: Client) -> None:
    sender.settings(automations=[{"object": CARD, "most_rows": 50}])
    assert set(codes(upsert(sender, 51))) == {"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"}
    assert set(codes(upsert(sender, 50))) == {""}
    job = sender.make_job(csv(230), operation="upsert", externalIdFieldName=CARD_ID)
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (230, 200), "portions of 200, then 30"


def test_an_automation_may_mind_one_value(sender: Client) -> None:
    flow = {"object": CARD, "field": TITLE, "contains": "顧問", "code": "CANNOT_EXECUTE_FLOW_TRIGGER"}
    sender.settings(automations=[flow])
    assert set(codes(upsert(sender, 3, **{TITLE: "部長"}))) == {""}
    assert set(codes(upsert(sender, 3, **{TITLE: "顧問"}))) == {"CANNOT_EXECUTE_FLOW_TRIGGER"}


def test_locks_come_now_and_then_and_may_be_told_by_a_trigger(sender: Client) -> None:
    sender.settings(locks_every=3)
    assert codes(upsert(sender, 6)).count("UNABLE_TO_LOCK_ROW") == 2
    sender.settings(locks_in_triggers=True)
    told = [r["errors"][0]["message"] for r in upsert(sender, 6) if not r["success"]]
    assert all("first error: UNABLE_TO_LOCK_ROW" in text for text in told)


def test_what_must_be_unique_is_named_in_the_text_alone(sender: Client) -> None:
    sender.settings(unique_fields=[f"{CARD}.{TITLE}"])
    first, second = upsert(sender, 2, **{TITLE: "社長"})
    assert first["success"]
    assert second["errors"][0]["fields"] == []
    assert second["errors"][0]["message"].startswith(f"duplicate value found: {TITLE} duplicates")


def test_a_record_that_something_refers_to_is_not_deleted(sender: Client) -> None:
    (record,) = upsert(sender, 1)
    sender.settings(undeletable={record["id"]: "It is associated with a case."})
    answer = sender.call("DELETE", "/composite/sobjects", params={"ids": record["id"], "allOrNone": "false"})
    assert codes(answer.json()) == ["DELETE_FAILED"]


def test_an_object_may_take_no_bulk_jobs(sender: Client) -> None:
    sender.settings(bulk_switched_off=[CARD])
    answer = sender.call("POST", "/jobs/ingest", json={"object": CARD, "operation": "insert"})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALIDENTITY")


@pytest.mark.parametrize(("kind", "status", "text"), [("columns", 200, "sf__Id,sf__Created\n"), ("empty", 200, "")])
def test_the_results_of_a_job_that_never_got_rows(sender: Client, kind: str, status: int, text: str) -> None:
    sender.settings(unfilled_job_results=kind)
    job = sender.open_job()
    sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "Aborted"})
    answer = sender.call("GET", f"/jobs/ingest/{job['id']}/successfulResults/")
    assert (answer.status_code, answer.text) == (status, text)
    sender.settings(unfilled_job_results="missing")
    assert sender.call("GET", f"/jobs/ingest/{job['id']}/successfulResults/").status_code == 404


def test_a_job_is_its_creators(sender: Client, standin: SalesforceStandin, world: World) -> None:
    others = [user for user in world.salesforce_users[1:] if user.active]
    job = sender.open_job()
    for other in others[:3]:
        client = Client(standin.url, world, other.username)
        assert client.call("GET", f"/jobs/ingest/{job['id']}").status_code == 403


def test_a_wrong_type_is_told_as_recorded(sender: Client) -> None:
    """Source: `bulk-info-partial-failure` and `batch-update-contacts-partial-but-allOrNone`, recorded in 2024."""
    day = "Sansan_CI__ExchangeDate__c"
    job = sender.make_job(f"{CARD_ID},{day}\na,tomorrow\n", operation="upsert", externalIdFieldName=CARD_ID)
    told = sender.result(job, "failedResults")
    assert "INVALID_FIELD:Failed to deserialize field at col 1. Due to, 'tomorrow' is not a valid value" in told
    records = [{"attributes": {"type": CARD}, CARD_ID: "a", day: "tomorrow"}]
    answer = sender.call("PATCH", UPSERT, json={"records": records})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "JSON_PARSER_ERROR")
    (unknown,) = upsert(sender, 1, Nope__c="x")
    error = unknown["errors"][0]
    assert (error["statusCode"], error["fields"]) == ("INVALID_FIELD", [])
    assert "No such column 'Nope__c'" in error["message"]
