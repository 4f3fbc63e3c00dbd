"""A deploy and what it tells of itself: the DeployResult of the Metadata API [C WSDL]."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.metadata.problems import Message

FINISHED = frozenset({"Succeeded", "SucceededPartial", "Failed", "FinalizingDeployFailed", "Canceled"})
_SWITCHES = ("checkOnly", "ignoreWarnings", "rollbackOnError")
_DEFAULTS: dict[str, Any] = {
    "allowMissingFiles": False,
    "autoUpdatePackage": False,
    "checkOnly": False,
    "ignoreWarnings": False,
    "performRetrieve": False,
    "purgeOnDelete": False,
    "rollbackOnError": False,
    "runTests": None,
    "singlePackage": False,
    "testLevel": None,
}


@dataclass
class Deploy:
    """One deploy. ``cancel`` is set to stop it; ``result`` holds what there is to tell in every state."""

    id: str
    user_id: str
    user_name: str
    options: dict[str, Any]
    created: str = field(default_factory=stamp)
    status: str = "Pending"
    started: str | None = None
    changed: str | None = None
    completed: str | None = None
    canceled_by: tuple[str, str] | None = None
    messages: list[Message] = field(default_factory=list)
    error: tuple[str, str] | None = None
    cancel: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def move(self, status: str) -> None:
        """Change the status and note when."""
        with self.lock:
            self.status, self.changed = status, stamp()
            if status == "InProgress":
                self.started = self.changed
            if status in FINISHED:
                self.completed = self.changed

    def result(self, *, details: bool) -> dict[str, Any]:
        """Return the DeployResult; the details only on request."""
        components = [message for message in self.messages if message.kind]
        failed = [message for message in self.messages if not message.success]
        canceled_by, canceled_name = self.canceled_by or (None, None)
        code, text = self.error or (None, None)
        return {
            "canceledBy": canceled_by,
            "canceledByName": canceled_name,
            "checkOnly": bool(self.options["checkOnly"]),
            "completedDate": self.completed,
            "createdBy": self.user_id,
            "createdByName": self.user_name,
            "createdDate": self.created,
            "details": self._details() if details else None,
            "done": self.status in FINISHED,
            "errorMessage": text,
            "errorStatusCode": code,
            "id": self.id,
            "ignoreWarnings": bool(self.options["ignoreWarnings"]),
            "lastModifiedDate": self.changed,
            "numberComponentErrors": len(failed),
            "numberComponentsDeployed": sum(message.success for message in components),
            "numberComponentsTotal": len({*components, *failed}),
            "numberTestErrors": 0,
            "numberTestsCompleted": 0,
            "numberTestsTotal": 0,
            "rollbackOnError": bool(self.options["rollbackOnError"]),
            "runTestsEnabled": False,
            "startDate": self.started,
            "status": self.status,
            "success": self.status == "Succeeded",
        }

    def _details(self) -> dict[str, Any]:
        return {
            "componentFailures": [message.as_dict() for message in self.messages if not message.success],
            "componentSuccesses": [message.as_dict() for message in self.messages if message.success],
            "runTestResult": {"numFailures": 0, "numTestsRun": 0, "totalTime": 0.0},
        }


def options_of(given: dict[str, Any]) -> dict[str, Any]:
    """Return every deploy option, defaults for those not given."""
    return _DEFAULTS | {name: value for name, value in given.items() if name in _DEFAULTS}
