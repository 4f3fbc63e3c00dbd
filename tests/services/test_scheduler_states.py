"""A schedule is what the system says: switched off, deleted or refused there is never shown as on, nor kept as off.

launchd and the Task Scheduler are stood in for by programs that keep their state (``tests/support/bin``).
"""

from __future__ import annotations

import os
import plistlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.domain.ports import Scheduler
from wizard.domain.schedule import Schedule
from wizard.services.home import Home
from wizard.services.schedulers import job
from wizard.services.schedulers.launchd import Launchd, label
from wizard.services.schedulers.systemd import Systemd
from wizard.services.schedulers.task_scheduler import TaskScheduler
from wizard.services.schedulers.variables import set_variables

pytestmark = pytest.mark.posix("schedulers stood in for by scripts")

BIN = Path(__file__).parents[1] / "support" / "bin"
DAILY, WEEKLY = Schedule("daily", 6, 30, lang="ja"), Schedule("weekly", 7, 0, "fri")


@dataclass
class Place:
    """Where one scheduler keeps what it knows."""

    scheduler: Scheduler
    state: Path
    file: Path
    patch: pytest.MonkeyPatch

    def refuse(self) -> None:
        (self.state / "refuse").touch()
        self.patch.setenv("SYSTEMCTL_REFUSES", "1")

    def switch_off(self) -> None:
        (self.state / f"{label('p')}.disabled").touch()
        self.patch.setenv("SYSTEMCTL_STATE", "disabled")
        task = self.state / f"{job.name('p')}.xml"
        if task.exists():
            text = task.read_bytes().decode("utf-16")
            task.write_bytes(
                text.replace("<Enabled>true</Enabled><Exec", "<Enabled>false</Enabled><Exec").encode("utf-16")
            )


