"""Somebody in the middle with a certificate of his own learns nothing."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.services.http import Session

SECRET = "a-key-that-must-not-leave"


class Middle:
    """Speaks TLS with a certificate nobody vouches for; notes what arrives decrypted."""

    def __init__(self, folder: Path) -> None:
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
        command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem", "-days", "1"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self._context, self.heard = context, b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://localhost:{self._listener.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        connection.settimeout(10)
        try:
            with self._context.wrap_socket(connection, server_side=True) as secure:
                self.heard = secure.recv(65536)
        except OSError:
            connection.close()

    def close(self) -> None:
        self._thread.join()
        self._listener.close()


@pytest.fixture
def middle(tmp_path: Path) -> Iterator[Middle]:
    middle = Middle(tmp_path)
    yield middle
    middle.close()


def test_a_certificate_nobody_vouches_for_ends_the_connection(middle: Middle, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    with Session() as session, pytest.raises(SetupMustChange) as caught:
        session.get(middle.url, headers={"X-Sansan-Api-Key": SECRET})
    assert (caught.value.code, caught.value.details) == ("bad_certificate", {"host": "localhost"})
    assert middle.heard == b""
