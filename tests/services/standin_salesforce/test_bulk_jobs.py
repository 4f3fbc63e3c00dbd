"""The life of Bulk API 2.0 ingest jobs."""

from typing import Any

import pytest

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .client import CARD, CARD_ID, Client

CREATED = (
    "id operation object createdById createdDate systemModstamp state concurrencyMode contentType apiVersion "
    "contentUrl lineEnding columnDelimiter"
)
OPEN = (
    "id operation object createdById createdDate systemModstamp state concurrencyMode contentType apiVersion "
    "jobType contentUrl lineEnding columnDelimiter retries totalProcessingTime apiActiveProcessingTime "
    "apexProcessingTime"
)
UPLOADED = OPEN.replace(" retries", " numberRecordsProcessed numberRecordsFailed retries")
CLOSED = CREATED.removesuffix(" contentUrl lineEnding columnDelimiter")
DONE = UPLOADED.replace(" contentUrl", "")


def keys(answer: dict[str, Any]) -> str:
    return " ".join(answer)


def error(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()[0]["errorCode"]


def test_the_life_cycle_shows_the_keys_of_the_recorded_transcript(admin: Client) -> None:
    account = admin.call("POST", "/sobjects/Account", json={"Name": "a"}).json()["id"]
    job = admin.open_job(object="Account", operation="update")
    assert (keys(job), job["state"], job["apiVersion"]) == (CREATED, "Open", 67.0)
    assert job["contentUrl"] == f"services/data/v67.0/jobs/ingest/{job['id']}/batches"
    assert keys(admin.status(job)) == OPEN
    admin.upload(job, f"Id,Phone\n{account},881-222-2391\n")
    uploaded = admin.status(job)
    assert (keys(uploaded), uploaded["state"], uploaded["numberRecordsProcessed"]) == (UPLOADED, "Open", 0)
    closed = admin.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "UploadComplete"}).json()
    assert (keys(closed), closed["state"]) == (CLOSED, "UploadComplete")
    done = admin.finished(job)
    assert (keys(done), done["state"]) == (DONE, "JobComplete")
    assert (done["numberRecordsProcessed"], done["numberRecordsFailed"]) == (1, 0)
    assert admin.result(job, "failedResults") == '"sf__Id","sf__Error",Id,Phone\n'
    assert admin.result(job, "unprocessedRecords") == "Id,Phone\n"
    expected = f'"sf__Id","sf__Created",Id,Phone\n"{account}","false","{account}","881-222-2391"\n'
    assert admin.result(job, "successfulResults") == expected
    assert admin.rows("SELECT Phone FROM Account")[0]["Phone"] == "881-222-2391"


def test_an_upsert_job_names_its_key(sender: Client) -> None:
    job = sender.open_job(operation="upsert", externalIdFieldName=CARD_ID)
    assert list(job)[6:8] == ["state", "externalIdFieldName"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"object": "Nope"}, "INVALIDENTITY"),
        ({"operation": "merge"}, "INVALIDJOB"),
        ({"operation": "upsert"}, "INVALIDJOB"),
        ({"operation": "upsert", "externalIdFieldName": "Sansan_CI__Note__c"}, "INVALIDJOB"),
        ({"contentType": "JSON"}, "INVALIDJOB"),
        ({"lineEnding": "CR"}, "INVALIDJOB"),
        ({"columnDelimiter": "SPACE"}, "INVALIDJOB"),
        ({"nonsense": "x"}, "JSON_PARSER_ERROR"),
    ],
)
def test_an_impossible_job_is_refused(sender: Client, wanted: dict[str, str], code: str) -> None:
    answer = sender.call("POST", "/jobs/ingest", json={"object": CARD, "operation": "insert"} | wanted)
    assert error(answer) == (400, code)


def test_the_card_object_takes_no_job_of_who_may_not_see_it(admin: Client) -> None:
    answer = admin.call("POST", "/jobs/ingest", json={"object": CARD, "operation": "insert"})
    assert error(answer) == (400, "INVALIDENTITY")


def test_a_job_without_content_cannot_be_closed_and_one_with_two_neither(sender: Client) -> None:
    job = sender.open_job()
    close = {"state": "UploadComplete"}
    assert error(sender.call("PATCH", f"/jobs/ingest/{job['id']}", json=close)) == (400, "INVALIDJOBSTATE")
    sender.upload(job, f"{CARD_ID}\n1\n")
    sender.upload(job, f"{CARD_ID}\n2\n")
    assert error(sender.call("PATCH", f"/jobs/ingest/{job['id']}", json=close)) == (400, "API_ERROR")


