"""Bulk API 2.0 query jobs (salesforce.md §3.10; keys as in the recorded transcript)."""

from __future__ import annotations

import csv
import io
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wizard.standin.salesforce.bulk.job import DELIMITERS, LINE_ENDINGS
from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.errors import ApiError, not_found
from wizard.standin.salesforce.ids import IdMaker
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.soql.answer import Cursor, Queries
from wizard.standin.salesforce.soql.parser import parse

_KEYS = frozenset(("operation", "query", "contentType", "columnDelimiter", "lineEnding"))
_ENDS = {"LF": "\n", "CRLF": "\r\n"}
_AT_ONCE = 5_000


@dataclass
class QueryJob:
    """One query job. The rows are found when it is made; their values are read when results are asked for."""

    id: str
    operation: str
    user_id: str
    version: str
    line_ending: str
    delimiter: str
    cursor: Cursor
    created: str
    milliseconds: int

    def after_creation(self) -> dict[str, Any]:
        """Return the answer to the call that made the job: it still says that the work is to come."""
        return self._base("UploadComplete") | self._form()

    def status(self) -> dict[str, Any]:
        """Return what a GET shows; there is no numberRecordsFailed."""
        counts = {
            "numberRecordsProcessed": len(self.cursor.rows),
            "retries": 0,
            "totalProcessingTime": self.milliseconds,
        }
        return self.listed() | counts

    def listed(self) -> dict[str, Any]:
        """Return the entry in the list of jobs."""
        return self._base("JobComplete") | {"jobType": "V2Query"} | self._form()

    def _base(self, state: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "operation": self.operation,
            "object": self.cursor.plan.kind.name,
            "createdById": self.user_id,
            "createdDate": self.created,
            "systemModstamp": self.created,
            "state": state,
            "concurrencyMode": "Parallel",
            "contentType": "CSV",
            "apiVersion": float(self.version),
        }

    def _form(self) -> dict[str, str]:
        return {"lineEnding": self.line_ending, "columnDelimiter": self.delimiter}


class QueryBook:
    """Every query job of an organisation."""

    def __init__(self, ids: IdMaker, queries: Queries) -> None:
        self._ids, self._queries = ids, queries
        self._lock = threading.Lock()
        self._jobs: dict[str, QueryJob] = {}

    def create(self, access: Access, wanted: dict[str, Any], version: str) -> QueryJob:
        """Make a job and find its rows. Raises ApiError; the codes are those of §3.10, their texts inferred."""
        _check(wanted)
        select = parse(wanted["query"])
        if select.aggregates or select.offset:
            raise ApiError(400, "INVALIDJOB", "InvalidJob : aggregates, GROUP BY and OFFSET are not allowed")
        started = time.monotonic()
        cursor = self._queries.find(access, wanted["query"], deleted=wanted["operation"] == "queryAll")
        with self._lock:
            job = QueryJob(
                id=self._ids.make("750"),
                operation=wanted["operation"],
                user_id=access.user_id,
                version=version,
                line_ending=wanted.get("lineEnding", "LF"),
                delimiter=wanted.get("columnDelimiter", "COMMA"),
                cursor=cursor,
                created=stamp(),
                milliseconds=round((time.monotonic() - started) * 1000),
            )
            self._jobs[job.id] = job
        return job

    def get(self, job_id: str) -> QueryJob:
        """Return a job. Raises ApiError 404."""
        found = [job for key, job in self._jobs.items() if key[:15] == job_id[:15]]
        if not found:
            raise not_found()
        return found[0]

    def all(self) -> list[QueryJob]:
        """Return the jobs in the order they were made."""
        return list(self._jobs.values())

    def delete(self, job: QueryJob) -> None:
        """Forget a job."""
        self._jobs.pop(job.id, None)

    def results(self, job: QueryJob, start: int, count: int) -> Iterator[bytes]:
        """Yield a part of the results as CSV: a header, every cell quoted, null as an empty cell."""
        columns = job.cursor.plan.columns
        text = io.StringIO()
        writer = csv.writer(
            text,
            delimiter=DELIMITERS[job.delimiter],
            lineterminator=_ENDS[job.line_ending],
            quoting=csv.QUOTE_ALL,
        )
        writer.writerow(".".join((*column.relations, column.field.name)) for column in columns)
        types = [column.field.type for column in columns]
        for at in range(start, min(start + count, len(job.cursor.rows)), _AT_ONCE):
            rows = self._queries.read(job.cursor, at, min(_AT_ONCE, start + count - at))
            writer.writerows([_cell(value, kind) for value, kind in zip(row, types, strict=True)] for row in rows)
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
        yield text.getvalue().encode()


def _cell(value: Any, kind: str) -> Any:
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    return value.replace("+0000", "Z") if kind == "datetime" else value


def _check(wanted: dict[str, Any]) -> None:
    for name in wanted.keys() - _KEYS:
        raise ApiError(400, "JSON_PARSER_ERROR", f'Unrecognized field "{name}"')
    if not isinstance(wanted.get("query"), str):
        raise ApiError(400, "INVALIDJOB", "InvalidJob : query is missing")
    choices = (
        ("operation", None, ("query", "queryAll")),
        ("contentType", "CSV", ("CSV",)),
        ("lineEnding", "LF", LINE_ENDINGS),
        ("columnDelimiter", "COMMA", tuple(DELIMITERS)),
    )
    for name, default, allowed in choices:
        if wanted.get(name, default) not in allowed:
            raise ApiError(400, "INVALIDJOB", f"InvalidJob : {name} must be one of {', '.join(allowed)}")
