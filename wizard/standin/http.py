"""The small HTTP/1.1 server both stand-ins stand on: loopback only, one function answers every request."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Request:
    """One request: ``path`` is decoded, header names are lower-case, ``body`` is already decompressed.

    ``raw_path`` is the path as sent, for values that may hold an encoded slash.
    """

    method: str
    path: str
    raw_query: str
    headers: dict[str, str]
    body: bytes
    raw_path: str = ""

    @cached_property
    def query(self) -> dict[str, list[str]]:
        """The query parameters, every value of each name in order."""
        return _collect(self.raw_query)

    @cached_property
    def form(self) -> dict[str, list[str]]:
        """The body read as ``application/x-www-form-urlencoded``."""
        return _collect(self.body.decode("utf-8", "replace"))


@dataclass(frozen=True)
class Response:
    """One answer. Bytes go out as one body; an iterator goes out chunk by chunk (chunked encoding).

    ``sending`` other than whole is a fault, for bodies of bytes: ``drop`` closes the connection without a byte,
    ``cut`` announces the whole body and closes after half of it. ``drip`` is the time in seconds that the body takes.
    """

    status: int
    body: bytes | Iterator[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)
    sending: Literal["whole", "drop", "cut"] = "whole"
    drip: float = 0


Handler = Callable[[Request], Response]
_LAST_ANSWERS = 5.0  # seconds


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return ``value`` as UTF-8 JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Response(status, body, {"Content-Type": "application/json;charset=UTF-8", **(headers or {})})


class Server:
    """A running server on 127.0.0.1; ``port`` 0 takes a free one. ``close`` stops it and waits."""

    def __init__(self, handler: Handler, port: int = 0) -> None:
        self._gate = _Gate()
        self._http = _HTTPServer(("127.0.0.1", port), _handler_class(handler, self._gate))
        self.port: int = self._http.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving and free the port; what is being answered comes to its end first."""
        self._gate.close()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Gate:
    """Counts the requests that are being answered, so that nothing is taken from under them."""

    def __init__(self) -> None:
        self._changed, self._inside, self._closed = threading.Condition(), 0, False

    @contextmanager
    def passed(self) -> Iterator[bool]:
        """Say whether a request may still be answered, and count it while it is."""
        with self._changed:
            may = not self._closed
            self._inside += may
        try:
            yield may
        finally:
            with self._changed:
                self._inside -= may
                self._changed.notify_all()

    def close(self) -> None:
        """Let nothing more in; wait for what is inside, but not for an answer that never comes."""
        with self._changed:
            self._closed = True
            self._changed.wait_for(lambda: not self._inside, _LAST_ANSWERS)


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is its own affair; anything else is printed by the base class."""
        import sys

        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def _handler_class(answer: Handler, gate: _Gate) -> type[BaseHTTPRequestHandler]:
    class RequestHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave in one packet: no wait for a delayed acknowledgement
        timeout = 300

        def setup(self) -> None:
            super().setup()
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def log_message(self, format: str, *args: Any) -> None:
            """Stay silent: the stand-in's output is one JSON line."""

        def _serve(self) -> None:
            request = self._read()
            with gate.passed() as may:
                response = answer(request) if may else Response(503, sending="drop")
            self.close_connection |= response.sending != "whole"
            if response.sending != "drop":
                self._write(response)
                self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815 - the names the base class calls

        def _read(self) -> Request:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            return Request(self.command, unquote(parts.path), parts.query, headers, self._body(headers), parts.path)

        def _body(self, headers: dict[str, str]) -> bytes:
            if headers.get("transfer-encoding", "").lower() == "chunked":
                raw = b"".join(self._chunks())
            else:
                raw = self.rfile.read(int(headers.get("content-length") or 0))
            return _decompress(raw, headers.get("content-encoding", "").lower())

        def _chunks(self) -> Iterator[bytes]:
            while size := int(self.rfile.readline().split(b";")[0], 16):
                yield self.rfile.read(size)
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass

        def _write(self, response: Response) -> None:
            self.send_response(response.status, _phrase(response.status))
            for name, value in response.headers.items():
                self.send_header(name, value)
            if isinstance(response.body, bytes):
                self._write_whole(response, response.body)
            else:
                self._write_chunked(response.body)

        def _write_whole(self, response: Response, body: bytes) -> None:
            if response.status not in (204, 304):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "HEAD":
                return
            for part in _parts(body[: len(body) // 2] if response.sending == "cut" else body, response.drip):
                self.wfile.write(part)
                self.wfile.flush()

        def _write_chunked(self, parts: Iterator[bytes]) -> None:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in filter(None, parts):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            self.wfile.write(b"0\r\n\r\n")

    return RequestHandler


def _parts(body: bytes, seconds: float) -> Iterator[bytes]:
    """Yield the body at once, or over this time in small parts, two a second or more."""
    count = min(len(body), max(20, int(seconds * 2))) if seconds else 1
    for number in range(count):
        if seconds:
            time.sleep(seconds / count)
        yield body[len(body) * number // count : len(body) * (number + 1) // count]


def _collect(query: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        values.setdefault(name, []).append(value)
    return values


def _decompress(raw: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(raw)
    if encoding == "deflate":
        return zlib.decompress(raw)
    return raw


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"
