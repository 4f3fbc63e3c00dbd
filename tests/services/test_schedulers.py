"""What is written for launchd and Windows' Task Scheduler holds what their documentation asks for, and is read back.

Neither was tried on its own system yet.
"""

from __future__ import annotations

import plistlib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.domain.schedule import Schedule, clock
from wizard.services.home import Home
from wizard.services.schedulers import launchd, systemd, task_scheduler

SCHEDULES = [Schedule("hourly"), Schedule("daily", 6, 30), Schedule("weekly", 23, 5, "sun"), Schedule("weekly", 0, 0)]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.mark.parametrize("schedule", SCHEDULES, ids=str)
def test_every_format_gives_back_what_was_written(schedule: Schedule) -> None:
    agent = plistlib.loads(plistlib.dumps(launchd.agent("production", schedule)))
    assert launchd.parse(agent) == schedule
    assert task_scheduler.parse(task_scheduler.task("production", schedule)) == schedule
    assert systemd.parse(systemd.timer("production", schedule), Path("x.timer")) == schedule


def test_two_homes_may_use_one_name_of_a_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SANSAN_SALESFORCE_HOME", raising=False)
    names = {launchd.label("production")}
    for home in ("/a", "/b"):
        monkeypatch.setenv("SANSAN_SALESFORCE_HOME", home)
        names.add(launchd.label("production"))
    assert len(names) == 3


def test_launchd_counts_sunday_as_the_seventh_day() -> None:
    when = launchd.agent("p", Schedule("weekly", 23, 5, "sun"))["StartCalendarInterval"]
    assert when == {"Weekday": 7, "Hour": 23, "Minute": 5}


def test_launchd_starts_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANSAN_SALESFORCE_HOME", "/data")
    monkeypatch.setenv("SANSAN_API_KEY", "secret")
    agent = launchd.agent("production", Schedule("hourly"))
    assert agent["ProgramArguments"][-4:] == ["schedule", "--run", "--profile", "production"]
    assert agent["EnvironmentVariables"]["SANSAN_SALESFORCE_HOME"] == "/data"
    assert "secret" not in str(agent)


def test_a_missed_run_is_made_up_on_windows_and_no_second_one_is_begun() -> None:
    root = ET.fromstring(task_scheduler.task("production", Schedule("daily", 6, 30)))
    settings = {element.tag.removeprefix(TASK): element.text for element in root.find(f"{TASK}Settings") or ()}
    assert settings["StartWhenAvailable"] == "true"
    assert settings["MultipleInstancesPolicy"] == "IgnoreNew"
    sections = [element.tag.removeprefix(TASK) for element in root]
    assert sections == ["RegistrationInfo", "Triggers", "Settings", "Actions"]  # the schema's order


def test_a_task_is_utf_16_with_its_mark() -> None:
    assert task_scheduler.task("production", Schedule("hourly"))[:2] in (b"\xff\xfe", b"\xfe\xff")


def test_what_systemd_would_read_into_a_command_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANSAN_SALESFORCE_HOME", '/da ta/100%/"x"\\')
    assert 'Environment="SANSAN_SALESFORCE_HOME=/da ta/100%%/\\"x\\"\\\\"\n' in systemd.service("production")


@pytest.mark.parametrize("damaged", [b"", b"<plist", plistlib.dumps({"Label": "x"})])
def test_a_damaged_agent_or_task_is_named(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "sansan-salesforce-p.plist").write_bytes(damaged)
    folder = Home(tmp_path).folder("p")
    (folder / "schedule.xml").write_bytes(damaged)
    for scheduler in (launchd.Launchd(tmp_path), task_scheduler.TaskScheduler(Home(tmp_path))):
        with pytest.raises(SetupMustChange) as refused:
            scheduler.get("p")
        assert refused.value.code == "schedule_by_hand"


@pytest.mark.parametrize("kind", ["launchd", "task_scheduler"])
def test_without_its_tool_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    made = {"launchd": launchd.Launchd(tmp_path), "task_scheduler": task_scheduler.TaskScheduler(Home(tmp_path))}
    with pytest.raises(SetupMustChange) as refused:
        made[kind].set("p", Schedule("hourly"))
    assert refused.value.code == "scheduler_refused"
    assert made[kind].get("p") is None


@pytest.mark.parametrize("text", ["6:30", "06:30", "23:59", "0:00"])
def test_times_of_day(text: str) -> None:
    assert Schedule("daily", *clock(text)).time == f"{text:0>5}"


@pytest.mark.parametrize("text", ["24:00", "6", "6:3", "06:60", "", "06:30\n", "٦:30"])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError):
        clock(text)
