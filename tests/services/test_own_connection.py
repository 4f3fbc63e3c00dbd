"""A connection that a firewall forgot costs no sign-in: a token request has one of its own."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.services.faulty import read_request
from tests.services.tiny_org import nap
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.oauth import OAuth
from wizard.services.salesforce.tokens import Tokens


class Forgetful:
    """Answers the first request of each connection, keeps it alive, and closes it unread at the second."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.dropped = 0
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            read_request(connection)
            body = json.dumps(self._grant()).encode()
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            if read_request(connection):
                self.dropped += 1

    def _grant(self) -> dict[str, str]:
        ids = f"{self.url}/id/00D000000000001AAA/005000000000001AAA"
        return {"access_token": "00D!AQ", "refresh_token": "5Aep", "instance_url": self.url, "id": ids}


@pytest.fixture
def server() -> Iterator[Forgetful]:
    server = Forgetful()
    yield server
    server.close()


def test_a_renewal_uses_a_connection_of_its_own(server: Forgetful) -> None:
    oauth = OAuth(server.url, "3MVG9", RetryPolicy(nap))
    oauth.check(f"{server.url}/services/oauth2/authorize")
    for _ in range(3):
        assert Tokens(oauth, lambda: "5Aep", lambda _t: None, nullcontext()).current().access_token == "00D!AQ"
    oauth.revoke("5Aep")
    assert server.dropped == 0


def test_a_first_sign_in_uses_a_connection_of_its_own(server: Forgetful) -> None:
    oauth = OAuth(server.url, "3MVG9", RetryPolicy(nap))
    attempt = oauth.start("http://localhost:47801/callback")
    oauth.check(attempt.url)
    assert attempt.finish({"code": ["aPrx"], "state": [attempt.state]}).refresh_token == "5Aep"
    assert server.dropped == 0
