"""A job and what it tells of itself in each state (salesforce.md §3.1 to §3.4)."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.standin.salesforce.clock import stamp

DELIMITERS = {"COMMA": ",", "BACKQUOTE": "`", "CARET": "^", "PIPE": "|", "SEMICOLON": ";", "TAB": "\t"}
LINE_ENDINGS = ("LF", "CRLF")
FINISHED = frozenset({"JobComplete", "Failed", "Aborted"})


@dataclass
class Job:
    """One ingest job. ``uploads`` counts the PUTs; ``aborting`` asks the worker to stop after its batch;
    a ``stalled`` job is in progress for ever; ``lock`` is held for each change of state.

    Files: ``content`` as uploaded; the result sets by name (successfulResults, …) in ``folder``.
    """

    id: str
    object: str
    operation: str
    key: str | None
    line_ending: str
    delimiter: str
    rule: str | None
    version: str
    user_id: str
    folder: Path
    created: str
    changed: str
    state: str = "Open"
    uploads: int = 0
    aborting: bool = False
    stalled: bool = False
    processed: int = 0
    failed: int = 0
    milliseconds: int = 0
    error: str | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def content(self) -> Path:
        """The file as uploaded."""
        return self.folder / "content"

    def result(self, name: str) -> Path:
        """Return the file of a result set."""
        return self.folder / name

    def move(self, state: str) -> None:
        """Change the state."""
        self.state, self.changed = state, stamp()

    def start(self) -> bool:
        """Begin the work unless the job was aborted or deleted meanwhile."""
        with self.lock:
            ready = self.state == "UploadComplete"
            if ready:
                self.move("InProgress")
            return ready

    def base(self) -> dict[str, Any]:
        """Return the keys every answer has: all there is after closing or aborting."""
        return {
            "id": self.id,
            "operation": self.operation,
            "object": self.object,
            "createdById": self.user_id,
            "createdDate": self.created,
            "systemModstamp": self.changed,
            "state": self.state,
            **({"externalIdFieldName": self.key} if self.key else {}),
            "concurrencyMode": "Parallel",
            "contentType": "CSV",
            "apiVersion": float(self.version),
            **({"assignmentRuleId": self.rule} if self.rule else {}),
        }

    def after_creation(self) -> dict[str, Any]:
        """Return the answer to the call that made the job."""
        return self.base() | (self._address() if self.state == "Open" else {}) | self._form()

    def status(self) -> dict[str, Any]:
        """Return what a GET shows; the counts appear with the upload."""
        times = {
            "retries": 0,
            "totalProcessingTime": self.milliseconds,
            "apiActiveProcessingTime": self.milliseconds,
            "apexProcessingTime": 0,
        }
        return self.listed() | self._counts() | times | ({"errorMessage": self.error} if self.error else {})

    def listed(self) -> dict[str, Any]:
        """Return the entry in the list of jobs."""
        address = self._address() if self.state == "Open" else {}
        return self.base() | {"jobType": "V2Ingest"} | address | self._form()

    def _address(self) -> dict[str, str]:
        return {"contentUrl": f"services/data/v{self.version}/jobs/ingest/{self.id}/batches"}

    def _form(self) -> dict[str, str]:
        return {"lineEnding": self.line_ending, "columnDelimiter": self.delimiter}

    def _counts(self) -> dict[str, int]:
        if not self.uploads:
            return {}
        return {"numberRecordsProcessed": self.processed, "numberRecordsFailed": self.failed}