@pytest.fixture(params=["launchd", "task_scheduler", "systemd"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    state, folder = tmp_path / "state", tmp_path / "folder"
    state.mkdir()
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
    for name in job.variables():
        monkeypatch.delenv(name)
    for name in ("LAUNCHCTL_STATE", "SCHTASKS_STATE"):
        monkeypatch.setenv(name, str(state))
    monkeypatch.setenv("SYSTEMCTL_LOG", str(state / "log"))
    made: dict[str, tuple[Scheduler, Path]] = {
        "launchd": (Launchd(folder, pause=lambda _seconds: None), folder / f"{label('p')}.plist"),
        "task_scheduler": (TaskScheduler(Home(folder)), folder / "profiles" / "p" / "schedule.xml"),
        "systemd": (Systemd(folder), folder / f"{job.name('p')}.timer"),
    }
    scheduler, file = made[request.param]
    return Place(scheduler, state, file, monkeypatch)


def test_it_is_set_changed_set_twice_and_removed(place: Place) -> None:
    scheduler = place.scheduler
    assert scheduler.get("p") is None
    for schedule in (DAILY, DAILY, WEEKLY):
        scheduler.set("p", schedule)
        found = scheduler.get("p")
        assert found == schedule
        assert found.active
        assert found.lang == schedule.lang
    scheduler.remove("p")
    assert scheduler.get("p") is None
    assert not place.file.exists()
    scheduler.remove("p")


def test_switched_off_in_the_system_is_said_and_setting_it_again_turns_it_on(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    place.switch_off()
    found = place.scheduler.get("p")
    assert found == DAILY
    assert not found.active
    place.patch.delenv("SYSTEMCTL_STATE")
    place.scheduler.set("p", DAILY)
    again = place.scheduler.get("p")
    assert again
    assert again.active


def test_what_the_system_refuses_leaves_the_earlier_schedule(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    place.refuse()
    with pytest.raises(SetupMustChange) as refused:
        place.scheduler.set("p", WEEKLY)
    assert refused.value.code == "scheduler_refused"
    place.patch.delenv("SYSTEMCTL_REFUSES")
    (place.state / "refuse").unlink()
    assert place.scheduler.get("p") == DAILY


def test_what_the_system_refuses_at_first_leaves_nothing(place: Place) -> None:
    place.refuse()
    with pytest.raises(SetupMustChange):
        place.scheduler.set("p", DAILY)
    assert not place.file.exists()


def test_without_its_tool_nothing_is_left(place: Place, tmp_path: Path) -> None:
    place.patch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupMustChange) as refused:
        place.scheduler.set("p", DAILY)
    assert refused.value.code == "scheduler_refused"
    assert not place.file.exists()


def test_a_moved_program_is_found_again(place: Place) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.executable", "/gone/sansan-salesforce")
        place.scheduler.set("p", DAILY)
    assert "/gone/" in everything(place)
    assert place.scheduler.repair("p")
    assert "/gone/" not in everything(place)
    assert place.scheduler.get("p") == DAILY
    assert not place.scheduler.repair("p")


def test_one_that_was_switched_off_is_not_turned_on_by_the_repair(place: Place) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.executable", "/gone/sansan-salesforce")
        place.scheduler.set("p", DAILY)
    place.switch_off()
    assert not place.scheduler.repair("p")
    assert "/gone/" in everything(place)


def test_a_damaged_file_is_named_and_may_be_set_again(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    for file in (place.file, place.state / f"{job.name('p')}.xml"):
        file.write_bytes("<Task/>".encode("utf-16") if file.suffix == ".xml" else b"<plist")
    with pytest.raises(SetupMustChange) as refused:
        place.scheduler.get("p")
    assert refused.value.code == "schedule_by_hand"
    place.scheduler.set("p", WEEKLY)
    assert place.scheduler.get("p") == WEEKLY


@pytest.mark.parametrize("place", ["launchd"], indirect=True)
def test_an_agent_is_neither_replaced_nor_removed_while_it_transfers(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    (place.state / f"{label('p')}.running").touch()
    for act in (lambda: place.scheduler.set("p", WEEKLY), lambda: place.scheduler.remove("p")):
        with pytest.raises(Interrupted) as busy:
            act()
        assert busy.value.code == "busy"
    assert place.scheduler.get("p") == DAILY
    assert (place.state / f"{label('p')}.loaded").exists()


@pytest.mark.parametrize("place", ["launchd"], indirect=True)
def test_an_agent_that_launchd_does_not_know_is_not_on(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    (place.state / f"{label('p')}.loaded").unlink()  # switched off in Login Items
    found = place.scheduler.get("p")
    assert found
    assert not found.active
    assert plistlib.loads(place.file.read_bytes())["StartCalendarInterval"] == {"Hour": 6, "Minute": 30}


@pytest.mark.parametrize("place", ["task_scheduler"], indirect=True)
def test_a_task_deleted_in_the_system_is_gone_whatever_our_file_says(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    (place.state / f"{job.name('p')}.xml").unlink()
    assert place.file.exists()
    assert place.scheduler.get("p") is None


@pytest.mark.parametrize("place", ["task_scheduler"], indirect=True)
def test_a_task_that_stays_is_not_off(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    (place.state / "keep").touch()
    with pytest.raises(SetupMustChange):
        place.scheduler.remove("p")
    assert place.scheduler.get("p") == DAILY


@pytest.mark.parametrize("place", ["systemd"], indirect=True)
def test_a_timer_that_cannot_be_stopped_is_not_off(place: Place) -> None:
    place.scheduler.set("p", DAILY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SYSTEMCTL_REFUSES", "1")
        with pytest.raises(SetupMustChange):
            place.scheduler.remove("p")
    assert place.scheduler.get("p") == DAILY


@pytest.mark.parametrize("place", ["task_scheduler"], indirect=True)
def test_where_a_start_at_sign_in_needs_an_administrator_the_rest_is_set(place: Place) -> None:
    (place.state / "no-sign-in").touch()
    place.scheduler.set("p", DAILY)
    assert place.scheduler.get("p") == DAILY
    assert "LogonTrigger" not in everything(place)


@pytest.mark.parametrize("place", ["task_scheduler"], indirect=True)
def test_a_task_gets_the_variables_that_were_set(place: Place) -> None:
    place.patch.setenv("SANSAN_API_URL", "http://127.0.0.1:9")
    place.scheduler.set("p", DAILY)
    file = place.file.with_name("schedule-variables.json")
    assert f"--variables {file}" in everything(place)
    place.patch.delenv("SANSAN_API_URL")
    set_variables(str(file))
    assert os.environ["SANSAN_API_URL"] == "http://127.0.0.1:9"
    place.patch.delenv("SANSAN_API_URL")
    place.scheduler.set("p", DAILY)
    assert not file.exists()
    with pytest.raises(SetupMustChange):
        set_variables(str(file))


def everything(place: Place) -> str:
    """Return what was written for the scheduler."""
    files = [file for file in (place.file, place.file.with_suffix(".service")) if file.exists()]
    return "".join(file.read_bytes().replace(b"\0", b"").decode("utf-8", "replace") for file in files)
