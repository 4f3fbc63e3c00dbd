"""Another Sansan, as plain as the facts allow and in nothing like the stand-in (sansan.md §1.4, §1.5)."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Card = dict[str, Any]
Answer = tuple[int, str, bytes]


@dataclass
class OtherSansan:
    """Answers on a free loopback port. What it is like can be chosen, and changed while it runs."""

    cards: list[Card]
    largest_page: int = 300
    longest_window: timedelta = timedelta(days=100_000)
    users: bytes = b""  # the CSV of all users; empty: there is no such list
    zone: str = "+09:00"
    tells_updates: bool = True
    requests: list[str] = field(default_factory=list)

    def __enter__(self) -> OtherSansan:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, target: str) -> Answer:
        """Return status, content type and body."""
        self.requests.append(target)
        parts = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if parts.path.endswith("/bizCards"):
            return self._page(query)
        if parts.path.endswith("/organization/users") and self.users:
            return 200, "text/csv", self.users
        return 404, "application/json", b'{"error":[{"code":"NotFound"}]}'

    def _page(self, query: dict[str, str]) -> Answer:
        since, until = (datetime.fromisoformat(query[name]) for name in ("updatedFrom", "updatedTo"))
        size, start = int(query.get("limit", 100)), int(query.get("nextPageToken", 0))
        if size > self.largest_page or until - since > self.longest_window or until <= since:
            return 400, "application/json", b'{"error":[{"code":"BadRequest"}]}'
        found = [card for card in self.cards if since <= card["updatedTime"] <= until]
        found.sort(key=lambda card: card["updatedTime"], reverse=query.get("orderDirection") == "desc")
        more = start + size < len(found)
        body: dict[str, Any] = {"hasMore": more, "data": list(map(self._shown, found[start : start + size]))}
        if more:
            body["nextPageToken"] = str(start + size)
        return 200, "application/json; charset=utf-8", json.dumps(body).encode()

    def _shown(self, card: Card) -> Card:
        shown = dict(card)
        at = shown.pop("updatedTime")
        if self.tells_updates:
            shown["updatedTime"] = at.strftime("%Y-%m-%dT%H:%M:%S") + self.zone
        return shown


def _handler(service: OtherSansan) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body = service.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler
