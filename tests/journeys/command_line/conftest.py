"""Both stand-ins, and the people of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.command_line.people import Administrator, Salesforce, Sansan
from wizard.standin.services import Standins


@pytest.fixture
def standins(request: pytest.FixtureRequest) -> Iterator[Standins]:
    running = Standins(**{"cards": 120, "users": 12, **getattr(request, "param", {})})
    Sansan(running.ready()).settings(rate_limit={"per_second": 0, "per_minute": 0})
    yield running
    running.close()


@pytest.fixture
def admin(standins: Standins, tmp_path: Path) -> Administrator:
    return Administrator(tmp_path, standins.ready())


@pytest.fixture
def salesforce(admin: Administrator) -> Salesforce:
    return Salesforce(admin.ready)


@pytest.fixture
def sansan(admin: Administrator) -> Sansan:
    return Sansan(admin.ready)
