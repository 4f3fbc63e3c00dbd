"""A schedule lives with its set-up: it goes along with a new name, and ends when the set-up is disconnected."""

from __future__ import annotations

import os
from pathlib import Path

import keyring
import pytest

from tests.journeys.people import ACCOUNT, ADMIN
from wizard.app.backend import ServicesBackend
from wizard.domain.control import Control
from wizard.domain.profile import CardChoice, Profile, SalesforceAccess, SansanAccess
from wizard.domain.schedule import Schedule
from wizard.services.home import Home
from wizard.services.memory_keyring import MemoryKeyring
from wizard.wiring import Services

pytestmark = pytest.mark.posix("systemctl stood in for by a script")

BIN = Path(__file__).parents[1] / "support" / "bin"
DAILY = Schedule("daily", 6, 30)


@pytest.fixture
def backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServicesBackend:
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
    monkeypatch.setenv("SYSTEMCTL_LOG", str(tmp_path / "systemctl.log"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(keyring.core, "_keyring_backend", MemoryKeyring())
    services = Services(home=Home(tmp_path / "home"))
    access = SalesforceAccess("production", "https://login.example.invalid", "3MVG9")
    services.profiles.save(
        Profile("i", "old", SansanAccess("Key"), access, ACCOUNT, CardChoice(), ADMIN, (), "package")
    )
    backend = ServicesBackend(services)
    services.scheduler.set("old", DAILY)
    return backend


def test_it_goes_along_with_a_new_name(backend: ServicesBackend) -> None:
    backend.rename("old", "new", Control())
    assert backend.schedule_of("old") is None
    assert backend.schedule_of("new") == DAILY


def test_it_ends_with_the_connection(backend: ServicesBackend) -> None:
    backend.disconnect("old", Control())
    assert backend.schedule_of("old") is None
