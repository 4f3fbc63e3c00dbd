"""The authorize call, the login page and the consent page (salesforce.md §1.2, §1.7)."""

from __future__ import annotations

import hmac
import secrets
import threading
from http.cookies import SimpleCookie
from urllib.parse import quote, urlencode, urlsplit

from wizard.standin.http import Response
from wizard.standin.salesforce.oauth import pages, passkey
from wizard.standin.salesforce.oauth.app import APPROVAL_ERROR, AuthorizeRequest, OAuthError, check_authorize
from wizard.standin.salesforce.oauth.faults import Place, fault_at
from wizard.standin.salesforce.routing import Call, Route

_CONSENT = "/setup/secur/RemoteAccessAuthorizationPage.apexp"
_FAILURE = "/setup/secur/RemoteAccessErrorPage.apexp"


class SignIn:
    """Answers the pages; remembers who is logged in by cookie and which calls wait for consent."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, AuthorizeRequest] = {}
        self._logged_in: dict[str, str] = {}
        self._half_in: dict[str, tuple[str, str]] = {}  # by ticket: who gave the password, and the challenge

    def routes(self) -> list[Route]:
        """Return the addresses of the sign-in pages."""
        return [
            Route("GET", "/services/oauth2/authorize", "oauth2/authorize", self._authorize, needs_user=False),
            Route("GET", "/", "login", self._show_login, needs_user=False),
            Route("POST", "/", "login", self._login, needs_user=False),
            Route("POST", passkey.ADDRESS, "login", self._passkey, needs_user=False),
            Route("GET", _CONSENT, "consent", self._show_consent, needs_user=False),
            Route("POST", _CONSENT, "consent", self._consent, needs_user=False),
            Route("GET", _FAILURE, "error page", self._show_failure, needs_user=False),
        ]

    def _authorize(self, call: Call) -> Response:
        try:
            _raise_fault(call, "start")
            scopes = tuple(call.org.settings.app_scopes.split())
            request = check_authorize(call.query, call.org.world.consumer_key, scopes)
        except OAuthError as error:
            if error.description == "missing required code challenge":
                # Answered in place and without a content type: browsers download it (§1.7). The status is inferred.
                return Response(400, urlencode(_as_dict(error)).encode())
            return _fail(error)
        source = secrets.token_urlsafe(32)
        with self._lock:
            self._waiting[source] = request
        return _redirect(f"{_CONSENT}?source={source}")

    def _show_login(self, call: Call) -> Response:
        start = call.query.get("startURL", "")
        waiting = self._waiting.get(_source(start))
        return pages.login(call.request, start, waiting.login_hint if waiting else "")

    def _login(self, call: Call) -> Response:
        username, start = call.form.get("username", "").strip(), call.form.get("startURL", "")
        user_id = _check_password(call, username, call.form.get("pw", ""))
        if user_id is None or user_id in call.org.tokens.frozen:
            return pages.login(call.request, start, username, failed=True)
        if fault := fault_at(call.org.settings, "login"):
            return pages.notice(call.request, fault.error)
        if call.org.settings.sign_in_passkey:
            return self._ask_passkey(call, start, user_id)
        return self._let_in(user_id, start)

    def _ask_passkey(self, call: Call, start: str, user_id: str) -> Response:
        ticket, challenge = secrets.token_urlsafe(32), passkey.challenge()
        with self._lock:
            self._half_in[ticket] = (user_id, challenge)
        return pages.passkey(call.request, start, ticket, challenge)

    def _passkey(self, call: Call) -> Response:
        with self._lock:
            user_id, challenge = self._half_in.pop(call.form.get("ticket", ""), ("", ""))
        start, form = call.form.get("startURL", ""), call.form
        given = (form.get("client", ""), form.get("authenticator", ""))
        if not user_id or not passkey.accepts(call.request, challenge, *given):
            return pages.login(call.request, start, "", failed=True)
        return self._let_in(user_id, start)

    def _let_in(self, user_id: str, start: str) -> Response:
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            self._logged_in[cookie] = user_id
            if waiting := self._waiting.get(_source(start)):
                waiting.must_login = False
        target = start if start.startswith(_CONSENT) else "/"
        response = _redirect(target)
        response.headers["Set-Cookie"] = f"sid={cookie}; Path=/; HttpOnly; SameSite=Lax"
        return response

    def _show_consent(self, call: Call) -> Response:
        source = call.query.get("source", "")
        waiting, user_id = self._waiting.get(source), self._user(call)
        if waiting is None:
            return _fail(APPROVAL_ERROR)
        if user_id is None or waiting.must_login:
            start = f"{_CONSENT}?source={source}"
            return _redirect(f"/?ec=302&startURL={quote(start, safe='')}")
        if hindrance := _hindrance(call, waiting):
            return hindrance
        org = call.org
        if org.settings.remember_consent and not waiting.must_consent and org.tokens.consented(user_id):
            return self._allow(call, source, user_id)
        return pages.consent(call.request, source, _username(call, user_id), waiting.scope)

    def _consent(self, call: Call) -> Response:
        source = call.form.get("source", "")
        waiting, user_id = self._waiting.get(source), self._user(call)
        if waiting is None or user_id is None or waiting.must_login or waiting.scope_refused:
            return _fail(APPROVAL_ERROR)
        if "save" in call.form:
            return self._allow(call, source, user_id)
        if "cancel" in call.form:
            self._waiting.pop(source, None)
            denied = {"error": "access_denied", "error_description": "end-user denied authorization"}
            return _back(waiting, denied)
        return pages.consent(call.request, source, _username(call, user_id), waiting.scope)

    def _allow(self, call: Call, source: str, user_id: str) -> Response:
        waiting = self._waiting.pop(source, None)
        if waiting is None:
            return _fail(APPROVAL_ERROR)
        return _back(waiting, {"code": call.org.tokens.give_code(waiting, user_id)})

    def _show_failure(self, call: Call) -> Response:
        return pages.failure(call.request, call.query.get("error", ""), call.query.get("error_description", ""))

    def _user(self, call: Call) -> str | None:
        morsel = SimpleCookie(call.request.headers.get("cookie", "")).get("sid")
        return self._logged_in.get(morsel.value) if morsel else None


def _hindrance(call: Call, waiting: AuthorizeRequest) -> Response | None:
    """Return what somebody who has logged in sees instead of the consent page, if anything (§1.7)."""
    if waiting.scope_refused:
        return _fail(APPROVAL_ERROR)
    if fault := fault_at(call.org.settings, "page"):
        return _fail(fault.as_error())
    if fault := fault_at(call.org.settings, "callback"):
        return _back(waiting, _as_dict(fault.as_error()))
    return None


def _raise_fault(call: Call, place: Place) -> None:
    if fault := fault_at(call.org.settings, place):
        raise fault.as_error()


def _check_password(call: Call, username: str, password: str) -> str | None:
    sql = 'SELECT "Id" FROM "User" WHERE "Username" = ? AND "IsActive"'
    found = call.org.store.read(sql, (username,))
    right = hmac.compare_digest(password.encode(), call.org.world.password.encode())
    return str(found[0][0]) if found and right else None


def _username(call: Call, user_id: str) -> str:
    return str(call.org.store.read('SELECT "Username" FROM "User" WHERE "Id" = ?', (user_id,))[0][0])


def _source(start: str) -> str:
    return urlsplit(start).query.removeprefix("source=")


def _as_dict(error: OAuthError) -> dict[str, str]:
    return {"error": error.error, "error_description": error.description}


def _fail(error: OAuthError) -> Response:
    return _redirect(f"{_FAILURE}?{urlencode(_as_dict(error))}")


def _back(request: AuthorizeRequest, answer: dict[str, str]) -> Response:
    if request.state is not None:
        answer["state"] = request.state
    return _redirect(f"{request.redirect_uri}?{urlencode(answer)}")


def _redirect(target: str) -> Response:
    return Response(302, b"", {"Location": target, "Cache-Control": "no-store"})
