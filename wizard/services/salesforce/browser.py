"""Signing in through the person's own browser."""

from __future__ import annotations

import threading
import time
import webbrowser
from collections.abc import Callable

from wizard.domain.control import Control
from wizard.domain.errors import SignInNeeded
from wizard.services.salesforce.callback import CallbackServer
from wizard.services.salesforce.oauth import Grant, OAuth

TIME_OUT = 300.0  # seconds: a person may have to fetch a phone or a security key


def sign_in(
    oauth: OAuth,
    show: Callable[[str], None],
    page: str,
    control: Control,
    seconds: float = TIME_OUT,
) -> Grant:
    """Open the sign-in page and wait for its answer; ``show`` gets the address, to open it by hand.

    Raises ``SignInNeeded`` (denied, refused, or nothing came in time), ``SetupMustChange`` (the app or the
    address is wrong), ``Interrupted`` when cancelled.
    """
    with CallbackServer(page) as server:
        attempt = oauth.start(server.redirect_uri)
        oauth.check(attempt.url)
        server.expect(attempt.accepts)
        show(attempt.url)
        # A browser named by BROWSER may run until its window closes, so it must not hold the wait.
        threading.Thread(target=webbrowser.open, args=(attempt.url,), daemon=True).start()
        return attempt.finish(_wait(server, control, seconds))


def _wait(server: CallbackServer, control: Control, seconds: float) -> dict[str, list[str]]:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        control.checkpoint()
        if answer := server.poll(0.2):
            return answer
    raise SignInNeeded("sign_in_timed_out")
