"""Errors of the Open API: ``{"error":[{"code":…,"message":…}]}`` (sansan.md §1.6 [C2]; the codes are [I])."""

from __future__ import annotations

from typing import Any

from wizard.standin.http import Response, json_response
from wizard.standin.sansan.settings import Settings

_CODES = {
    400: "invalid_parameter",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    429: "too_many_requests",
}


class ApiError(Exception):
    """An answer other than success; ``retry_after`` are the seconds to wait, 0 when none are told."""

    def __init__(self, status: int, message: str, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status, self._retry_after = status, retry_after

    def response(self, settings: Settings) -> Response:
        """Return the error as the API answers it."""
        wait = {"retry_after": self._retry_after} if self._retry_after else {}
        where = settings.retry_after_in
        headers = {"Retry-After": str(self._retry_after)} if wait and where == "header" else {}
        error = {"code": _CODES.get(self.status, "error"), "message": str(self), **(wait if where == "error" else {})}
        if settings.errors in ("text", "empty"):
            text = str(self).encode() if settings.errors == "text" else b""
            return Response(self.status, text, {"Content-Type": "text/plain", **headers})
        body: dict[str, Any] = {"error": [error] if settings.errors == "list" else error}
        if settings.errors == "flat":
            body = {"statusCode": self.status, **error}
        return json_response({**body, **(wait if where == "body" else {})}, self.status, headers)


def not_found() -> ApiError:
    """Return the error for an unknown path or id, also for one the key may not see."""
    return ApiError(404, "The requested resource was not found.")
