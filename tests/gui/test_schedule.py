"""The last page sets, changes and removes the recurring transfer."""

from __future__ import annotations

import argparse

import keyring
import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QTimeEdit

from tests.gui.person import Person
from tests.gui.world import World
from wizard.cli import demo
from wizard.cli.console import Console
from wizard.domain.errors import SetupMustChange
from wizard.domain.schedule import Schedule
from wizard.gui.schedule import usual
from wizard.services.schedulers.memory import MemoryScheduler
from wizard.wiring import Services


@pytest.fixture
def at_the_end(person: Person) -> Person:
    person.open("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")
    person.until_enabled("button-set-schedule")
    return person


def choose(person: Person, name: str, data: str) -> None:
    box = person.find(name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(data))


def apply(person: Person) -> None:
    person.click("button-set-schedule")
    person.until_enabled("button-set-schedule")


def test_a_weekly_transfer_is_set_changed_and_removed(at_the_end: Person, world: World) -> None:
    person = at_the_end
    assert person.text("text-schedule") == "Automatic transfers are off."
    choose(person, "choice-schedule", "weekly")
    choose(person, "choice-schedule-day", "sun")
    time = person.find("input-schedule-time")
    assert isinstance(time, QTimeEdit)
    time.setTime(QTime(23, 5))
    apply(person)
    assert world.schedules == {"production": Schedule("weekly", 23, 5, "sun")}
    assert person.text("text-schedule") == "Automatic transfers are on: every Sunday at 23:05."
    choose(person, "choice-schedule", "hourly")
    assert not time.isVisible()
    apply(person)
    assert world.schedules == {"production": Schedule("hourly")}
    choose(person, "choice-schedule", "")
    apply(person)
    assert world.schedules == {}


def test_what_is_set_is_shown(person: Person, world: World) -> None:
    world.schedules["production"] = Schedule("daily", 7, 15)
    person.open("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")
    person.until(lambda: person.text("text-schedule") == "Automatic transfers are on: every day at 07:15.")


def test_how_often_everything_is_compared_stays_as_it_was_set(at_the_end: Person, world: World) -> None:
    person = at_the_end
    world.schedules["production"] = Schedule("daily", 7, 15, full="never")
    person.open("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")
    person.until(lambda: person.text("text-schedule") == "Automatic transfers are on: every day at 07:15.")
    choose(person, "choice-schedule", "hourly")
    apply(person)
    assert world.schedules["production"].full == "never"


def test_a_scheduler_that_refuses_is_said_in_place(at_the_end: Person, world: World) -> None:
    person = at_the_end
    world.trouble["set_schedule"] = SetupMustChange("scheduler_refused", tool="systemctl", detail="No bus.")
    choose(person, "choice-schedule", "hourly")
    apply(person)
    assert "`systemctl` is not available" in person.text("text-schedule")


def test_the_demo_leaves_the_systems_scheduler_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    services = Services()
    seen: list[object] = []
    monkeypatch.setattr(demo, "has_screen", lambda: True)
    monkeypatch.setattr(demo, "open_window", lambda _console, s, _ready: seen.append(s.scheduler) or 0)
    before = keyring.get_keyring()
    try:
        assert demo.run(argparse.Namespace(), Console("en", False), services) == 0
    finally:
        keyring.set_keyring(before)
    assert [type(scheduler) for scheduler in seen] == [MemoryScheduler]


def test_a_schedule_that_the_system_switched_off_is_not_shown_as_on(at_the_end: Person, world: World) -> None:
    person = at_the_end
    world.schedules["production"] = Schedule("daily", 7, 15, active=False)
    person.open("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")
    person.until(lambda: "(every day at 07:15) are switched off" in person.text("text-schedule"))
    apply(person)
    assert world.schedules["production"].active


def test_where_runs_need_a_person_who_is_signed_in_office_hours_are_offered() -> None:
    assert usual("win32") == usual("darwin") == Schedule("daily", 10, 30)
    assert usual("linux") == Schedule("daily", 6, 30)
