"""Metadata deploy by REST (salesforce.md §4.5)."""

from __future__ import annotations

import json
from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.metadata.job import Deploy
from wizard.standin.salesforce.rest.multipart import parts_of
from wizard.standin.salesforce.routing import Call, Route, rest

_PATH = "/metadata/deployRequest"


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        rest("POST", _PATH, "metadata/deployRequest", _deploy),
        rest("GET", f"{_PATH}/{{id}}", "metadata/deployRequest/id", _status),
        rest("PATCH", f"{_PATH}/{{id}}", "metadata/deployRequest/id", _cancel),
    ]


def _deploy(call: Call) -> Response:
    parts = parts_of(call.request)
    if "file" not in parts:
        raise ApiError(400, "INVALID_MULTIPART_REQUEST", "The part file with the zip is needed")
    deploy = call.org.deploys.add(call.access, _options(parts))
    answer = _answer(deploy)
    call.org.deploys.start(deploy, parts["file"])
    return json_response(answer, 201)


def _options(parts: dict[str, bytes]) -> dict[str, Any]:
    """Return the options; the JSON part is known by not being the file: clients name it differently [C2]."""
    for name, content in parts.items():
        if name != "file":
            try:
                options = json.loads(content)["deployOptions"]
            except (ValueError, KeyError, TypeError) as error:
                raise ApiError(400, "JSON_PARSER_ERROR", "The JSON part must hold deployOptions") from error
            if isinstance(options, dict):
                return options
    raise ApiError(400, "INVALID_MULTIPART_REQUEST", "A JSON part with deployOptions is needed")


def _status(call: Call) -> Response:
    deploy = call.org.deploys.get(call.access, call.path["id"])
    answer = _answer(deploy, details=call.query.get("includeDetails") == "true")
    if call.org.settings.deploy_texts:
        answer["deployResult"] = {name: _as_text(value) for name, value in answer["deployResult"].items()}
    return json_response(answer)


def _as_text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _cancel(call: Call) -> Response:
    wanted = call.json().get("deployResult")
    deploy = call.org.deploys.get(call.access, call.path["id"])
    if not isinstance(wanted, dict) or wanted.get("status") != "Canceling":
        raise ApiError(400, "INVALID_INPUT", "Only the status Canceling can be set")
    call.org.deploys.cancel(call.access, deploy)
    return json_response(_answer(deploy), 202)


def _answer(deploy: Deploy, *, details: bool = False) -> dict[str, Any]:
    return {
        "id": deploy.id,
        "validatedDeployRequestId": None,
        "deployOptions": deploy.options,
        "deployResult": deploy.result(details=details),
    }
