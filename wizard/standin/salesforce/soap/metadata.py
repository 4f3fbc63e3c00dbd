"""The calls of the Metadata API by SOAP: deploy, checkDeployStatus, cancelDeploy and describeMetadata.

Clients post to ``/services/Soap/m/NN`` with anything behind it (an organisation id, or what their library adds [C2]).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from wizard.standin.http import Response
from wizard.standin.salesforce.door import admit
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.metadata.job import Deploy
from wizard.standin.salesforce.metadata.selection import FILES
from wizard.standin.salesforce.metadata.xmltree import Element
from wizard.standin.salesforce.org import Org
from wizard.standin.salesforce.rights import Access
from wizard.standin.salesforce.routing import Call, Route
from wizard.standin.salesforce.soap import envelope

_BOOLEANS = ("true", "false")
_ILLEGAL = "Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing session hash"


def routes() -> list[Route]:
    """Return the addresses of this module."""
    paths = ("/services/Soap/m/{number}", "/services/Soap/m/{number}/{part}", "/services/Soap/m/{number}/{part}/{more}")
    return [Route("POST", path, "Soap/m", _call, needs_user=False, counts=True) for path in paths]


def _call(call: Call) -> Response:
    try:
        session, operation = envelope.read(call.request.body)
        access = _admit(call.org, session)
        if operation.tag not in _OPERATIONS:
            text = f"The operation {operation.tag} is not supported by the stand-in"
            raise ApiError(500, "UNSUPPORTED_API_VERSION", text)
        return envelope.answer(operation.tag, _OPERATIONS[operation.tag](call.org, access, operation))
    except ApiError as error:
        return envelope.fault(error)


def _admit(org: Org, session: str | None) -> Access:
    try:
        return admit(org, session or "")
    except ApiError as error:
        if error.code == "INVALID_SESSION_ID" and "expired" in error.message:
            raise ApiError(500, error.code, _ILLEGAL) from error
        raise


def _deploy(org: Org, access: Access, operation: Element) -> dict[str, Any]:
    try:
        data = base64.b64decode("".join((operation.value("ZipFile") or "").split()), validate=True)
    except binascii.Error as error:
        raise ApiError(500, "INVALID_ZIP_FILE", "ZipFile is not base64") from error
    deploy = org.deploys.add(access, _options(operation))
    result = {"done": False, "id": deploy.id, "state": "Queued"}
    org.deploys.start(deploy, data)
    return result


def _options(operation: Element) -> dict[str, Any]:
    """Return the options; booleans are read without regard to case: a well-known client writes True [C2]."""
    given = operation.find("DeployOptions")
    texts = {child.tag: child.text.strip() for child in given.children} if given else {}
    return {name: text.lower() == "true" if text.lower() in _BOOLEANS else text for name, text in texts.items()}


def _check(org: Org, access: Access, operation: Element) -> dict[str, Any]:
    deploy = _find(org, access, operation.value("asyncProcessId"))
    result = deploy.result(details=operation.value("includeDetails") == "true")
    return dict(_as_soap(result))


def _cancel(org: Org, access: Access, operation: Element) -> dict[str, Any]:
    deploy = _find(org, access, operation.value("String") or operation.value("id"))
    org.deploys.cancel(access, deploy)
    return {"done": False, "id": deploy.id}


def _find(org: Org, access: Access, deploy_id: str | None) -> Deploy:
    try:
        return org.deploys.get(access, deploy_id or "")
    except ApiError as error:
        if error.code == "NOT_FOUND":
            raise ApiError(500, "INVALID_CROSS_REFERENCE_KEY", f"invalid cross reference id: {deploy_id}") from error
        raise


def _describe(org: Org, _access: Access, _operation: Element) -> dict[str, Any]:
    objects = [
        {
            "directoryName": folder.strip("/"),
            "inFolder": False,
            "metaFile": False,
            "suffix": ending[1:],
            "xmlName": kind,
        }
        for kind, (folder, ending) in FILES.items()
    ]
    answer = {"metadataObjects": objects, "organizationNamespace": ""}
    return answer | {"partialSaveAllowed": org.sandbox, "testRequired": not org.sandbox}


def _as_soap(value: Any) -> Any:
    """Dates end in Z, and a message has no key ``warning`` in the WSDL."""
    if isinstance(value, dict):
        return {key: _as_soap(entry) for key, entry in value.items() if key != "warning"}
    if isinstance(value, list):
        return [_as_soap(entry) for entry in value]
    return value.replace("+0000", "Z") if isinstance(value, str) and value.endswith(".000+0000") else value


_OPERATIONS: dict[str, Callable[[Org, Access, Element], dict[str, Any]]] = {
    "deploy": _deploy,
    "checkDeployStatus": _check,
    "cancelDeploy": _cancel,
    "describeMetadata": _describe,
}
