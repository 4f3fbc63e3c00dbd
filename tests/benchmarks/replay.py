"""A server of prepared answers for both services, so quick that it measures the client and not itself.

``python -m tests.benchmarks.replay FOLDER`` serves on a free loopback port and prints its address. FOLDER holds what
``pages.render`` and ``preparation.prepare`` wrote. ``POST /replay/start?cards=N&delay=SECONDS`` forgets what was met;
``GET /replay/stats`` tells it.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from email.utils import formatdate
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from tests.benchmarks.pages import Pages
from tests.benchmarks.replay_salesforce import Salesforce

_PAGES = "/v6.0/bizCards"


@dataclass
class Stats:
    """What was met since the last start. ``first`` and ``last`` page request on the clock of this process."""

    requests: int = 0
    pages: int = 0
    cards_served: int = 0
    first: float = 0
    last: float = 0
    uploads: list[int] = field(default_factory=list)  # bytes of each


class Replay:
    """Both services of one folder of prepared answers."""

    def __init__(self, folder: Path, address: str) -> None:
        self._pages = Pages(folder)
        self._prepared = json.loads((folder / "answers.json").read_text("utf-8"))
        self._prepared["token"]["instance_url"] = address
        self._start(self._pages.count, 0)

    def _start(self, cards: int, delay: float) -> bytes:
        self._pages.count, self._delay = cards, delay
        self._salesforce, self._stats = Salesforce(self._prepared), Stats()
        return b"{}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until the client closes it."""
        try:
            while True:
                method, target, body = await _read(reader)
                status, answer = self._answer(method, target, body)
                if not target.startswith("/replay/"):
                    await asyncio.sleep(self._delay)
                writer.writelines((_head(status, answer), answer))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, method: str, target: str, body: bytes) -> tuple[int, bytes]:
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query))
        if parts.path == "/replay/stats":
            return 200, json.dumps(asdict(self._stats)).encode()
        if parts.path == "/replay/start":
            return 200, self._start(int(query["cards"]), float(query["delay"]))
        self._stats.requests += 1
        if parts.path == _PAGES:
            return 200, self._page(query)
        if method == "PUT":
            self._stats.uploads.append(len(body))
        return self._salesforce.answer(method, parts.path, query, body)

    def _page(self, query: dict[str, str]) -> bytes:
        stats, now = self._stats, time.perf_counter()
        page, count = self._find(query)
        stats.pages, stats.cards_served = stats.pages + 1, stats.cards_served + count
        stats.first, stats.last = stats.first or now, now
        return page

    def _find(self, query: dict[str, str]) -> tuple[bytes, int]:
        if query.get("orderDirection") == "desc":
            return self._pages.newest(int(query["limit"]))
        first, last = (datetime.fromisoformat(query[name]).timestamp() for name in ("updatedFrom", "updatedTo"))
        return self._pages.page(first, last, int(query["limit"]), query.get("nextPageToken", ""))


async def _read(reader: asyncio.StreamReader) -> tuple[str, str, bytes]:
    """Read one request: method, target, body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (text.partition(":") for text in lines)}
    method, target, _ = line.split(" ")
    if headers.get("transfer-encoding") == "chunked":
        body = b"".join([part async for part in _chunks(reader)])
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return method, target, gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readline(), 16):
        yield await reader.readexactly(size)
        await reader.readline()
    await reader.readline()


def _head(status: int, body: bytes) -> bytes:
    kind = "text/csv" if body.startswith(b'"') else "application/json"
    return (
        f"HTTP/1.1 {status} -\r\nDate: {formatdate(usegmt=True)}\r\nContent-Type: {kind};charset=UTF-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()


async def main(folder: Path) -> None:
    """Serve until ended."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = await asyncio.start_server(Replay(folder, address).serve, sock=listening, limit=1 << 22)
    print(address, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
