"""The loopback server that receives the answer of a sign-in in the person's own browser (RFC 8252 §7.3)."""

from __future__ import annotations

import errno
import os
import queue
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from wizard.domain.errors import SetupMustChange
from wizard.services.salesforce.oauth import CALLBACKS, Query

Accept = Callable[[Query], bool]


class CallbackServer:
    """Listens on the first free of the registered callback addresses, on both address families.

    Raises ``SetupMustChange`` when all five ports are taken. Use as a context manager.
    """

    def __init__(self, page: str) -> None:
        self._answers: queue.Queue[Query] = queue.Queue()
        self._accept: Accept = _refuse
        self._lock = threading.Lock()
        self._page = page.encode()
        self.redirect_uri, self._servers = self._listen()
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def expect(self, accept: Accept) -> None:
        """Take the first callback that ``accept`` says belongs to us; all others are ignored."""
        self._accept = accept

    def poll(self, seconds: float) -> Query | None:
        """Wait up to ``seconds`` for the callback; None when it did not come."""
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def __enter__(self) -> CallbackServer:
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        self.close()

    def _listen(self) -> tuple[str, list[ThreadingHTTPServer]]:
        faults = []
        for address in CALLBACKS:
            try:
                return address, _bind(urlsplit(address).port or 0, self._handler())
            except OSError as fault:
                faults.append(fault)
        raise SetupMustChange(why_not(faults))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                ours = outer._receive(self.path)
                self.send_response(200 if ours else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Cache-Control", "no-store")
                self.send_header("Referrer-Policy", "no-referrer")
                self.send_header("Content-Length", str(len(outer._page) if ours else 0))
                self.end_headers()
                if ours:
                    self.wfile.write(outer._page)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the address holds the code."""

        return Handler

    def _receive(self, target: str) -> bool:
        path, _, query = target.partition("?")
        answer = parse_qs(query)
        with self._lock:
            if path != "/callback" or not self._accept(answer):
                return False
            self._accept = _refuse  # exactly one answer counts
        self._answers.put(answer)
        return True


def _refuse(_query: Query) -> bool:
    return False


def _bind(port: int, handler: type[BaseHTTPRequestHandler]) -> list[ThreadingHTTPServer]:
    """Bind both loopback families: a browser may take ``localhost`` for either (salesforce.md §1.5)."""
    first = _Server(("127.0.0.1", port), handler)
    try:
        return [first, _Server6(("::1", port), handler)]
    except OSError as error:
        if is_taken(error):
            first.server_close()
            raise
        return [first]


def is_taken(error: OSError) -> bool:
    """Whether a port could not be bound because another program has it, and not for want of the address family."""
    return error.errno in (errno.EADDRINUSE, errno.EACCES)


def why_not(faults: Sequence[OSError]) -> str:
    """Return why no port could be bound: Windows may have set a range aside, as for Hyper-V, and then denies access."""
    denied = all(fault.errno == errno.EACCES for fault in faults)
    return "callback_ports_reserved" if denied else "callback_ports_taken"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two programs share the port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hangs up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Server6(_Server):
    address_family = socket.AF_INET6
