"""OAuth 2.0 with Salesforce: web-server flow with PKCE as a public client, refresh, revoke (salesforce.md §1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from oauthlib.oauth2 import MissingTokenError
from requests import Response
from requests_oauthlib import OAuth2Session

from wizard.domain.errors import ConnectionLost, Interrupted, PassingFault, SetupMustChange, SignInNeeded
from wizard.services.addresses import base_url, is_salesforce, trusted_instance
from wizard.services.foreign import is_page, redirect_host
from wizard.services.http import Session
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.oauth_faults import oauth_fault
from wizard.services.salesforce.token_endpoint import AnswerLost, TokenEndpoint

CALLBACKS = tuple(f"http://localhost:{port}/callback" for port in range(47801, 47806))
SCOPES = ("api", "refresh_token", "id")
_ERROR = re.compile(r"\berror[\"']?\s*[=:]\s*[\"']?(\w+)")
_DESCRIPTION = re.compile(r"\berror_description[\"']?\s*[=:]\s*[\"']?([^&\"'<>]+)")
CallbackQuery = dict[str, list[str]]


@dataclass(frozen=True, slots=True, repr=False)
class Grant:
    """What a token answer gave. ``refresh_token`` is empty on a refresh without rotation."""

    access_token: str
    refresh_token: str
    instance_url: str
    organization_id: str
    user_id: str


class OAuth:
    """Speaks to one login host as one app. ``login_url`` is the origin that was chosen."""

    def __init__(self, login_url: str, consumer_key: str, retry_policy: RetryPolicy) -> None:
        self.login_url = base_url(login_url)
        self.consumer_key = consumer_key
        self._retry_policy = retry_policy
        self._tokens = TokenEndpoint(self.login_url)
        self._session = Session()
        self._secure = self._session.speak_plainly(self.login_url)

    def start(self, redirect_uri: str) -> Attempt:
        """Begin one sign-in; nothing is sent yet."""
        return Attempt(self, redirect_uri)

    def check(self, authorize_url: str) -> None:
        """Ask for the sign-in page once, to meet before the browser does what Salesforce would only tell there.

        Most faults of the app never reach the callback (salesforce.md §1.7). Raises ``SetupMustChange`` with
        the OAuth error, ``PassingFault`` when the host cannot be reached; an unclear answer passes.
        """
        url = self._secure + authorize_url.removeprefix(self.login_url)
        response = self._retry_policy(lambda: self._session.get(url))
        away = redirect_host(response)
        target = response.headers.get("Location", "") if is_salesforce(away) or not away else ""
        if response.status_code >= 400 and not is_page(response):
            target = response.text
        if found := _ERROR.search(target):
            told = _DESCRIPTION.search(target)
            raise oauth_fault(found.group(1), unquote_plus(told.group(1)) if told else "")

    def refresh(self, refresh_token: str, rotates: bool | None = None) -> Grant:
        """Trade a refresh token for an access token. ``rotates``: whether the app gives a new refresh token each time.

        Raises ``SignInNeeded`` when the token is dead, and when the answer was lost unless the app surely does not
        rotate: the old token may be spent then, and is never played twice (salesforce.md §1.3).
        """
        form = {"grant_type": "refresh_token", "client_id": self.consumer_key, "refresh_token": refresh_token}
        try:
            return self.grant(self._retry_policy(lambda: self._refresh_once(form, may_repeat=rotates is False)))
        except PassingFault as fault:
            if fault.code == "refresh_refused":
                raise SignInNeeded("refresh_refused") from fault
            raise

    def _refresh_once(self, form: dict[str, str], *, may_repeat: bool) -> Any:
        try:
            return self._tokens.ask(form)
        except AnswerLost as lost:
            if may_repeat:
                raise lost.fault from None
            raise SignInNeeded("refresh_lost") from lost
        except ConnectionLost as fault:
            if fault.code == "unknown_host":
                raise ConnectionLost("login_host_gone", sent=False, host=str(fault.details["host"])) from fault
            raise

    def grant(self, body: Any) -> Grant:
        """Read a token answer. Raises ``SignInNeeded`` when it lacks what a sign-in must give."""
        try:
            organization_id, user_id = urlsplit(body["id"]).path.rstrip("/").split("/")[-2:]
            instance = trusted_instance(self.login_url, body["instance_url"])
            return Grant(body["access_token"], body.get("refresh_token") or "", instance, organization_id, user_id)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise SignInNeeded("token_incomplete") from None

    def revoke(self, token: str) -> None:
        """Give a token back. Raises ``PassingFault`` or nothing: an unknown token is as good as revoked."""
        self._tokens.revoke(token)

    def exchange(self, ask: Callable[[], Any]) -> Any:
        """Let a sign-in ask for its tokens, again where nothing was spent. Raises ``Interrupted`` for a lost answer."""
        try:
            return self._retry_policy(ask)
        except AnswerLost as lost:
            raise Interrupted(lost.fault.code, **lost.fault.details) from lost

    def read_tokens(self, response: Response) -> Response:
        """Look at the answer to a sign-in before a library does. Raises as ``TokenEndpoint.ask``."""
        self._tokens.read(response)
        return response


class _OAuthSession(OAuth2Session, Session):  # type: ignore[misc]
    """requests-oauthlib's flow over our session, so that time-outs, loopback and faults are ours."""


class Attempt:
    """One sign-in on its way: the address to open, and the answer to wait for."""

    def __init__(self, oauth: OAuth, redirect_uri: str) -> None:
        self._oauth = oauth
        self.redirect_uri = redirect_uri
        self._session = _OAuthSession(oauth.consumer_key, redirect_uri=redirect_uri, scope=list(SCOPES), pkce="S256")
        self._secure = self._session.speak_plainly(oauth.login_url)
        url, self.state = self._session.authorization_url(f"{self._secure}/services/oauth2/authorize", prompt="login")
        self.url = oauth.login_url + url.removeprefix(self._secure)

    def accepts(self, query: CallbackQuery) -> bool:
        """Whether a callback's query belongs to this attempt: the ``state`` must be ours."""
        return query.get("state") == [self.state]

    def finish(self, query: CallbackQuery) -> Grant:
        """Turn the callback's query into tokens. Raises ``SignInNeeded`` or ``SetupMustChange``.

        A query that ``accepts`` refuses is to be ignored, and must not come here: ``ValueError``.
        """
        if not self.accepts(query):
            raise ValueError("this answer belongs to another sign-in")
        if "code" not in query:
            raise oauth_fault(query.get("error", [""])[0], query.get("error_description", [""])[0])
        grant = self._oauth.grant(self._exchange(query["code"][0]))
        if not grant.refresh_token:
            raise SetupMustChange("no_refresh_token")
        return grant

    def _exchange(self, code: str) -> Any:
        self._session.scope = None  # what was granted shows at its first use, whatever the order of its names
        self._session.register_compliance_hook("access_token_response", self._oauth.read_tokens)
        try:
            return self._oauth.exchange(lambda: self._ask(code))
        except MissingTokenError:
            raise SignInNeeded("token_incomplete") from None

    def _ask(self, code: str) -> Any:
        self._session.close()  # a connection of its own, as in ``TokenEndpoint``
        try:
            return self._session.fetch_token(f"{self._secure}/services/oauth2/token", code=code, include_client_id=True)
        except ConnectionLost as fault:
            if fault.sent:
                raise AnswerLost(fault) from fault
            raise