def test_results_wait_for_the_end_and_content_only_for_an_open_job(sender: Client) -> None:
    job = sender.open_job()
    assert error(sender.call("GET", f"/jobs/ingest/{job['id']}/successfulResults")) == (400, "INVALIDJOBSTATE")
    sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "Aborted"})
    refused = sender.call("PUT", f"/jobs/ingest/{job['id']}/batches", data=b"x")
    assert error(refused) == (400, "INVALIDJOBSTATE")


def test_an_aborted_job_leaves_its_rows_unprocessed(sender: Client) -> None:
    job = sender.open_job()
    sender.upload(job, f"{CARD_ID}\n1\n")
    aborted = sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "Aborted"})
    assert (aborted.status_code, aborted.json()["state"], keys(aborted.json())) == (200, "Aborted", CLOSED)
    assert sender.status(job)["state"] == "Aborted"
    assert sender.result(job, "unprocessedrecords") == f"{CARD_ID}\n1\n"
    assert sender.result(job, "successfulResults") == ""
    again = sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "Aborted"})
    assert error(again) == (400, "INVALIDJOBSTATE")


def test_abort_in_the_middle_keeps_what_is_done_and_lists_the_rest(sender: Client) -> None:
    total = 60_000
    job = sender.open_job()
    sender.upload(job, CARD_ID + "\n" + "".join(f"{number}\n" for number in range(total)))
    sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "UploadComplete"})
    while sender.status(job)["state"] == "UploadComplete":
        pass
    sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "Aborted"})
    status = sender.finished(job)
    assert status["state"] == "Aborted"
    written = sender.query(f"SELECT COUNT() FROM {CARD}")["totalSize"]
    done = sender.result(job, "successfulResults").count("\n") - 1
    left = sender.result(job, "unprocessedrecords").count("\n") - 1
    assert written == done == status["numberRecordsProcessed"]
    assert done + left == total


def test_delete_forgets_a_finished_job_only(sender: Client) -> None:
    job = sender.open_job()
    assert error(sender.call("DELETE", f"/jobs/ingest/{job['id']}")) == (400, "API_ERROR")
    sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "Aborted"})
    assert sender.call("DELETE", f"/jobs/ingest/{job['id']}").status_code == 204
    gone = sender.call("GET", f"/jobs/ingest/{job['id']}")
    assert gone.status_code == 404
    assert gone.json() == [{"message": "The requested resource does not exist", "errorCode": "NOT_FOUND"}]


def test_the_list_shows_every_job(sender: Client) -> None:
    ids = [sender.open_job()["id"] for _ in range(3)]
    answer = sender.call("GET", "/jobs/ingest", params={"jobType": "V2Ingest"}).json()
    assert [job["id"] for job in answer["records"]] == ids
    assert answer["done"] is True
    assert answer["records"][0]["createdById"] == sender.user_id


def test_one_call_can_make_fill_and_close_a_job(sender: Client) -> None:
    files = {
        "job": (None, f'{{"object":"{CARD}","operation":"insert"}}', "application/json"),
        "content": ("content", f"{CARD_ID}\n77\n", "text/csv"),
    }
    job = sender.call("POST", "/jobs/ingest", files=files).json()
    assert (job["state"], "contentUrl" in job) == ("UploadComplete", False)
    assert sender.finished(job)["numberRecordsProcessed"] == 1
    assert sender.rows(f"SELECT {CARD_ID} FROM {CARD}")[0][CARD_ID] == "77"


def test_only_who_made_a_job_may_close_it(standin: SalesforceStandin, world: World, sender: Client) -> None:
    job = sender.open_job()
    sender.upload(job, f"{CARD_ID}\n1\n")
    other = Client(standin.url, world, world.salesforce_users[1].username)
    for state in ("UploadComplete", "Aborted"):
        answer = other.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": state})
        assert error(answer) == (403, "INSUFFICIENT_ACCESS")


def test_closing_the_stand_in_ends_a_running_job(world: World) -> None:
    running = SalesforceStandin(world)
    client = Client(running.url, world)
    job = client.open_job(object="Account")
    client.upload(job, "Name\n" + "x\n" * 30_000)
    client.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "UploadComplete"})
    running.close()
