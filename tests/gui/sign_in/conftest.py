"""A sign-in widget in a window of its own, on the stand-in's pages and on pages of the tests."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --disable-quic --disable-background-networking")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from wizard.gui.sign_in.widget import SignInWidget
from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .pages import Pages
from .visitor import Visitor


@pytest.fixture
def stall_seconds() -> float:
    return 20


@pytest.fixture
def visitor(qtbot: QtBot, stall_seconds: float) -> Iterator[Visitor]:
    widget = SignInWidget(stall_seconds=stall_seconds)
    widget.resize(900, 640)
    widget.show()
    visitor = Visitor(qtbot, widget)
    yield visitor
    widget.close()
    widget.deleteLater()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def world() -> World:
    return World.build(cards=20, users=5, seed=7)


@pytest.fixture(scope="session")
def salesforce(world: World) -> Iterator[SalesforceStandin]:
    standin = SalesforceStandin(world)
    yield standin
    standin.close()


@pytest.fixture
def pages() -> Iterator[Pages]:
    pages = Pages()
    yield pages
    pages.close()


@pytest.fixture(scope="session")
def tls_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page on loopback with a certificate that nobody vouches for."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]  # noqa: RUF005
        + ["-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Reached)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"https://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Reached(BaseHTTPRequestHandler):
    """Says that the page was reached."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"reached")
