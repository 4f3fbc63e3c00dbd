"""The token, revoke and introspect calls (salesforce.md §1.3, §1.4)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

from wizard.standin.http import Response, json_response
from wizard.standin.salesforce.oauth.app import AuthorizeRequest, OAuthError
from wizard.standin.salesforce.oauth.faults import fault_at
from wizard.standin.salesforce.oauth.tokens import Grant
from wizard.standin.salesforce.routing import Call, Route

_NOT_KEPT = {
    "Cache-Control": "no-cache,must-revalidate,max-age=0,no-store,private",
    "Expires": "Thu, 01 Jan 1970 00:00:00 GMT",
}


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("POST", "/services/oauth2/token", "oauth2/token", _token, needs_user=False),
        Route("POST", "/services/oauth2/revoke", "oauth2/revoke", _revoke, needs_user=False),
        Route("POST", "/services/oauth2/introspect", "oauth2/introspect", _introspect, needs_user=False),
    ]


def _token(call: Call) -> Response:
    try:
        kind = call.form.get("grant_type")
        _check_client(call, with_secret=kind == "client_credentials")
        for place in ("token", *(("refresh",) if kind == "refresh_token" else ())):
            if fault := fault_at(call.org.settings, place):
                raise fault.as_error()
        if kind == "authorization_code":
            return _first(call)
        if kind == "refresh_token":
            return _refreshed(call)
        if kind == "client_credentials":
            return _as_itself(call)
        raise OAuthError("unsupported_grant_type", "grant type not supported")
    except OAuthError as error:
        return _refuse(error)


def _check_client(call: Call, *, with_secret: bool) -> None:
    if call.form.get("client_id") != call.org.world.consumer_key:
        raise OAuthError("invalid_client_id", "client identifier invalid")
    if with_secret:
        if not hmac.compare_digest(call.form.get("client_secret", ""), call.org.world.consumer_secret):
            raise OAuthError("invalid_client", "invalid client credentials")
        return
    if "client_secret" in call.form or "authorization" in call.request.headers:
        # A public client must not send a secret (§1.3 [C]); the answer to one that does is inferred.
        raise OAuthError("invalid_client", "invalid client credentials")


def _as_itself(call: Call) -> Response:
    """Sign in the app as the user it runs as; there is no refresh token (salesforce.md §1.3)."""
    if call.org.settings.client_credentials == "off":
        raise OAuthError("unsupported_grant_type", "grant type not supported")
    user_id = _run_as(call)
    call.org.tokens.refuse_frozen_app(user_id)
    scope = tuple(name for name in call.org.settings.app_scopes.split() if name != "refresh_token")
    grant, access_token = call.org.tokens.grant(user_id, scope)
    return _answer(call, grant, access_token, None, sparse=call.org.settings.sparse_tokens)


def _run_as(call: Call) -> str:
    settings = call.org.settings
    nobody = OAuthError("invalid_grant", "no client credentials user enabled")
    if settings.client_credentials == "no_user":
        raise nobody
    if not settings.run_as_user:
        return call.org.integration_user()
    found = call.org.store.read('SELECT "Id", "IsActive" FROM "User" WHERE "Username" = ?', (settings.run_as_user,))
    if not found:
        raise nobody
    if not found[0][1]:
        raise OAuthError("invalid_grant", "inactive user")
    return str(found[0][0])


def _first(call: Call) -> Response:
    request, user_id = call.org.tokens.take_code(call.form.get("code", ""))
    _check_exchange(request, call.form)
    grant, access_token = call.org.tokens.grant(user_id, request.scope)
    return _answer(call, grant, access_token, grant.refresh_token)


def _check_exchange(request: AuthorizeRequest, form: dict[str, str]) -> None:
    if form.get("redirect_uri") != request.redirect_uri:
        raise OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration")
    if not form.get("code_verifier"):
        raise OAuthError("invalid_grant", "missing code verifier")
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    if base64.urlsafe_b64encode(digest).decode().rstrip("=") != request.challenge:
        raise OAuthError("invalid_request", "invalid code verifier")


def _refreshed(call: Call) -> Response:
    call.org.tokens.refuse_frozen(call.form.get("refresh_token", ""))
    grant, access_token, refresh_token = call.org.tokens.refresh(call.form.get("refresh_token", ""))
    active = call.org.store.read('SELECT "IsActive" FROM "User" WHERE "Id" = ?', (grant.user_id,))
    if not active[0][0]:
        raise OAuthError("invalid_grant", "inactive user")
    return _answer(call, grant, access_token, refresh_token)


def _answer(
    call: Call, grant: Grant, access_token: str, refresh_token: str | None, *, sparse: bool = False
) -> Response:
    identity = f"{call.org.url}/id/{call.org.id}/{grant.user_id}"
    issued_at = str(int(time.time() * 1000))
    secret = hashlib.sha256(call.org.world.consumer_key.encode()).digest()
    signature = hmac.new(secret, (identity + issued_at).encode(), hashlib.sha256).digest()
    answer = {
        "access_token": access_token,
        **({"refresh_token": refresh_token} if refresh_token else {}),
        "signature": base64.b64encode(signature).decode(),
        "scope": " ".join(grant.scope),
        "instance_url": call.org.url,
        "id": identity,
        "token_type": "Bearer",
        "issued_at": issued_at,
    }
    if sparse:
        answer = {name: value for name, value in answer.items() if name not in ("id", "signature", "issued_at")}
    return json_response(answer, headers=_NOT_KEPT)


def _revoke(call: Call) -> Response:
    token = call.form.get("token") or call.query.get("token", "")
    if call.org.tokens.revoke(token):
        return Response(200, b"", _NOT_KEPT)
    return _refuse(OAuthError("invalid_token", "invalid token"))


def _introspect(call: Call) -> Response:
    grant = call.org.tokens.session(call.form.get("token", ""))
    if grant is None:
        return json_response({"active": False}, headers=_NOT_KEPT)
    answer = {
        "active": True,
        "scope": " ".join(grant.scope),
        "client_id": call.org.world.consumer_key,
        "sub": f"{call.org.url}/id/{call.org.id}/{grant.user_id}",
        "token_type": "access_token",
    }
    return json_response(answer, headers=_NOT_KEPT)


def _refuse(error: OAuthError) -> Response:
    body = {"error": error.error, "error_description": error.description}
    return json_response(body, 400, _NOT_KEPT)
