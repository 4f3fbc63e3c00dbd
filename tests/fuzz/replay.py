"""A server that first passes requests on and keeps the answers, then gives them again, one of them changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

import requests

from wizard.standin.http import Request, Response, Server

_KEPT = ("content-type", "location", "retry-after")
_MOST_REQUESTS = 2_000
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Answer:
    """What a service said to one request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Replay:
    """Stands before the service at ``origin``. ``recorded`` holds its answers in their order."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._session = requests.Session()
        self._session.trust_env = False
        self._server = Server(self._answer)
        self.url = self._server.url
        self.recorded: list[tuple[Key, Answer]] = []
        self._given: dict[Key, list[Answer]] | None = None
        self._counts: Counter[Key] = Counter()

    def close(self) -> None:
        self._server.close()
        self._session.close()

    def play(self, place: int, changed: Answer) -> None:
        """From now on give the recorded answers again, with another one at this place."""
        self._given, self._counts = {}, Counter()
        for number, (key, answer) in enumerate(self.recorded):
            self._given.setdefault(key, []).append(changed if number == place else answer)

    def _answer(self, request: Request) -> Response:
        key = (request.method, request.path, "".join(parse_qs(request.raw_query).get("q", [])))
        answer = self._pass_on(key, request) if self._given is None else self._again(key)
        return Response(answer.status, answer.body, dict(answer.headers))

    def _again(self, key: Key) -> Answer:
        self._counts[key] += 1
        assert self._counts.total() < _MOST_REQUESTS, "asked without end"
        answers = (self._given or {}).get(key) or [Answer(404, {"content-type": "application/json"}, b"{}")]
        return answers[min(self._counts[key], len(answers)) - 1]

    def _pass_on(self, key: Key, request: Request) -> Answer:
        headers = {name: value for name, value in request.headers.items() if name not in ("host", "content-encoding")}
        query = f"?{request.raw_query}" if request.raw_query else ""
        told = self._session.request(
            request.method,
            f"{self._origin}{request.raw_path}{query}",
            data=request.body,
            headers={**headers, "content-length": str(len(request.body))},
            allow_redirects=False,
            timeout=30,
        )
        kept = {name: value for name, value in told.headers.items() if name.lower() in _KEPT}
        answer = Answer(told.status_code, kept, told.content.replace(self._origin.encode(), self.url.encode()))
        self.recorded.append((key, answer))
        return answer
