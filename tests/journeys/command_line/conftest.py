"""Both stand-ins, and the people of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Administrator, Salesforce, Sansan
from tests.journeys.command_line.place import Place
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


@pytest.fixture(scope="module")
def lasting_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("place"), request.module.CARDS)
    yield place
    place.close()


@pytest.fixture
def place(lasting_place: Place) -> Iterator[Place]:
    """Stand-ins with ``CARDS`` of the module, which its tests use after one another."""
    yield lasting_place
    lasting_place.mend()


@pytest.fixture
def newcomer(place: Place) -> HastyAdministrator:
    """Somebody who has set up there and never transferred."""
    return place.newcomer()
