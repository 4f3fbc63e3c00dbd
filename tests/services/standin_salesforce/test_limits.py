"""Limits that run out, and work that a tester lets fail."""

from typing import Any

from .client import CARD, CARD_ID, Client
from .test_bulk_rows import table

UPSERT = {"operation": "upsert", "externalIdFieldName": CARD_ID}


def numbered(count: int) -> str:
    return f"{CARD_ID}\n" + "".join(f"{number}\n" for number in range(count))


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()[0]["errorCode"]


def test_the_calls_of_a_day_run_out(admin: Client) -> None:
    used = admin.http.get(f"{admin.url}/standin/stats").json()["api_calls"]
    admin.settings(daily_api_calls=used + 2)
    limits = admin.call("GET", "/limits")
    assert limits.json()["DailyApiRequests"] == {"Max": used + 2, "Remaining": 1}
    assert limits.headers["Sforce-Limit-Info"] == f"api-usage={used + 1}/{used + 2}"
    assert admin.call("GET", "/sobjects").status_code == 200
    refused = admin.call("GET", "/sobjects")
    assert (code(refused), refused.json()[0]["message"]) == (
        (403, "REQUEST_LIMIT_EXCEEDED"),
        "TotalRequests Limit exceeded.",
    )
    assert admin.http.get(f"{admin.url}/services/data").status_code == 200
    admin.settings(daily_api_calls=100_000)
    assert admin.call("GET", "/sobjects").status_code == 200


def test_the_data_storage_runs_out_row_by_row(sender: Client) -> None:
    sender.settings(data_storage_mb=5 / 512)
    job = sender.make_job(numbered(7), **UPSERT)
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (7, 2)
    errors = {row["sf__Error"] for row in table(sender.result(job, "failedResults"))}
    assert errors == {"STORAGE_LIMIT_EXCEEDED:storage limit exceeded:--"}
    again = sender.make_job(numbered(5), **UPSERT)
    assert again["numberRecordsFailed"] == 0
    assert code(sender.call("POST", "/sobjects/Account", json={"Name": "a"})) == (400, "STORAGE_LIMIT_EXCEEDED")
    found = sender.rows(f"SELECT Id FROM {CARD} LIMIT 1")[0]["Id"]
    sender.call("DELETE", f"/sobjects/{CARD}/{found}")
    assert sender.call("POST", "/sobjects/Account", json={"Name": "a"}).status_code == 201


def test_a_rolled_back_call_takes_no_storage(sender: Client) -> None:
    records = [{"attributes": {"type": CARD}, CARD_ID: "a"}, {"attributes": {"type": "Lead"}}]
    sender.call("POST", "/composite/sobjects", json={"records": records, "allOrNone": True})
    assert sender.http.get(f"{sender.url}/standin/stats").json()["records"] == 0


def test_the_batches_of_a_day_run_out(sender: Client) -> None:
    sender.settings(daily_bulk_batches=1)
    job = sender.make_job(numbered(10_005), **UPSERT)
    assert (job["state"], job["errorMessage"]) == ("Failed", "ExceededQuota : ApiBatchItems Limit exceeded.")
    assert job["numberRecordsProcessed"] == 10_000
    assert table(sender.result(job, "unprocessedrecords")) == []
    assert len(table(sender.result(job, "successfulResults"))) == 10_000
    refused = sender.call("POST", "/jobs/ingest", json={"object": CARD, **UPSERT})
    assert code(refused) == (400, "EXCEEDEDQUOTA")


def test_a_job_may_fail_in_the_middle(sender: Client) -> None:
    sender.settings(jobs_to_fail=1, fail_after_rows=2)
    job = sender.make_job(numbered(5), **UPSERT)
    assert (job["state"], job["errorMessage"]) == ("Failed", "TooManyLockFailure : Too many lock failures")
    assert len(table(sender.result(job, "successfulResults"))) == 2
    assert [row[CARD_ID] for row in table(sender.result(job, "unprocessedrecords"))] == ["2", "3", "4"]
    assert sender.make_job(numbered(5), **UPSERT)["state"] == "JobComplete"


def test_a_job_may_stay_in_progress_until_it_is_aborted(sender: Client) -> None:
    sender.settings(jobs_to_stall=1)
    job = sender.open_job(**UPSERT)
    sender.upload(job, numbered(3))
    sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "UploadComplete"})
    assert sender.make_job(numbered(2), **UPSERT)["state"] == "JobComplete"
    assert sender.status(job)["state"] == "InProgress"
    sender.call("PATCH", f"/jobs/ingest/{job['id']}", json={"state": "Aborted"})
    assert sender.status(job)["state"] == "Aborted"
    assert len(table(sender.result(job, "unprocessedrecords"))) == 3


def test_locked_rows_fail_so_many_times(sender: Client) -> None:
    account = sender.call("POST", "/sobjects/Account", json={"Name": "a"}).json()["id"]
    sender.settings(locked_rows={account: 3})
    direct = sender.call("PATCH", f"/sobjects/Account/{account}", json={"Name": "b"})
    assert code(direct) == (400, "UNABLE_TO_LOCK_ROW")
    assert account in direct.json()[0]["message"]
    child = {"LastName": "a", "AccountId": account}
    assert code(sender.call("POST", "/sobjects/Contact", json=child)) == (400, "UNABLE_TO_LOCK_ROW")
    assert code(sender.call("DELETE", f"/sobjects/Account/{account}")) == (400, "UNABLE_TO_LOCK_ROW")
    assert sender.call("POST", "/sobjects/Contact", json=child).status_code == 201
