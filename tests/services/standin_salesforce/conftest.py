from collections.abc import Iterator

import pytest

from wizard.standin.salesforce import SalesforceStandin
from wizard.standin.world import World

from .client import Browser, Client


@pytest.fixture(scope="session")
def world() -> World:
    return World.build(cards=5, users=40)


@pytest.fixture
def standin(world: World) -> Iterator[SalesforceStandin]:
    running = SalesforceStandin(world)
    yield running
    running.close()


@pytest.fixture
def bare(world: World) -> Iterator[SalesforceStandin]:
    """A stand-in without the package."""
    running = SalesforceStandin(world, package="absent")
    yield running
    running.close()


@pytest.fixture
def browser(standin: SalesforceStandin, world: World) -> Browser:
    return Browser(standin.url, world)


@pytest.fixture
def admin(standin: SalesforceStandin, world: World) -> Client:
    """The administrator, without the package's permission set."""
    return Client(standin.url, world)


@pytest.fixture
def sender(admin: Client) -> Client:
    """The administrator with the permission set that opens the card objects."""
    assert admin.assign().status_code == 201
    return admin
