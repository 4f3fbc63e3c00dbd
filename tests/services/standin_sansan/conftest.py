"""A small world, its Sansan service, and a caller that knows nothing but HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from wizard.standin.sansan import NO_LIMIT, SansanStandin
from wizard.standin.world import World

EVER = {"updatedFrom": "2000-01-01T00:00:00+09:00", "updatedTo": "2099-01-01T00:00:00+09:00"}


class Caller:
    """Calls one service with one key."""

    def __init__(self, url: str, key: str | None) -> None:
        self.url = url
        self._session = requests.Session()
        self._session.trust_env = False
        if key is not None:
            self._session.headers["X-Sansan-Api-Key"] = key

    def get(self, path: str, **params: Any) -> requests.Response:
        return self._session.get(f"{self.url}/{path}", params=params, timeout=30)

    def cards(self, **params: Any) -> list[dict[str, Any]]:
        """Every page of ``/bizCards``, of all time and all owners unless told otherwise."""
        query = {**EVER, "range": "all", "limit": 300, **params}
        cards: list[dict[str, Any]] = []
        while True:
            answer = self.get("v6.0/bizCards", **query)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            assert len(page["data"]) <= query["limit"]
            cards += page["data"]
            if not page["hasMore"]:
                return cards
            query["nextPageToken"] = page["nextPageToken"]

    def send(self, method: str, path: str, body: Any = None) -> requests.Response:
        return self._session.request(method, f"{self.url}/{path}", json=body, timeout=30)

    def control(self, method: str, path: str, body: Any = None) -> requests.Response:
        return self.send(method, f"standin/{path}", body)

    def close(self) -> None:
        self._session.close()


@pytest.fixture(scope="session")
def world() -> World:
    return World.build(cards=1200, users=40, seed=7)


@pytest.fixture
def service(world: World) -> Iterator[SansanStandin]:
    service = SansanStandin(world, rate_limit=NO_LIMIT)
    yield service
    service.close()


@pytest.fixture
def caller(service: SansanStandin, world: World) -> Iterator[Caller]:
    caller = Caller(service.url, world.api_key)
    yield caller
    caller.close()


@pytest.fixture
def keys(caller: Caller) -> dict[str, str]:
    """The keys of the service by what they see: all, department, own, data_hub."""
    found = caller.control("GET", "settings").json()["keys"]
    return {"data_hub" if key["data_hub_only"] else key["sees"]: text for text, key in reversed(found.items())}


@pytest.fixture
def other(service: SansanStandin) -> Iterator[Any]:
    """Make a caller with another key (or none)."""
    callers: list[Caller] = []

    def make(key: str | None) -> Caller:
        callers.append(Caller(service.url, key))
        return callers[-1]

    yield make
    for caller in callers:
        caller.close()
