"""What a tester may ask and order from outside, below /standin/ (not part of Salesforce)."""

from __future__ import annotations

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.routing import Call, Route


def routes() -> list[Route]:
    """Return the addresses of this module."""
    orders = {
        ("GET", "stats"): _stats,
        ("POST", "settings"): _settings,
        ("POST", "expire-sessions"): _expire_sessions,
        ("POST", "revoke"): _revoke,
    }
    return [
        Route(method, f"/standin/{name}", f"standin/{name}", handler, needs_user=False)
        for (method, name), handler in orders.items()
    ]


def _stats(call: Call) -> Response:
    return json_response({"requests": call.org.usage.by_method()})


def _settings(call: Call) -> Response:
    try:
        call.org.settings.change(call.json())
    except ValueError as error:
        raise ApiError(400, "INVALID_SETTING", str(error)) from error
    return json_response(vars(call.org.settings))


def _expire_sessions(call: Call) -> Response:
    call.org.tokens.expire_sessions()
    return Response(204)


def _revoke(call: Call) -> Response:
    call.org.tokens.revoke_all()
    return Response(204)
