"""A run after a wake-up, when there is no network yet: it waits, and for nothing else."""

from __future__ import annotations

import socket

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Administrator

LONG = 100  # seconds: shorter waits are the patience of one run


@pytest.fixture
def hasty(admin: Administrator) -> HastyAdministrator:
    hasty = HastyAdministrator(admin.folder, admin.ready)
    hasty.set_up()
    return hasty


def nowhere() -> str:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{closed.getsockname()[1]}"


def waits(hasty: HastyAdministrator) -> list[float]:
    return [seconds for seconds in hasty.waited if seconds >= LONG]


def test_where_nothing_can_be_reached_it_is_tried_again_after_2_5_and_15_minutes(hasty: HastyAdministrator) -> None:
    away = {"SANSAN_API_URL": nowhere(), "SALESFORCE_LOGIN_URL": nowhere()}
    ended = hasty.type("schedule", "--run", "--json", "--lang", "en", **away)
    assert (ended.code, waits(hasty)) == (4, [120, 300, 900])
    assert ended.stderr.count("Nothing can be reached") == 3


def test_by_hand_nobody_waits_so_long(hasty: HastyAdministrator) -> None:
    away = {"SANSAN_API_URL": nowhere(), "SALESFORCE_LOGIN_URL": nowhere()}
    assert hasty.type("sync", "--json", **away).code == 4
    assert waits(hasty) == []


@pytest.mark.parametrize(
    "fault",
    [
        {"pattern": "/services/", "do": "answer", "status": 503, "times": 999},
        {"pattern": "/services/data/", "do": "answer", "status": 429, "headers": {"Retry-After": "3600"}, "times": 999},
        {
            "pattern": "/services/data/",
            "do": "answer",
            "status": 403,
            "body": [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": ""}],
            "times": 999,
        },
    ],
    ids=["trouble", "retry-after", "limit"],
)
def test_it_waits_for_no_limit_and_no_trouble_of_a_service(hasty: HastyAdministrator, fault: dict[str, object]) -> None:
    Faults(hasty.ready["salesforce_url"]).order(fault)
    assert hasty.type("schedule", "--run", "--json").code == 4
    assert waits(hasty) == []


def test_one_service_that_is_away_is_no_missing_network(hasty: HastyAdministrator) -> None:
    assert hasty.type("schedule", "--run", "--json", SANSAN_API_URL=nowhere()).code == 4
    assert waits(hasty) == []
