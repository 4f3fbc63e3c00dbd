"""What a tester may ask and order from outside, below /standin/ (not part of Salesforce)."""

from __future__ import annotations

from dataclasses import asdict

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.errors import ApiError
from wizard.standin.salesforce.oauth.tokens import FROZEN
from wizard.standin.salesforce.routing import Call, Route


def routes() -> list[Route]:
    """Return the addresses of this module."""
    orders = {
        ("GET", "stats"): _stats,
        ("GET", "settings"): _show_settings,
        ("POST", "settings"): _settings,
        ("POST", "expire-sessions"): _expire_sessions,
        ("POST", "revoke"): _revoke,
        ("POST", "rights"): _rights,
        ("POST", "freeze"): _freeze,
        ("POST", "unfreeze"): _unfreeze,
        ("POST", "person-accounts"): _person_account,
    }
    return [
        Route(method, f"/standin/{name}", f"standin/{name}", handler, needs_user=False)
        for (method, name), handler in orders.items()
    ]


def _stats(call: Call) -> Response:
    usage = call.org.usage
    answer = {"requests": usage.by_method(), "api_calls": usage.api_calls, "records": call.org.store.records}
    return json_response(answer)


def _settings(call: Call) -> Response:
    try:
        call.org.settings.change(call.json())
        call.org.rights.forget()
    except ValueError as error:
        raise ApiError(400, "INVALID_SETTING", str(error)) from error
    return _show_settings(call)


def _show_settings(call: Call) -> Response:
    return json_response(asdict(call.org.settings))


def _expire_sessions(call: Call) -> Response:
    call.org.tokens.expire_sessions()
    return Response(204)


def _revoke(call: Call) -> Response:
    call.org.tokens.revoke_all()
    return Response(204)


def _rights(call: Call) -> Response:
    """Give permissions to the administrators' profile, or take them: ``{"ViewSetup": false}``."""
    try:
        call.org.rights.grant(call.org.world.salesforce_users[0].username, call.json())
    except ValueError as error:
        raise ApiError(400, "INVALID_SETTING", str(error)) from error
    return Response(204)


def _person_account(call: Call) -> Response:
    """Make an account of a person: ``{"family": "…", "given": "…", "email": "…"}``."""
    wanted = call.json()
    texts = [str(wanted.get(name, "")) for name in ("family", "given", "email")]
    account, contact = call.org.person_account(*texts)
    return json_response({"account": account, "contact": contact})


def _freeze(call: Call) -> Response:
    """Freeze a user, the administrator unless named: ``{"username": "…", "answer": "inactive_user"}``."""
    answer = call.json().get("answer", FROZEN[0])
    if answer not in FROZEN:
        raise ApiError(400, "INVALID_SETTING", f"answer: one of {', '.join(FROZEN)}")
    call.org.tokens.freeze(_user_id(call), answer)
    return Response(204)


def _unfreeze(call: Call) -> Response:
    call.org.tokens.unfreeze(_user_id(call))
    return Response(204)


def _user_id(call: Call) -> str:
    username = call.json().get("username", call.org.world.salesforce_users[0].username)
    found = call.org.store.read('SELECT "Id" FROM "User" WHERE "Username" = ?', (username,))
    if not found:
        raise ApiError(400, "INVALID_SETTING", f"no such user: {username}")
    return str(found[0][0])
