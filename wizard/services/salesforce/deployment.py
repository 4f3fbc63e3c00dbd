"""Deploying metadata by REST (salesforce.md §4.5)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wizard.domain.errors import Refused, SetupMustChange
from wizard.services.salesforce.session import Api

_OPTIONS = {"rollbackOnError": True, "singlePackage": True, "checkOnly": False, "testLevel": "NoTestRun"}
_PAUSE = 1.0
_PROBLEMS_TOLD = 5
_ENDED = ("Succeeded", "SucceededPartial", "Failed", "FinalizingDeployFailed", "Canceled")


def deploy(api: Api, archive: bytes) -> None:
    """Deploy a zip of metadata as a whole, and wait for its end. Raises ``SetupMustChange`` when it fails.

    Deploying the same archive again changes nothing, so a lost answer does no harm.
    """
    try:
        deployed = _wait(api, _start(api, archive))
    except Refused as refused:
        raise SetupMustChange("deploy_refused", code=refused.error_code, detail=refused.message) from None
    if deployed.get("status") != "Succeeded":
        raise SetupMustChange("deploy_failed", problems="; ".join(_problems(deployed)))


def _start(api: Api, archive: bytes) -> str:
    parts = {
        "json": (None, json.dumps({"deployOptions": _OPTIONS}), "application/json"),
        "file": ("package.zip", archive, "application/zip"),
    }
    return str(api.json("POST", "/metadata/deployRequest", files=parts)["id"])


def _wait(api: Api, deploy_id: str) -> Mapping[str, Any]:
    while True:
        answer = api.json("GET", f"/metadata/deployRequest/{deploy_id}", params={"includeDetails": "true"})
        deployed: Mapping[str, Any] = answer["deployResult"]
        if deployed.get("done") or deployed.get("status") in _ENDED:
            return deployed
        api.sleep(_PAUSE)


def _problems(deployed: Mapping[str, Any]) -> Iterator[str]:
    failures = (deployed.get("details") or {}).get("componentFailures") or []
    failures = [failures] if isinstance(failures, Mapping) else failures  # one alone may come without its list [I]
    for failure in failures[:_PROBLEMS_TOLD]:
        yield f"{failure.get('fullName')}: {failure.get('problem')}"
    if not failures:
        yield str(deployed.get("errorMessage") or deployed.get("status"))
