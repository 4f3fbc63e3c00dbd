"""The addresses of Bulk API 2.0 ingest (salesforce.md §3)."""

from __future__ import annotations

import json
from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.bulk.job import FINISHED
from wizard.standin.salesforce.bulk.results import FAILED, SUCCESSFUL, UNPROCESSED, stream
from wizard.standin.salesforce.errors import ApiError, not_found
from wizard.standin.salesforce.rest.multipart import parts_of
from wizard.standin.salesforce.routing import Call, Route, rest

_LARGEST_UPLOAD = 150_000_000
_LONGEST_PART = 100_000
_PAGE = 1000
_COLUMNS = {SUCCESSFUL: ("sf__Id", "sf__Created"), FAILED: ("sf__Id", "sf__Error")}


def routes() -> list[Route]:
    """Return the addresses of this module."""
    path = "/jobs/ingest"
    one = f"{path}/{{id}}"
    return [
        rest("POST", path, "jobs/ingest", _create),
        rest("GET", path, "jobs/ingest", _list),
        rest("GET", one, "jobs/ingest/job", _status),
        rest("PATCH", one, "jobs/ingest/job", _change),
        rest("DELETE", one, "jobs/ingest/job", _delete),
        rest("PUT", f"{one}/batches", "jobs/ingest/batches", _upload),
        rest("GET", f"{one}/{SUCCESSFUL}", "jobs/ingest/results", _successful),
        rest("GET", f"{one}/{FAILED}", "jobs/ingest/results", _failed),
        rest("GET", f"{one}/{UNPROCESSED}", "jobs/ingest/results", _unprocessed),
    ]


def _create(call: Call) -> Response:
    if call.request.headers.get("content-type", "").startswith("multipart/form-data"):
        return _create_with_content(call)
    job = call.org.jobs.create(call.access, call.json(), call.path["version"])
    return json_response(job.after_creation())


def _create_with_content(call: Call) -> Response:
    """One call makes, fills and closes the job (§3.10)."""
    parts = parts_of(call.request)
    if len(parts.get("content", b"").decode("utf-8", "replace")) > _LONGEST_PART:
        raise ApiError(400, "EXCEEDEDQUOTA", f"The data must not exceed {_LONGEST_PART} characters")
    try:
        wanted: dict[str, Any] = json.loads(parts["job"])
        content = parts["content"]
    except (KeyError, ValueError) as error:
        raise ApiError(400, "INVALIDJOB", "The parts job and content are needed") from error
    job = call.org.jobs.create(call.access, wanted, call.path["version"])
    call.org.jobs.upload(job, content)
    call.org.jobs.complete(call.access, job)
    return json_response(job.after_creation())


def _list(call: Call) -> Response:
    locator = call.query.get("queryLocator", "")
    start = int(locator) if locator.isdecimal() else 0
    jobs = call.org.jobs.all()
    end = start + _PAGE
    done = end >= len(jobs)
    more = None if done else f"{call.base}/jobs/ingest?queryLocator={end}"
    records = [job.listed() for job in jobs[start:end]]
    return json_response({"done": done, "records": records, "nextRecordsUrl": more})


def _status(call: Call) -> Response:
    return json_response(call.org.jobs.shown(call.access, call.path["id"]).status())


def _change(call: Call) -> Response:
    job, state = call.org.jobs.get(call.path["id"]), call.json().get("state")
    if state == "UploadComplete":
        call.org.jobs.complete(call.access, job)
    elif state == "Aborted":
        call.org.jobs.abort(call.access, job)
    else:
        raise ApiError(400, "INVALIDJOBSTATE", f"A job cannot be changed to state {state}")
    return json_response(job.base() | {"state": state})


def _delete(call: Call) -> Response:
    call.org.jobs.delete(call.org.jobs.get(call.path["id"]))
    return Response(204)


def _upload(call: Call) -> Response:
    job = call.org.jobs.get(call.path["id"])
    if len(call.request.body) > _LARGEST_UPLOAD:
        raise ApiError(400, "EXCEEDEDQUOTA", "The data must not exceed 150 MB")
    call.org.jobs.upload(job, call.request.body)
    return Response(201)


def _successful(call: Call) -> Response:
    return _result(call, SUCCESSFUL)


def _failed(call: Call) -> Response:
    return _result(call, FAILED)


def _unprocessed(call: Call) -> Response:
    return _result(call, UNPROCESSED)


def _result(call: Call, name: str) -> Response:
    job = call.org.jobs.shown(call.access, call.path["id"])
    if job.state not in FINISHED:
        raise ApiError(400, "INVALIDJOBSTATE", f"Results are not available in state {job.state}")
    if not job.uploads and name != UNPROCESSED:
        return _unfilled(call.org.settings.unfilled_job_results, name)
    untouched = name == UNPROCESSED and not job.result(UNPROCESSED).exists()
    path = job.content if untouched else job.result(name)
    return Response(200, stream(path), {"Content-Type": "text/csv; charset=UTF-8"})


def _unfilled(kind: str, name: str) -> Response:
    """Answer for a job that never got rows: what it holds is not documented."""
    if kind == "missing":
        raise not_found()
    line = f"{','.join(_COLUMNS[name])}\n" if kind == "columns" else ""
    return Response(200, line.encode(), {"Content-Type": "text/csv; charset=UTF-8"})
