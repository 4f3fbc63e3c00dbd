"""Codes and tokens: who gave them out for whom, and which still count (§1.3, §1.4)."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

from wizard.standin.salesforce.oauth.app import AuthorizeRequest, OAuthError
from wizard.standin.salesforce.settings import Settings

_GRANTS_A_USER = 5
FROZEN = ("invalid_grant", "inactive_user", "session")
"""What a frozen user's program meets; which of them is not known [?].

A dead refresh token like any other; "user is inactive"; new sessions that every call refuses.
"""


@dataclass
class Grant:
    """One sign-in of a user: its access tokens, and its refresh token if one was granted."""

    user_id: str
    scope: tuple[str, ...]
    refresh_token: str | None = None
    access: set[str] = field(default_factory=set)


@dataclass
class _Code:
    request: AuthorizeRequest
    user_id: str
    born: float
    used: bool = False


@dataclass
class _Session:
    grant: Grant
    used: float


class TokenBook:
    """Every code, access token and refresh token. All times are seconds of a monotonic clock."""

    def __init__(self, organization_id: str, settings: Settings) -> None:
        self._prefix, self._settings = organization_id[:15], settings
        self._lock = threading.Lock()
        self._codes: dict[str, _Code] = {}
        self._sessions: dict[str, _Session] = {}
        self._refresh: dict[str, Grant] = {}
        self._replaced: dict[str, Grant] = {}
        self._frozen_grants: dict[str, str] = {}
        self.frozen: dict[str, str] = {}  # user → what is answered

    def give_code(self, request: AuthorizeRequest, user_id: str) -> str:
        """Return a new code; like the real ones it ends in ``==``."""
        code = f"aPrx{secrets.token_urlsafe(42)}=="
        with self._lock:
            self._codes[code] = _Code(request, user_id, time.monotonic())
        return code

    def take_code(self, code: str) -> tuple[AuthorizeRequest, str]:
        """Return what a code stands for, once. Raises OAuthError when it is unknown, used or too old."""
        with self._lock:
            entry = self._codes.get(code)
            if entry is None:
                raise OAuthError("invalid_grant", "invalid authorization code")
            late = time.monotonic() - entry.born > self._settings.code_lifetime
            if entry.used or late:
                raise OAuthError("invalid_grant", "expired authorization code")
            entry.used = True
            return entry.request, entry.user_id

    def grant(self, user_id: str, scope: tuple[str, ...]) -> tuple[Grant, str]:
        """Return a new grant and its first access token; a user's sixth refresh token ends the oldest (§1.3 [C2])."""
        with self._lock:
            grant = Grant(user_id, scope)
            if "refresh_token" in scope:
                self._give_refresh(grant)
                held = [other for other in self._refresh.values() if other.user_id == user_id]
                for oldest in held[:-_GRANTS_A_USER]:
                    self._end(oldest)
            return grant, self._open(grant)

    def refresh(self, token: str) -> tuple[Grant, str, str | None]:
        """Return the grant, a new access token, and a new refresh token when tokens rotate.

        A token that was replaced before ends the whole grant (§1.3 [C]). Raises OAuthError.
        """
        with self._lock:
            if token in self._replaced:
                self._end(self._replaced[token])
            grant = self._refresh.get(token)
            if grant is None:
                raise OAuthError("invalid_grant", "expired access/refresh token")
            if not self._settings.rotate_refresh_tokens:
                return grant, self._open(grant), None
            del self._refresh[token]
            self._replaced[token] = grant
            return grant, self._open(grant), self._give_refresh(grant)

    def freeze(self, user_id: str, answer: str) -> None:
        """Freeze a user and end what he holds; ``answer`` is one of ``FROZEN``."""
        with self._lock:
            self.frozen[user_id] = answer
            for grant in [grant for grant in self._refresh.values() if grant.user_id == user_id]:
                self._frozen_grants[str(grant.refresh_token)] = user_id
                if answer == "session":  # sessions are still given, and good for nothing
                    continue
                self._end(grant)

    def unfreeze(self, user_id: str) -> None:
        """Let a user in again; what was ended stays so."""
        with self._lock:
            self.frozen.pop(user_id, None)

    def refuse_frozen(self, refresh_token: str) -> None:
        """Raise OAuthError for a token that the freezing of a user ended, where it is told by that."""
        if self.frozen.get(self._frozen_grants.get(refresh_token, "")) == "inactive_user":
            raise OAuthError("inactive_user", "user is inactive")

    def refuse_frozen_app(self, user_id: str) -> None:
        """Raise OAuthError where an app would sign in as a frozen user, unless sessions are still given [?]."""
        if self.frozen.get(user_id) == "inactive_user":
            raise OAuthError("inactive_user", "user is inactive")
        if self.frozen.get(user_id) == "invalid_grant":
            raise OAuthError("invalid_grant", "authentication failure")

    def session(self, access_token: str) -> Grant | None:
        """Return the grant of a live access token and count it as used now."""
        with self._lock:
            session = self._sessions.get(access_token)
            if session is None:
                return None
            now = time.monotonic()
            if now - session.used > self._settings.session_lifetime:
                self._close(access_token)
                return None
            session.used = now
            return session.grant

    def revoke(self, token: str) -> bool:
        """End a refresh token with its access tokens, or one access token; False when it is unknown."""
        with self._lock:
            if token in self._refresh:
                self._end(self._refresh[token])
                return True
            return self._close(token)

    def consented(self, user_id: str) -> bool:
        """Say whether the user holds a live refresh token, that is, has allowed the app before."""
        with self._lock:
            return any(grant.user_id == user_id for grant in self._refresh.values())

    def expire_sessions(self) -> None:
        """End every access token."""
        with self._lock:
            for token in list(self._sessions):
                self._close(token)

    def revoke_all(self) -> None:
        """End every token there is."""
        self.expire_sessions()
        with self._lock:
            self._refresh.clear()

    def _give_refresh(self, grant: Grant) -> str:
        token = f"5Aep861{secrets.token_urlsafe(60)}"
        grant.refresh_token = token
        self._refresh[token] = grant
        return token

    def _open(self, grant: Grant) -> str:
        token = f"{self._prefix}!AQ{secrets.token_urlsafe(66)}"
        grant.access.add(token)
        self._sessions[token] = _Session(grant, time.monotonic())
        return token

    def _close(self, token: str) -> bool:
        session = self._sessions.pop(token, None)
        if session:
            session.grant.access.discard(token)
        return session is not None

    def _end(self, grant: Grant) -> None:
        if grant.refresh_token:
            self._refresh.pop(grant.refresh_token, None)
        for token in list(grant.access):
            self._close(token)
