"""Packed answers, describes that have not changed, and what was changed or deleted when."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from .client import CARD, Client


def test_answers_are_packed_for_whom_takes_them(admin: Client) -> None:
    plain = admin.call("GET", "/sobjects/Lead/describe", headers={"Accept-Encoding": "identity"})
    packed = admin.call("GET", "/sobjects/Lead/describe")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < len(plain.content) / 4
    assert packed.json() == plain.json()


def test_bulk_results_are_packed_too(sender: Client) -> None:
    job = sender.make_job("Sansan_CI__BizCardId__c\n" + "".join(f"{number}\n" for number in range(500)))
    answer = sender.call("GET", f"/jobs/ingest/{job['id']}/successfulResults")
    assert (answer.headers["Content-Encoding"], answer.text.count("\n")) == ("gzip", 501)


def test_a_describe_that_has_not_changed_is_not_sent_again(admin: Client) -> None:
    first = admin.call("GET", "/sobjects/Lead/describe")
    again = admin.call("GET", "/sobjects/Lead/describe", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert admin.call("GET", "/sobjects/Lead/describe", headers=since).status_code == 304
    earlier = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    assert admin.call("GET", "/sobjects/Lead/describe", headers={"If-Modified-Since": earlier}).status_code == 200


def test_new_rights_change_the_describe(admin: Client) -> None:
    admin.assign()
    first = admin.call("GET", f"/sobjects/{CARD}/describe")
    held = admin.rows(f"SELECT Id FROM FieldPermissions WHERE SobjectType = '{CARD}' LIMIT 1")[0]["Id"]
    admin.call("DELETE", f"/sobjects/FieldPermissions/{held}")
    again = admin.call("GET", f"/sobjects/{CARD}/describe", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200


def test_changes_and_deletions_are_listed_by_time(admin: Client) -> None:
    ids = [admin.call("POST", "/sobjects/Account", json={"Name": name}).json()["id"] for name in "ab"]
    admin.call("DELETE", f"/sobjects/Account/{ids[0]}")
    now = datetime.now(UTC)
    span = {"start": (now - timedelta(hours=1)).isoformat(), "end": (now + timedelta(minutes=1)).isoformat()}
    assert admin.call("GET", "/sobjects/Account/updated", params=span).json()["ids"] == [ids[1]]
    gone = admin.call("GET", "/sobjects/Account/deleted/", params=span).json()
    assert [record["id"] for record in gone["deletedRecords"]] == [ids[0]]
    wrong = admin.call("GET", "/sobjects/Account/updated", params={"start": "x", "end": "y"})
    assert (wrong.status_code, wrong.json()[0]["errorCode"]) == (400, "INVALID_REPLICATION_DATE")
