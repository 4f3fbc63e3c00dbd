"""Reading many records by one Bulk API 2.0 query job (salesforce.md §3.10)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from wizard.domain.errors import Interrupted, PassingFault, Refused
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import needed, record

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 10.0
_STALLED = 600.0  # seconds after which a job is no longer waited for
_ROWS = 250_000  # of one part of the results: about 30 MB of contacts


def bulk_query(api: Api, soql: str) -> Iterator[Mapping[str, str]]:
    """Yield the records of a query, null as an empty text or left out, parents as ``Parent.Field``.

    Where Salesforce refuses the job, the same records come by the query resource, in more calls. A job is deleted by
    Salesforce after seven days. Raises as ``Api``, and ``Interrupted`` (``job_stalled``) when the job makes no progress
    for ten minutes.
    """
    try:
        asked = {"operation": "query", "query": soql}
        job = api.understood("POST", "/jobs/query", lambda told: needed(record(told), "id"), json=asked)
        _wait(api, job)
    except Refused:
        yield from api.query(soql, _flat)
        return
    yield from _results(api, job)


def _wait(api: Api, job: str) -> None:
    pause, waited = _FIRST_WAIT, 0.0
    while waited < _STALLED:
        state = api.understood("GET", f"/jobs/query/{job}", lambda told: needed(record(told), "state"))
        if state == "JobComplete":
            return
        if state in ("Failed", "Aborted"):
            raise Refused(400, "JOB_FAILED")
        api.sleep(pause)
        waited += pause
        pause = min(pause * 1.5, _LONGEST_WAIT)
    raise Interrupted("job_stalled")


def _results(api: Api, job: str) -> Iterator[Mapping[str, str]]:
    locator = ""
    while True:
        asked = {"maxRecords": str(_ROWS)} | ({"locator": locator} if locator else {})
        answer = api.request_with_retry(
            "GET", f"/jobs/query/{job}/results", params=asked, headers={"Accept": "text/csv"}
        )
        if "html" in answer.headers.get("Content-Type", ""):
            raise PassingFault("not_json", host="Salesforce", status=answer.status_code)
        yield from _rows(answer.content)
        before, locator = locator, answer.headers.get("Sforce-Locator", "null")
        if locator in ("", "null", before):
            return


def _rows(data: bytes) -> Iterator[Mapping[str, str]]:
    """Yield the whole rows of a result file. Raises ``PassingFault`` when it is none."""
    rows = csv.DictReader(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", "replace", newline=""))
    try:
        if data.strip() and "Id" not in (rows.fieldnames or ()):
            raise PassingFault("not_json", host="Salesforce", status=200)
        yield from (row for row in rows if row["Id"] and None not in row and None not in row.values())
    except csv.Error:  # such as a quote that is never closed
        raise PassingFault("not_json", host="Salesforce", status=200) from None


def _flat(found: Mapping[str, object], before: str = "") -> Mapping[str, str]:
    """Return a record of the query resource as one of a result file."""
    flat: dict[str, str] = {}
    for name, value in found.items():
        if isinstance(value, Mapping):
            if name != "attributes":
                flat |= _flat(value, f"{before}{name}.")
        elif value is not None:
            flat[f"{before}{name}"] = str(value).lower() if isinstance(value, bool) else str(value or "")
    return flat
