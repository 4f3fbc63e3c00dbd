"""Small peers of a company's network: a proxy that asks for a name and password."""

from __future__ import annotations

import base64
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME, PASSWORD = "山田", "p:w@rd"


class Proxy(BaseHTTPRequestHandler):
    """Hands plain requests on to whom knows it; every name leads to ``behind``."""

    def do_GET(self) -> None:
        given = self.headers.get("Proxy-Authorization", "")
        self.server.given.append(given)  # type: ignore[attr-defined]
        if given != "Basic " + base64.b64encode(f"{NAME}:{PASSWORD}".encode()).decode():
            self.send_response(407)
            self.send_header("Proxy-Authenticate", 'Basic realm="company"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path = "/" + self.path.split("/", 3)[3]
        with urllib.request.urlopen(self.server.behind + path) as answer:  # type: ignore[attr-defined]
            body = answer.read()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def proxy(behind: str) -> Iterator[tuple[str, list[str]]]:
    """Run one; yields its host and port, and what it was told by each request."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.behind, server.given = behind.rstrip("/"), []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", server.given  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
