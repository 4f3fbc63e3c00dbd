"""Signing in through the person's own browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType

from wizard.domain.control import Control
from wizard.domain.errors import SignInNeeded
from wizard.services.salesforce.callback import CallbackServer
from wizard.services.salesforce.oauth import CallbackQuery, Grant, OAuth

TIME_OUT = 300.0  # seconds: a person may have to fetch a phone or a security key


class BrowserSignIn:
    """One sign-in in the person's own browser; a context manager that listens for the answer until it is left.

    ``page`` is the HTML the browser shows at the end. Raises ``SetupMustChange`` (``callback_ports_taken``).
    """

    def __init__(self, oauth: OAuth, page: str, open_address: Callable[[str], object]) -> None:
        self._oauth, self._open = oauth, open_address
        self._server = CallbackServer(page)
        self._attempt = oauth.start(self._server.redirect_uri)
        self._server.expect(self._attempt.accepts)
        self.url = self._attempt.url

    def check(self) -> None:
        """Meet before the browser does what Salesforce would only tell there; see ``OAuth.check``."""
        self._oauth.check(self.url)

    def open(self) -> None:
        """Open the sign-in page."""
        # A browser may be slow to start, or a script that runs to its end, so it must not hold the wait.
        threading.Thread(target=self._open, args=(self.url,), daemon=True).start()

    def wait(self, control: Control, seconds: float = TIME_OUT) -> CallbackQuery:
        """Wait for the answer. Raises ``SignInNeeded`` when none came in time, ``Interrupted`` when cancelled."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            control.checkpoint()
            if answer := self._server.poll(0.2):
                return answer
        raise SignInNeeded("sign_in_timed_out")

    def finish(self, answer: CallbackQuery) -> Grant:
        """Turn the answer into tokens; raises like ``Attempt.finish``."""
        return self._attempt.finish(answer)

    def __enter__(self) -> BrowserSignIn:
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        self._server.close()


def sign_in(
    oauth: OAuth,
    show: Callable[[str], None],
    page: str,
    control: Control,
    open_address: Callable[[str], object],
    seconds: float = TIME_OUT,
) -> Grant:
    """Open the sign-in page and wait for its answer; ``show`` gets the address, to open it by hand.

    Raises ``SignInNeeded`` (denied, refused, or nothing came in time), ``SetupMustChange`` (the app or the
    address is wrong, no port free), ``Interrupted`` when cancelled.
    """
    with BrowserSignIn(oauth, page, open_address) as signing:
        signing.check()
        show(signing.url)
        signing.open()
        return signing.finish(signing.wait(control, seconds))
