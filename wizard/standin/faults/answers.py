"""Wrong answers, each in the form of the service that was called (sansan.md §1.6, salesforce.md §1.3, §2.5)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from wizard.standin.faults.rule import Rule
from wizard.standin.http import Request, Response

Answer = Callable[[Rule, Request], Response]

_PAGE = "<!DOCTYPE html><html><head><title>{}</title></head><body><h1>Down for maintenance.</h1></body></html>"


def _json(rule: Rule, status: int, body: Any) -> Response:
    body = body if rule.body is None else rule.body
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return Response(rule.status or status, text.encode(), {"Content-Type": "application/json;charset=UTF-8"})


def _error(rule: Rule, request: Request, status: int, message: str, **more: Any) -> Response:
    """An error named after its status; Salesforce has names of its own for 5xx (§2.5 [C]), others are [I]."""
    status = rule.status or status
    code = HTTPStatus(status).name if status in HTTPStatus._value2member_map_ else "UNKNOWN"
    if not request.path.startswith("/services/"):
        return _json(rule, status, {"error": [{"code": code.lower(), "message": message}], **more})
    code = {500: "UNKNOWN_EXCEPTION", 503: "SERVER_UNAVAILABLE"}.get(status, code)
    return _json(rule, status, [{"message": message, "errorCode": code}])


def _plain(rule: Rule, request: Request) -> Response:
    return _error(rule, request, 500, "An unexpected error occurred.")


def _html(rule: Rule, _request: Request) -> Response:
    """A page of something in between: a proxy, an edge server (salesforce.md §2.5 [C])."""
    status = rule.status or 503
    page = rule.body if isinstance(rule.body, str) else _PAGE.format(status)
    return Response(status, page.encode(), {"Content-Type": "text/html;charset=UTF-8"})


def _too_many(rule: Rule, request: Request) -> Response:
    """429 with the wait in the body (sansan.md §1.6 [C])."""
    return _error(rule, request, 429, "Too many requests.", retry_after=rule.retry_after)


def _too_many_header(rule: Rule, request: Request) -> Response:
    """429 with the wait in the header, as other services do it [I]."""
    answer = _error(rule, request, 429, "Too many requests.")
    return replace(answer, headers={**answer.headers, "Retry-After": str(rule.retry_after)})


def _oauth(error: str, description: str) -> Answer:
    return lambda rule, _request: _json(rule, 400, {"error": error, "error_description": description})


def _redirect(rule: Rule, _request: Request) -> Response:
    """A portal or an edge that sends elsewhere: to ``body``, else to a made-up one."""
    target = rule.body if isinstance(rule.body, str) else "https://portal.example/sign-in"
    return Response(rule.status or 302, b"", {"Location": target})


def _salesforce(status: int, code: str, message: str) -> Answer:
    return lambda rule, _request: _json(rule, status, [{"message": message, "errorCode": code}])


ANSWERS: dict[str, Answer] = {
    "answer": _plain,
    "html": _html,
    "too_many_requests": _too_many,
    "too_many_requests_header": _too_many_header,
    "redirect": _redirect,
    # salesforce.md §1.3: the first [C], the others [C2]
    "refresh_refused": _oauth("invalid_grant", "expired access/refresh token"),
    "token_busy": _oauth("invalid_grant", "token request is already being processed"),
    "token_retry": _oauth("unknown_error", "retry your request"),
    # salesforce.md §2.5: the first [C], the others [C2]
    "session_expired": _salesforce(401, "INVALID_SESSION_ID", "Session expired or invalid"),
    "api_access_control": _salesforce(401, "INVALID_SESSION_ID", "This session is not valid for use with the REST API"),
    "request_limit": _salesforce(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
    "concurrent_limit": _salesforce(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
}
"""By the name in ``do``. ``answer`` is what the tester says: ``status`` (500) and ``body``."""
