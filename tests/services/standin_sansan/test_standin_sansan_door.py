"""Keys, versions, paths and the rate limit."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
import requests

from wizard.standin.sansan import RateLimit, SansanStandin
from wizard.standin.world import World


def error(answer: requests.Response) -> tuple[int, str]:
    body = answer.json()
    assert body["error"][0]["message"]
    return answer.status_code, body["error"][0]["code"]


def test_a_missing_or_wrong_key_is_refused(other):
    assert error(other(None).get("v6.0/tags")) == (401, "unauthorized")
    assert error(other("A" * 32).get("v6.0/tags")) == (401, "unauthorized")


def test_a_data_hub_key_is_refused(other, keys):
    assert error(other(keys["data_hub"]).get("v6.0/tags")) == (403, "forbidden")


def test_unknown_versions_and_paths_are_not_found(caller):
    for path in ("v4.0/tags", "v6.0/contacts", "tags", "v6.0/bizCards/", "v6.0/me", "v3.2/departments"):
        assert error(caller.get(path)) == (404, "not_found"), path


def test_v3_knows_its_own_user(caller, world):
    assert caller.get("v3.1/me").json()["email"] == world.sansan_users[0].email


def test_other_methods_are_refused(caller):
    assert error(caller.send("POST", "v6.0/bizCards")) == (405, "method_not_allowed")


@pytest.fixture
def clocked(world: World) -> Iterator[tuple[SansanStandin, list[float]]]:
    now = [1_000_000_000.0]
    service = SansanStandin(world, rate_limit=RateLimit(per_second=3, per_minute=5), clock=lambda: now[0])
    yield service, now
    service.close()


def test_the_rate_limit_counts_seconds_and_minutes(clocked, world):
    service, now = clocked
    with requests.Session() as session:
        session.trust_env = False
        session.headers["X-Sansan-Api-Key"] = world.api_key

        def ask() -> tuple[int, int | None]:
            answer = session.get(f"{service.url}/v6.0/tags", timeout=30)
            return answer.status_code, answer.json().get("retry_after")

        assert [ask() for _ in range(4)] == [(200, None)] * 3 + [(429, 1)]
        now[0] += 1
        assert [ask() for _ in range(3)] == [(200, None)] * 2 + [(429, 59)]
        now[0] += 59
        assert ask() == (200, None)


def test_each_key_has_its_own_limit(caller, keys, other):
    caller.control("POST", "settings", {"rate_limit": {"per_second": 0, "per_minute": 1}})
    assert caller.get("v6.0/tags").status_code == 200
    assert error(caller.get("v6.0/tags")) == (429, "too_many_requests")
    assert other(keys["own"]).get("v6.0/tags").status_code == 200


def test_the_limit_of_a_fresh_service_is_ten_a_second(world):
    moments = itertools.repeat(1_000_000_000.0)
    service = SansanStandin(world, clock=lambda: next(moments))
    with requests.Session() as session:
        session.trust_env = False
        session.headers["X-Sansan-Api-Key"] = world.api_key
        answers = [session.get(f"{service.url}/v6.0/tags", timeout=30).status_code for _ in range(11)]
    service.close()
    assert answers == [200] * 10 + [429]


def test_requests_are_counted_by_path(caller):
    caller.get("v6.0/tags")
    caller.get("v6.0/bizCards/" + "0" * 32)
    caller.get("v6.0/bizCards/" + "1" * 32)
    stats = caller.control("GET", "stats").json()
    assert stats["requests"] == {"GET /v6.0/tags": 1, "GET /v6.0/bizCards/{id}": 2}
    assert stats["statuses"] == {"200": 1, "404": 2}
