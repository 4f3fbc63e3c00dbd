"""A scripted server for faults: each connection gets one prepared answer, raw bytes, or none at all."""

from __future__ import annotations

import socket
import threading
from types import TracebackType

HANG_UP = b""  # reads the request and closes without a word


def answer(status: int, body: str | bytes = b"", **headers: str) -> bytes:
    """Return a whole HTTP answer; ``_`` in a header's name stands for ``-``."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Any", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Content_Length" not in headers:
        lines.append(f"Content-Length: {len(data)}")
    return "\r\n".join([*lines, "", ""]).encode() + data


class Faulty:
    """Serves the answers in turn, the last one for ever; ``None`` keeps silent until the end. Notes each request."""

    def __init__(self, *answers: bytes | None) -> None:
        self._answers = list(answers)
        self.requests: list[bytes] = []
        self._held: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Faulty:
        self._thread.start()
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        for held in (self._socket, *self._held):
            held.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        request = read_request(connection)
        if request:
            self.requests.append(request)
        prepared = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if prepared is None:
            self._held.append(connection)
            return
        with connection:
            connection.sendall(prepared)


def read_request(connection: socket.socket) -> bytes:
    """Read one request with its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        data += part
        if not part or data.startswith(b"\x16"):  # the first byte of TLS: nothing to read for us
            return data
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
