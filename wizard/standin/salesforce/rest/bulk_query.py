"""The addresses of Bulk API 2.0 query jobs (salesforce.md §3.10)."""

from __future__ import annotations

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.bulk.query_job import QueryJob
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.routing import Call, Route, rest

_ROWS = 50_000
"""How many rows come at once when the caller does not say [I]."""


def routes() -> list[Route]:
    """Return the addresses of this module."""
    path = "/jobs/query"
    one = f"{path}/{{id}}"
    return [
        rest("POST", path, "jobs/query", _create),
        rest("GET", path, "jobs/query", _list),
        rest("GET", one, "jobs/query/job", _status),
        rest("PATCH", one, "jobs/query/job", _change),
        rest("DELETE", one, "jobs/query/job", _delete),
        rest("GET", f"{one}/results", "jobs/query/results", _results),
    ]


def _create(call: Call) -> Response:
    return json_response(call.org.query_jobs.create(call.access, call.json(), call.path["version"]).after_creation())


def _list(call: Call) -> Response:
    records = [job.listed() for job in call.org.query_jobs.all()]
    return json_response({"done": True, "records": records, "nextRecordsUrl": None})


def _job(call: Call) -> QueryJob:
    """Return the job; it answers under its own API version only."""
    job = call.org.query_jobs.get(call.path["id"])
    if job.version != call.path["version"]:
        text = f"The job was made with API version {job.version}"
        raise ApiError(409, "VERSION_CONFLICT", text)  # the code is inferred
    return job


def _status(call: Call) -> Response:
    return json_response(_job(call).status())


def _change(call: Call) -> Response:
    _job(call)
    raise ApiError(400, "INVALIDJOBSTATE", "Job is already finished: JobComplete")


def _delete(call: Call) -> Response:
    call.org.query_jobs.delete(_job(call))
    return Response(204)


def _results(call: Call) -> Response:
    job = _job(call)
    start, count = _number(call, "locator", 0), _number(call, "maxRecords", _ROWS)
    total = len(job.cursor.rows)
    end = min(start + count, total)
    headers = {
        "Content-Type": "text/csv; charset=UTF-8",
        "Sforce-Locator": str(end) if end < total else "null",
        "Sforce-NumberOfRecords": str(max(0, end - start)),
    }
    return Response(200, call.org.query_jobs.results(job, start, count), headers)


def _number(call: Call, name: str, default: int) -> int:
    text = call.query.get(name)
    if not text:
        return default
    if not text.isdecimal() or (name == "maxRecords" and int(text) == 0):
        raise ApiError(400, "INVALID_QUERY_LOCATOR", f"invalid {name}: {text}")
    return int(text)
