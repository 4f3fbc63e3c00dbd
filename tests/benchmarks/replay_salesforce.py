"""The Salesforce half of the replay server: prepared answers, and bulk jobs that succeed with every row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

_DATA = re.compile(r"/services/data/v[0-9.]+")


class Salesforce:
    """One organisation that keeps nothing but the uploads of jobs whose results were not fetched."""

    def __init__(self, prepared: dict[str, Any]) -> None:
        self._prepared = {name: json.dumps(answer).encode() for name, answer in prepared.items()}
        self._uploads: dict[str, bytes] = {}
        self._numbers = count(1)
        self._holds_cards = False

    def answer(self, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """Answer one request with a status and a body."""
        if path.startswith("/services/oauth2/token"):
            return 200, self._prepared["token"]
        if path == "/services/data/":
            return 200, self._prepared["versions"]
        rest = _DATA.sub("", path)
        if rest.startswith("/jobs/ingest"):
            return self._job(method, rest.split("/")[3:], body)
        if rest.startswith("/query"):
            return 200, self._query(query.get("q", ""))
        if rest.startswith("/composite/sobjects"):
            return 200, self._collection(json.loads(body))
        found = self._prepared.get(rest.strip("/"))
        return (200, found) if found else (404, b'[{"errorCode":"NOT_FOUND","message":"not prepared"}]')

    def _query(self, soql: str) -> bytes:
        if " FROM User" in soql:
            return self._prepared["users"]
        found = [{"Id": "a0X000000000001AAA"}] if self._holds_cards and soql.endswith("LIMIT 1") else []
        return json.dumps({"totalSize": len(found), "done": True, "records": found}).encode()

    def _collection(self, body: dict[str, Any]) -> bytes:
        self._holds_cards = True
        return json.dumps([{"id": self._id(), "success": True, "errors": []} for _ in body["records"]]).encode()

    def _job(self, method: str, rest: list[str], body: bytes) -> tuple[int, bytes]:
        if not rest or not rest[0]:
            return 200, self._status(f"750{next(self._numbers):012}AAA", "Open")
        job, what = rest[0], "".join(rest[1:])
        if what == "batches":
            self._uploads[job], self._holds_cards = body, True
            return 201, b""
        if what == "successfulResults":
            return 200, self._results(self._uploads.pop(job, b""))
        if what in ("failedResults", "unprocessedrecords"):
            return 200, b'"sf__Id","sf__Error",Sansan_CI__BizCardId__c\n'
        return 200, self._status(job, "UploadComplete" if method == "PATCH" else "JobComplete")

    def _status(self, job: str, state: str) -> bytes:
        rows = self._uploads.get(job, b"").count(b"\n")
        return json.dumps(
            {"id": job, "state": state, "numberRecordsProcessed": rows, "numberRecordsFailed": 0}
        ).encode()

    def _results(self, upload: bytes) -> bytes:
        """Give every row back as it came, with an id before it: what Salesforce does too (salesforce.md §3.5)."""
        rows = whole_rows(upload)
        head = b'"sf__Id","sf__Created",' + next(rows, b"")
        return b"\n".join([head, *(b'"%b","true",%b' % (self._id().encode(), row) for row in rows), b""])

    def _id(self) -> str:
        return f"a0X{next(self._numbers):012}AAA"


def whole_rows(upload: bytes) -> Iterator[bytes]:
    """Yield the rows of a CSV file as they are; a line break within quotes ends none."""
    held = b""
    for line in upload.removesuffix(b"\n").split(b"\n"):
        held = held + b"\n" + line if held else line
        if not held.count(b'"') & 1:
            yield held
            held = b""
