"""Whether the rest of the program trusts a certificate that the embedded browser doubts: a company's own root."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from wizard.services.http import shows_certificate


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def make(folder: Path, name: str) -> tuple[Path, bytes]:
    """Make a certificate for localhost; return its file and what it is in DER."""
    folder.mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}"]  # noqa: RUF005
        + ["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "cert.pem", ssl.PEM_cert_to_DER_cert((folder / "cert.pem").read_text("ascii"))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path, bytes]]:
    file, leaf = make(tmp_path / "company", "company")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, file.with_name("key.pem"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"https://localhost:{server.server_port}/page?a=b", file, leaf
    server.shutdown()
    server.server_close()


def test_one_that_the_persons_bundle_holds_is_trusted(
    served: tuple[str, Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, file, leaf = served
    assert not shows_certificate(url, leaf)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    assert shows_certificate(url, leaf)
    assert not shows_certificate(url, make(tmp_path / "other", "other")[1])  # another one was shown to the browser


def test_where_nobody_answers_nobody_vouches() -> None:
    assert not shows_certificate("https://localhost:9/", b"0")
