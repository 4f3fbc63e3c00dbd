"""Bulk API 2.0 query jobs."""

import csv
import io
from typing import Any

import pytest

from .client import CARD, CARD_ID, Client

MADE = (
    "id operation object createdById createdDate systemModstamp state concurrencyMode contentType apiVersion "
    "lineEnding columnDelimiter"
)
DONE = MADE.replace("apiVersion", "apiVersion jobType") + " numberRecordsProcessed retries totalProcessingTime"


def create(client: Client, query: str, **wanted: str) -> Any:
    return client.call("POST", "/jobs/query", json={"operation": "query", "query": query} | wanted)


def results(client: Client, job: dict[str, Any], **parameters: Any) -> Any:
    return client.call("GET", f"/jobs/query/{job['id']}/results", params=parameters)


@pytest.fixture
def cards(sender: Client) -> Client:
    sender.make_job(
        f"{CARD_ID},Sansan_CI__Note__c\n" + "".join(f'{number},"a ""b""\n{number}"\n' for number in range(5))
    )
    return sender


def test_the_life_of_a_query_job_shows_the_keys_of_the_recorded_transcript(cards: Client) -> None:
    job = create(cards, f"SELECT Id FROM {CARD}").json()
    assert (" ".join(job), job["state"], job["object"]) == (MADE, "UploadComplete", CARD)
    done = cards.call("GET", f"/jobs/query/{job['id']}").json()
    assert (" ".join(done), done["state"], done["jobType"]) == (DONE, "JobComplete", "V2Query")
    assert done["numberRecordsProcessed"] == 5
    assert [entry["id"] for entry in cards.call("GET", "/jobs/query").json()["records"]] == [job["id"]]
    other = cards.call("GET", f"/services/data/v60.0/jobs/query/{job['id']}")
    assert other.status_code == 409
    assert cards.call("DELETE", f"/jobs/query/{job['id']}").status_code == 204
    assert cards.call("GET", f"/jobs/query/{job['id']}").status_code == 404


def test_results_come_in_parts_that_the_locator_leads_through(cards: Client) -> None:
    job = create(cards, f"SELECT {CARD_ID}, Sansan_CI__Note__c, Owner.IsActive FROM {CARD} ORDER BY {CARD_ID}").json()
    rows, locator, counts = [], "", []
    while locator != "null":
        answer = results(cards, job, maxRecords=2, **({"locator": locator} if locator else {}))
        assert answer.text.startswith(f'"{CARD_ID}","Sansan_CI__Note__c","Owner.IsActive"\n')
        rows += list(csv.reader(io.StringIO(answer.text)))[1:]
        locator, counts = answer.headers["Sforce-Locator"], [*counts, answer.headers["Sforce-NumberOfRecords"]]
    assert counts == ["2", "2", "1"]
    assert rows == [[str(number), f'a "b"\n{number}', "true"] for number in range(5)]


def test_deleted_records_come_with_query_all_only(cards: Client) -> None:
    found = cards.rows(f"SELECT Id FROM {CARD} LIMIT 1")[0]["Id"]
    cards.call("DELETE", f"/sobjects/{CARD}/{found}")
    counts = []
    for operation in ("query", "queryAll"):
        job = create(cards, f"SELECT Id FROM {CARD}", operation=operation).json()
        counts.append(results(cards, job).text.count("\n") - 1)
    assert counts == [4, 5]


@pytest.mark.parametrize(
    ("query", "wanted", "code"),
    [
        ("SELECT COUNT(Id) FROM Lead", {}, "INVALIDJOB"),
        ("SELECT LeadSource FROM Lead GROUP BY LeadSource", {}, "INVALIDJOB"),
        ("SELECT Id FROM Lead OFFSET 5", {}, "INVALIDJOB"),
        ("SELECT Nope FROM Lead", {}, "INVALID_FIELD"),
        ("SELECT", {}, "MALFORMED_QUERY"),
        ("SELECT Id FROM Lead", {"operation": "insert"}, "INVALIDJOB"),
        ("SELECT Id FROM Lead", {"object": "Lead"}, "JSON_PARSER_ERROR"),
    ],
)
def test_an_impossible_query_job_is_refused(admin: Client, query: str, wanted: dict[str, str], code: str) -> None:
    answer = create(admin, query, **wanted)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, code)


def test_delimiter_and_line_ends_are_as_wanted(cards: Client) -> None:
    job = create(cards, f"SELECT {CARD_ID}, CreatedDate FROM {CARD} LIMIT 1", columnDelimiter="TAB", lineEnding="CRLF")
    lines = results(cards, job.json()).text.split("\r\n")
    assert lines[0] == f'"{CARD_ID}"\t"CreatedDate"'
    assert lines[1].endswith('.000Z"')
