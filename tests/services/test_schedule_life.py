"""A schedule lives with its set-up: it goes along with a new name, and ends when the set-up is disconnected."""

from __future__ import annotations

import os
from pathlib import Path

import keyring
import pytest

from tests.journeys.people import ACCOUNT, ADMIN
from wizard.app.runner import Runner
from wizard.application.disconnect import Disconnect
from wizard.application.saving import RenameSetup
from wizard.application.schedule import ReadSchedule
from wizard.domain.profile import CardChoice, Profile, SalesforceAccess, SansanAccess
from wizard.domain.schedule import Schedule
from wizard.services.home import Home
from wizard.services.memory_keyring import MemoryKeyring
from wizard.wiring import Services

pytestmark = pytest.mark.posix("systemctl stood in for by a script")

BIN = Path(__file__).parents[1] / "support" / "bin"
DAILY = Schedule("daily", 6, 30)


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
    monkeypatch.setenv("SYSTEMCTL_LOG", str(tmp_path / "systemctl.log"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(keyring.core, "_keyring_backend", MemoryKeyring())
    services = Services(home=Home(tmp_path / "home"))
    access = SalesforceAccess("production", "https://login.example.invalid", "3MVG9")
    services.profiles.save(
        Profile("i", "old", SansanAccess("Key"), access, ACCOUNT, CardChoice(), ADMIN, (), "package")
    )
    runner = Runner(services)
    services.scheduler.set("old", DAILY)
    return runner


def test_it_goes_along_with_a_new_name(runner: Runner) -> None:
    runner(RenameSetup("old", "new"))
    assert runner(ReadSchedule("old")).schedule is None
    assert runner(ReadSchedule("new")).schedule == DAILY


def test_it_ends_with_the_connection(runner: Runner) -> None:
    runner(Disconnect("old"))
    assert runner(ReadSchedule("old")).schedule is None
