"""Deploying metadata by REST (salesforce.md §4.5); deploys of one organisation queue behind each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from wizard.domain.errors import PassingFault, Refused, SetupMustChange
from wizard.services.salesforce.best_effort import best_effort
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import inner, needed, record
from wizard.services.salesforce.soql import listed, quoted

LONGEST = 60.0
"""Seconds for which a deploy is waited for while nothing of its status changes."""

# No testLevel: production refuses NoTestRun, and by itself runs no tests where the package holds no Apex [C2].
_OPTIONS = {"rollbackOnError": True, "singlePackage": True, "checkOnly": False}
_PAUSE = 1.0
_PROBLEMS_TOLD = 5
_ON_ITS_WAY = ("Pending", "InProgress", "FinalizingDeploy", "Canceling")
_NO_RIGHT = ("INSUFFICIENT_ACCESS", "INSUFFICIENT_ACCESS_OR_READONLY")


def _silent() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Deploys:
    """The deploys of one user. ``queued`` is called when one is seen to wait for others of the organisation.

    Each method raises ``PassingFault`` (``deploy_waits``) after ``longest`` seconds without any change: the deploy
    stays in the queue, and may still be done.
    """

    api: Api
    user_id: str
    queued: Callable[[], None] = _silent
    longest: float = LONGEST

    def run(self, archive: bytes) -> None:
        """Deploy a zip of metadata as a whole, and wait for its end. Raises ``SetupMustChange`` when it fails.

        Deploying the same archive again changes nothing, so a lost answer does no harm.
        """
        try:
            deployed = self._end_of(self._start(archive))
        except Refused as refused:
            raise _fault(refused.error_code or str(refused.status), [refused.message]) from None
        if deployed["status"] == "Canceled":
            raise SetupMustChange("deploy_canceled", user=str(deployed.get("canceledByName") or "?"))
        if deployed["status"] != "Succeeded":
            raise _fault(str(deployed.get("errorStatusCode") or ""), list(_problems(deployed)))

    def wait_for_earlier(self) -> None:
        """Wait for what this user deployed before and is still on its way, whatever becomes of it."""
        soql = (
            f"SELECT Id FROM DeployRequest WHERE CreatedById = {quoted(self.user_id)} "
            f"AND Status IN {listed(_ON_ITS_WAY)}"
        )
        found = best_effort(self.api, lambda api: api.tooling(soql, lambda record: needed(record, "Id")))
        for deploy_id in found or ():
            with suppress(Refused):  # it only helps
                self._end_of(deploy_id)

    def _start(self, archive: bytes) -> str:
        parts = {
            "json": (None, json.dumps({"deployOptions": _OPTIONS}), "application/json"),
            "file": ("package.zip", archive, "application/zip"),
        }
        return self.api.understood("POST", "/metadata/deployRequest", lambda answer: needed(answer, "id"), files=parts)

    def _end_of(self, deploy_id: str) -> Mapping[str, Any]:
        """Return how a deploy ended. ``status`` alone counts: its ``done`` may be a text [C2]."""
        idle, before = 0.0, ""
        while (deployed := self._look(deploy_id))["status"] in _ON_ITS_WAY:
            if deployed["status"] != before:
                before, idle = deployed["status"], 0.0
            elif before == "Pending" and idle == _PAUSE:
                self.queued()
            if idle >= self.longest:
                raise PassingFault("deploy_waits")
            self.api.sleep(_PAUSE)
            idle += _PAUSE
        return deployed

    def _look(self, deploy_id: str) -> Mapping[str, Any]:
        path, params = f"/metadata/deployRequest/{deploy_id}", {"includeDetails": "true"}
        return self.api.understood("GET", path, _result, params=params)


def _result(answer: Any) -> Mapping[str, Any]:
    deployed = inner(record(answer), "deployResult")
    needed(deployed, "status")
    return deployed


def _fault(code: str, problems: list[str]) -> SetupMustChange:
    """Return why Salesforce did not deploy, with its own words."""
    if code in _NO_RIGHT:
        return SetupMustChange("deploy_refused", code=code, detail="; ".join(problems))
    return SetupMustChange("deploy_failed", problems="; ".join(filter(None, [code, *problems])))


def _problems(deployed: Mapping[str, Any]) -> Iterator[str]:
    details = deployed.get("details")
    details = details if isinstance(details, Mapping) else {}
    tests = details.get("runTestResult")
    failures = [(f.get("fullName"), f.get("problem")) for f in _entries(details, "componentFailures")]
    failures += [(f.get("name"), f.get("message")) for f in _entries(tests, "failures")]
    for name, problem in failures[:_PROBLEMS_TOLD]:
        yield f"{name}: {problem}"
    if not failures:
        yield str(deployed.get("errorMessage") or deployed["status"])


def _entries(holder: Any, name: str) -> list[Mapping[str, Any]]:
    """Return the entries of a list; one alone may come without its list [I]."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    found = found if isinstance(found, list) else [found]
    return [entry for entry in found if isinstance(entry, Mapping)]
