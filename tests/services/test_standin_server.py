"""The server of the stand-ins ends without taking anything from under a request."""

from __future__ import annotations

from threading import Event, Thread

import requests

from wizard.standin.http import Request, Response, Server


def test_closing_waits_for_what_is_being_answered() -> None:
    """A stand-in once dropped its records while a request of another test still read them."""
    started, release, done = Event(), Event(), Event()

    def answer(_request: Request) -> Response:
        started.set()
        release.wait(10)
        done.set()
        return Response(204)

    server = Server(answer)
    asking = Thread(target=lambda: requests.get(server.url, timeout=10))
    asking.start()
    assert started.wait(10)
    closing = Thread(target=server.close)
    closing.start()
    closing.join(0.3)
    assert closing.is_alive()
    release.set()
    closing.join(10)
    assert done.is_set()
    asking.join(10)
