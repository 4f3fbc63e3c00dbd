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
from wizard.services.salesforce.oauth import CALLBACKS, CallbackQuery

Accept = Callable[[CallbackQuery], bool]
_LINGER = 60.0  # seconds
_lingering: list[CallbackServer] = []


def end_lingering() -> None:
    """Stop the servers of sign-ins that are over; their addresses are free again."""
    while _lingering:
        _lingering.pop().stop()


class CallbackServer:
    """Listens on the first free of the registered callback addresses, on both address families.

    Raises ``SetupMustChange`` when all five ports are taken. Use as a context manager.
    """

    def __init__(self, page: str) -> None:
        self._answers: queue.Queue[CallbackQuery] = queue.Queue()
        self._accept: Accept = _refuse
        self._taken: CallbackQuery | None = None
        end_lingering()
        self._lock = threading.Lock()
        self._page = page.encode()
        self.redirect_uri, self._servers = self._listen()
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def expect(self, accept: Accept) -> None:
        """Take the first callback that ``accept`` says belongs to us; all others are ignored."""
        self._accept = accept

    def poll(self, seconds: float) -> CallbackQuery | None:
        """Wait up to ``seconds`` for the callback; None when it did not come."""
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Stop listening; after an answer only in a minute, or at the next sign-in: a browser may ask again."""
        if self._taken is None:
            self.stop()
            return
        _lingering.append(self)
        timer = threading.Timer(_LINGER, self.stop)
        timer.daemon = True
        timer.start()

    def stop(self) -> None:
        """Stop listening at once."""
        servers, self._servers = self._servers, []
        for server in servers:
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
                self._answer(ours=outer._receive(self.path))

            def do_HEAD(self) -> None:
                """Only looks, as security software does: it takes nothing."""
                self._answer(ours=outer._is_ours(self.path))

            def _answer(self, *, ours: bool) -> None:
                self.send_response(200 if ours else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Cache-Control", "no-store")
                self.send_header("Referrer-Policy", "no-referrer")
                self.send_header("Content-Length", str(len(outer._page) if ours else 0))
                self.end_headers()
                if ours and self.command == "GET":
                    self.wfile.write(outer._page)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the address holds the code."""

        return Handler

    def _receive(self, target: str) -> bool:
        """Take the answer; say whether it is ours. Only the first counts: a reload or a prefetch brings it again."""
        with self._lock:
            if not self._is_ours(target):
                return False
            if self._taken is None:
                self._taken = _query(target)
                self._answers.put(self._taken)
        return True

    def _is_ours(self, target: str) -> bool:
        query = _query(target)
        if target.partition("?")[0] != "/callback":
            return False
        return self._accept(query) if self._taken is None else query == self._taken


def _query(target: str) -> CallbackQuery:
    return parse_qs(target.partition("?")[2])


def _refuse(_query: CallbackQuery) -> bool:
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
