"""Both services, and a tester who orders faults and looks at what a client gets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.sansan import NO_LIMIT, SansanStandin
from wizard.standin.world import World

from ..standin_salesforce.client import Client

EVER = {"updatedFrom": "2000-01-01T00:00:00Z", "updatedTo": "2099-01-01T00:00:00Z", "range": "all"}


class Tester:
    """Orders faults of one service, and calls that service as a client would."""

    def __init__(self, url: str, http: requests.Session, read_path: str, params: dict[str, str]) -> None:
        self.url, self.http, self.read_path, self.params = url, http, read_path, params

    def order(self, *rules: dict[str, Any]) -> list[dict[str, Any]]:
        answer = self.http.post(f"{self.url}/standin/faults", json=list(rules), timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def faults(self) -> list[dict[str, Any]]:
        return self.http.get(f"{self.url}/standin/faults", timeout=10).json()

    def fired(self) -> list[int]:
        return [rule["fired"] for rule in self.faults()]

    def read(self) -> requests.Response:
        """Make a plain request that the service answers well."""
        return self.http.get(self.url + self.read_path, params=self.params, timeout=10)

    def statuses(self, count: int) -> list[int]:
        return [self.read().status_code for _ in range(count)]


@pytest.fixture(scope="session")
def world() -> World:
    return World.build(cards=30, users=20)


@pytest.fixture
def sansan(world: World) -> Iterator[Tester]:
    service = SansanStandin(world, rate_limit=NO_LIMIT)
    with requests.Session() as http:
        http.trust_env = False
        http.headers["X-Sansan-Api-Key"] = world.api_key
        yield Tester(service.url, http, "/v6.0/bizCards", EVER)
    service.close()


@pytest.fixture
def client(world: World) -> Iterator[Client]:
    """The administrator, signed in to Salesforce with the permission set."""
    service = SalesforceStandin(world)
    client = Client(service.url, world)
    assert client.assign().status_code == 201
    yield client
    client.http.close()
    service.close()


@pytest.fixture
def salesforce(client: Client) -> Tester:
    return Tester(client.url, client.http, f"{client.base}/query", {"q": "SELECT Id FROM User"})


@pytest.fixture(params=["sansan", "salesforce"])
def tester(request: pytest.FixtureRequest) -> Tester:
    """Each service in turn."""
    return request.getfixturevalue(request.param)
