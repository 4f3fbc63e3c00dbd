"""The one place where a Salesforce session is renewed: single flight, and the new refresh token saved first."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Protocol

from wizard.domain.errors import AppError, Interrupted, SignInNeeded
from wizard.services.salesforce.oauth import Grant
from wizard.services.salesforce.rotation import Rotation

_log = logging.getLogger(__name__)


class Renewer(Protocol):
    """What trades a secret of the keyring for a session: a sign-in, or the app as itself."""

    def refresh(self, secret: str, rotates: bool | None = None, /) -> Grant:
        """Return a fresh grant."""


class Tokens:
    """Holds the access token in memory, and renews it from the keyring's refresh token.

    ``shared_lock`` keeps other processes of the same profile from refreshing at the same moment. ``forget`` drops
    the refresh token for good, once it may be spent: nobody plays it again, in no later run. ``rotation`` tells whether
    a lost answer may have spent it.
    """

    def __init__(
        self,
        oauth: Renewer,
        read: Callable[[], str],
        save: Callable[[str], None],
        shared_lock: AbstractContextManager[object],
        grant: Grant | None = None,
        forget: Callable[[], None] = lambda: None,
        rotation: Rotation | None = None,
    ) -> None:
        self._oauth, self._read, self._save, self._forget = oauth, read, save, forget
        self._shared_lock, self._lock = shared_lock, threading.Lock()
        self._rotation = rotation or Rotation()
        self._grant = grant
        self._worked: Grant | None = None
        self._ended: AppError | None = None
        self._unsaved = ""  # a renewed refresh token that the keyring did not take yet

    def current(self) -> Grant:
        """Return the grant in use, refreshing when there is none yet. Raises ``SignInNeeded``."""
        return self._grant or self.renew(None)

    def renew(self, stale: Grant | None) -> Grant:
        """Return a grant newer than ``stale``; of several threads one refreshes. Raises ``SignInNeeded``.

        Once a refresh has failed for good its fault stays: the token may be spent, and is not played again.
        """
        with self._lock:
            if self._ended:
                raise self._ended
            if self._grant is None or self._grant is stale:
                self._grant = self._refresh()
            return self._grant

    def worked(self, grant: Grant) -> None:
        """Note that Salesforce took this grant."""
        self._worked = grant

    def has_worked(self, grant: Grant) -> bool:
        """Whether Salesforce took this grant: then what it refuses now has come to its end."""
        return self._worked is grant

    def refresh_token(self) -> str:
        """Return the refresh token that is good now."""
        return self._unsaved or self._read()

    def settle(self) -> bool:
        """Save what could not be saved at once; say whether all is saved now."""
        with self._lock:
            if self._unsaved:
                self._keep(self._unsaved)
            return not self._unsaved

    def refuse(self) -> SignInNeeded:
        """Note that even a fresh session was refused; no further refresh will be tried (salesforce.md §1.6)."""
        self._ended = refused = SignInNeeded("salesforce_session_refused")
        return refused

    def _refresh(self) -> Grant:
        try:
            with self._shared_lock:
                return self._trade()
        except Interrupted:
            raise  # passing, or stopped by the person: the token was not spent
        except AppError as fault:
            self._ended = fault
            raise

    def _trade(self) -> Grant:
        token = self.refresh_token()
        try:
            grant = self._oauth.refresh(token, self._rotation.known())
        except SignInNeeded as fault:
            if fault.code == "refresh_lost":
                self._unsaved = ""
                with suppress(AppError):
                    self._forget()
            raise
        rotates = grant.refresh_token not in ("", token)
        if rotates:
            self._keep(grant.refresh_token)
        self._rotation.note(rotates)
        return grant

    def _keep(self, token: str) -> None:
        """Save a token. One that cannot be saved now is kept here, and the spent one is played by nobody else."""
        try:
            self._save(token)
            self._unsaved = ""
        except AppError as fault:
            _log.warning("the renewed sign-in was not saved: %s", fault.code)
            if not self._unsaved:
                with suppress(AppError):
                    self._forget()
            self._unsaved = token
