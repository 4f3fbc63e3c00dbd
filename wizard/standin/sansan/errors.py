"""Errors of the Open API: ``{"error":[{"code":…,"message":…}]}`` (sansan.md §1.6 [C2]; the codes are [I])."""

from __future__ import annotations

from typing import Any

from wizard.standin.http import Response, json_response

_CODES = {
    400: "invalid_parameter",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    429: "too_many_requests",
}


class ApiError(Exception):
    """An answer other than success; ``more`` stands in the body beside ``error``."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.more = more

    def response(self) -> Response:
        """Return the error as the API answers it."""
        error = {"code": _CODES[self.status], "message": str(self)}
        return json_response({"error": [error], **self.more}, self.status)


def not_found() -> ApiError:
    """Return the error for an unknown path or id, also for one the key may not see."""
    return ApiError(404, "The requested resource was not found.")
