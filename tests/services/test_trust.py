"""What each variable for certificates does here, tried apart: whose servers are trusted, and what the check says of it.

The system's store is a folder of its own, named by SSL_CERT_DIR. Linux only: other systems have stores of their own.
"""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

VISIT = """
import sys
import truststore
from wizard.domain.errors import AppError
from wizard.services import network
from wizard.services.http import Session

truststore.inject_into_ssl()
for url in sys.argv[1:]:
    try:
        print(Session().get(url).status_code)
    except AppError as trouble:
        print(trouble.code)
print(*(check.code for check in network.checks()))
"""


class Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def openssl(folder: Path, command: str) -> None:
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)


def authority(folder: Path, name: str) -> Path:
    """Make an authority and a certificate of its own for localhost; return their folder."""
    made = folder / name
    made.mkdir()
    openssl(made, f"req -x509 -newkey rsa:2048 -nodes -subj /CN={name} -keyout ca.key -out ca.pem -days 2")
    openssl(made, "req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out request.pem")
    (made / "names").write_text("subjectAltName=DNS:localhost\n")
    openssl(made, "x509 -req -in request.pem -CA ca.pem -CAkey ca.key -extfile names -out cert.pem -days 2")
    return made


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """The folder of both authorities, and a server of each: the system's and the company's."""
    folder, servers = tmp_path_factory.mktemp("trust"), []
    for name in ("system", "company"):
        made = authority(folder, name)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Hello)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made / "cert.pem", made / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
    store = folder / "store"
    store.mkdir()
    (store / "system.pem").write_bytes((folder / "system" / "ca.pem").read_bytes())
    openssl(store, "rehash .")
    yield folder, [f"https://localhost:{server.server_address[1]}/" for server in servers]
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def trusted(place: tuple[Path, list[str]]) -> Callable[..., list[str]]:
    """Return what comes of a visit to the system's server and the company's, and what the check says."""
    folder, urls = place

    def visit(*variables: str, store: str = "store") -> list[str]:
        names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
        kept = {name: value for name, value in os.environ.items() if name not in names}
        kept |= {"SSL_CERT_DIR": str(folder / store)} | dict.fromkeys(variables, str(folder / "company" / "ca.pem"))
        command = [sys.executable, "-c", VISIT, *urls]
        done = subprocess.run(command, env=kept, capture_output=True, text=True, timeout=100, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return visit


def test_without_any_the_store_of_the_system_counts(trusted: Callable[..., list[str]]) -> None:
    assert trusted() == ["200", "bad_certificate", "system_roots"]


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_each_variable_adds_to_the_store(trusted: Callable[..., list[str]], variable: str) -> None:
    assert trusted(variable) == ["200", "200", "added_roots"]


def test_where_the_store_is_one_file_the_variable_of_openssl_takes_its_place(
    trusted: Callable[..., list[str]], place: tuple[Path, list[str]]
) -> None:
    (place[0] / "nothing").mkdir(exist_ok=True)
    assert trusted("SSL_CERT_FILE", store="nothing") == ["bad_certificate", "200", "given_roots"]


def test_of_the_two_that_requests_knows_the_first_counts(trusted: Callable[..., list[str]]) -> None:
    assert trusted("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE") == ["200", "200", "added_roots unused_roots"]
