"""The external client app registered in the organisation, and what it asks of an authorize call (§1.2, §1.5, §1.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass

CALLBACKS = tuple(f"http://localhost:{port}/callback" for port in range(47801, 47806))
"""Compared character by character: scheme, host, port, path (§1.5 [C])."""

APP_NAME = "Sansan Salesforce Wizard"
_SCOPES = (
    "api id openid profile email address phone web full refresh_token offline_access chatter_api visualforce "
    "custom_permissions content lightning"
)
KNOWN_SCOPES = frozenset(_SCOPES.split())
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43,128}")


class OAuthError(Exception):
    """An error of §1.7: its code and description."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error, description)
        self.error, self.description = error, description


APPROVAL_ERROR = OAuthError(
    "OAUTH_APPROVAL_ERROR_GENERIC", "An unexpected error has occurred during authentication. Please try again."
)


@dataclass
class AuthorizeRequest:
    """A checked authorize call that waits for login and consent. ``scope`` is what will be granted."""

    redirect_uri: str
    challenge: str
    scope: tuple[str, ...]
    state: str | None
    login_hint: str
    must_login: bool
    must_consent: bool
    scope_refused: bool


def check_authorize(parameters: dict[str, str], consumer_key: str, app_scopes: tuple[str, ...]) -> AuthorizeRequest:
    """Return the checked call. Raises OAuthError; all such errors stay on Salesforce's own page (§1.7 [C]).

    ``app_scopes``: what the app is configured for; openid is not, as the stand-in signs no id_token.
    """
    _check_client(parameters, consumer_key)
    _check_challenge(parameters)
    asked = parameters.get("scope", "").split() or list(app_scopes)
    if not KNOWN_SCOPES.issuperset(asked):
        raise OAuthError("invalid_scope", "the requested scope is invalid, unknown, or malformed")
    wanted = {"refresh_token" if scope == "offline_access" else scope for scope in asked}
    prompt = parameters.get("prompt", "").split()
    return AuthorizeRequest(
        redirect_uri=parameters["redirect_uri"],
        challenge=parameters["code_challenge"],
        scope=tuple(scope for scope in app_scopes if scope in wanted),
        state=parameters.get("state"),
        login_hint=parameters.get("login_hint", ""),
        must_login="login" in prompt,
        must_consent="consent" in prompt,
        scope_refused=not wanted.issubset(app_scopes),
    )


def _check_client(parameters: dict[str, str], consumer_key: str) -> None:
    if parameters.get("client_id") != consumer_key:
        raise OAuthError("invalid_client_id", "client identifier invalid")
    if not parameters.get("redirect_uri"):
        raise OAuthError("redirect_uri_missing", "redirect_uri missing")
    if parameters["redirect_uri"] not in CALLBACKS:
        raise OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration")
    if parameters.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "response type not supported")


def _check_challenge(parameters: dict[str, str]) -> None:
    challenge = parameters.get("code_challenge")
    if not challenge:
        raise OAuthError("invalid_request", "missing required code challenge")
    # The method may be left out: well-known clients do, and mean S256 (§1.2, [C2]).
    if parameters.get("code_challenge_method", "S256") != "S256" or not _CHALLENGE.fullmatch(challenge):
        raise OAuthError("invalid_request", "invalid code challenge")
