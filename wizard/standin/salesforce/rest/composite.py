"""Several calls in one: /composite, /composite/graph, /composite/batch and flat /composite/tree.

Shapes and limits: the REST guide's pages on composite resources [C]. A subrequest runs with the rights of the call.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from wizard.standin.http import Request, Response, json_response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.rest.body import rows_of
from wizard.standin.salesforce.routing import Call, Route, rest

_MOST_CALLS, _MOST_RECORDS = 25, 200
_MOST_GRAPHS, _MOST_NODES, _MOST_FAILURES = 75, 500, 14
_REFERENCE = re.compile(r"@\{(\w+)((?:\.\w+|\[\d+\])+)\}")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_HALTED = [
    {
        "errorCode": "PROCESSING_HALTED",
        "message": "The transaction was rolled back since another operation in the same transaction failed.",
    }
]
Dispatch = Callable[[Call, Request], Response]


class _RolledBackError(Exception):
    """Undoes the transaction of an all-or-none call."""


class Composite:
    """Answers the composite addresses; ``dispatch`` carries out one call with the rights of another."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            rest("POST", "/composite", "composite", self._composite),
            rest("POST", "/composite/graph", "composite/graph", self._graphs),
            rest("POST", "/composite/batch", "composite/batch", self._batch),
            rest("POST", "/composite/tree/{object}", "composite/tree", _tree),
        ]

    def _composite(self, call: Call) -> Response:
        body = call.json()
        wanted = _list(body, "compositeRequest", _MOST_CALLS)
        if body.get("allOrNone"):
            return json_response({"compositeResponse": self._all_or_none(call, wanted)})
        known: dict[str, Any] = {}
        return json_response({"compositeResponse": [self._one(call, entry, known) for entry in wanted]})

    def _all_or_none(self, call: Call, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Carry out calls in one transaction: a failed one undoes the others."""
        answers: list[dict[str, Any]] = []
        known: dict[str, Any] = {}
        try:
            with call.org.store.transaction():
                answers = [self._one(call, entry, known) for entry in wanted]
                if any(_bad(answer["httpStatusCode"]) for answer in answers):
                    raise _RolledBackError
        except _RolledBackError:
            call.org.rights.forget()
            answers = [answer if _bad(answer["httpStatusCode"]) else _halted(answer) for answer in answers]
        return answers

    def _graphs(self, call: Call) -> Response:
        """Carry out graphs, each in its own transaction; behind 14 failures the others are not tried."""
        graphs = _list(call.json(), "graphs", _MOST_GRAPHS)
        steps = [_list(graph, "compositeRequest", _MOST_NODES) for graph in graphs]
        if sum(map(len, steps)) > _MOST_NODES:
            raise ApiError(400, "LIMIT_EXCEEDED", f"Limit exceeded: at most {_MOST_NODES} nodes")
        answers: list[dict[str, Any]] = []
        for graph, wanted in zip(graphs, steps, strict=True):
            tried = sum(not answer["isSuccessful"] for answer in answers) < _MOST_FAILURES
            done = self._all_or_none(call, wanted) if tried else [_halted(_named(entry)) for entry in wanted]
            good = not any(_bad(answer["httpStatusCode"]) for answer in done)
            response = {"compositeResponse": done}
            answers.append({"graphId": graph.get("graphId"), "graphResponse": response, "isSuccessful": good})
        return json_response({"graphs": answers})

    def _one(self, call: Call, entry: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
        name = str(entry.get("referenceId"))
        try:
            filled = json.loads(_REFERENCE.sub(lambda match: _resolve(match, known), json.dumps(entry)))
            response = self._dispatch(call, _request(call, filled, str(filled.get("url")), filled.get("body")))
            status, value, headers = response.status, _value(response), response.headers
        except ApiError as error:
            status, value, headers = error.status, error.body(), {}
        known[name] = value
        shown = {key: headers[key] for key in ("Location",) if key in headers}
        return {"body": value, "httpHeaders": shown, "httpStatusCode": status, "referenceId": name}

    def _batch(self, call: Call) -> Response:
        body = call.json()
        results: list[dict[str, Any]] = []
        for entry in _list(body, "batchRequests", _MOST_CALLS):
            if body.get("haltOnError") and any(_bad(result["statusCode"]) for result in results):
                halted = [{"errorCode": "BATCH_PROCESSING_HALTED", "message": "Batch processing halted per request"}]
                results.append({"statusCode": 412, "result": halted})
                continue
            url = f"/services/data/{str(entry.get('url')).removeprefix('/services/data/')}"
            response = self._dispatch(call, _request(call, entry, url, entry.get("richInput")))
            results.append({"statusCode": response.status, "result": _value(response)})
        bad = any(_bad(result["statusCode"]) for result in results)
        return json_response({"hasErrors": bad, "results": results})


def _tree(call: Call) -> Response:
    """Make records, all or none; records inside records are not supported."""
    kind, records = call.object(), _list(call.json(), "records", _MOST_RECORDS)
    names = [str(record.get("attributes", {}).get("referenceId")) for record in records]
    outcomes = None
    try:
        with call.org.store.transaction():
            outcomes = call.org.writer.insert(call.access, kind, rows_of(call.access, kind, records), call.options)
            if outcomes.errors:
                raise _RolledBackError
    except _RolledBackError:
        assert outcomes is not None  # noqa: S101 - raised behind it
        errors = [
            {"referenceId": names[at], "errors": [error.as_collection()]}
            for at, error in sorted(outcomes.errors.items())
        ]
        return json_response({"hasErrors": True, "results": errors}, 400)
    results = [{"referenceId": name, "id": record} for name, record in zip(names, outcomes.ids, strict=True)]
    return json_response({"hasErrors": False, "results": results}, 201)


def _list(body: dict[str, Any], name: str, most: int) -> list[dict[str, Any]]:
    entries = body.get(name)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ApiError(400, "JSON_PARSER_ERROR", f"The body must hold a list of {name}")
    if len(entries) > most:
        raise ApiError(400, "LIMIT_EXCEEDED", f"Limit exceeded: at most {most} of {name}")
    return entries


def _request(call: Call, entry: dict[str, Any], url: str, body: Any) -> Request:
    parts = urlsplit(url)
    if not parts.path.startswith("/services/data/v"):
        raise ApiError(400, "INVALID_INPUT", f"The url must begin with /services/data/v: {url}")
    headers = {name.lower(): str(value) for name, value in (entry.get("httpHeaders") or {}).items()}
    kept = {
        name: value for name, value in call.request.headers.items() if name not in ("content-type", "accept-encoding")
    }
    content = b"" if body is None else json.dumps(body).encode()
    return Request(
        str(entry.get("method", "")).upper(), parts.path, parts.query, {**kept, **headers}, content, parts.path
    )


def _resolve(match: re.Match[str], known: dict[str, Any]) -> str:
    """Return what ``@{name.path}`` stands for, as the inside of a JSON text."""
    value: Any = known.get(match[1])
    for name, index in _STEP.findall(match[2]):
        try:
            value = value[name] if name else value[int(index)]
        except (KeyError, IndexError, TypeError) as error:
            text = f"Invalid reference specified. No value for {match[0]} found in {match[1]}"
            raise ApiError(400, "PROCESSING_HALTED", text) from error
    return json.dumps(str(value))[1:-1]


def _value(response: Response) -> Any:
    body = response.body if isinstance(response.body, bytes) else b"".join(response.body)
    return json.loads(body) if body else None


def _bad(status: int) -> bool:
    return status >= 400


def _named(entry: dict[str, Any]) -> dict[str, Any]:
    return {"referenceId": str(entry.get("referenceId"))}


def _halted(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"body": _HALTED, "httpHeaders": {}, "httpStatusCode": 400}
