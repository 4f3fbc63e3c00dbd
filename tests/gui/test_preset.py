"""What the administrator of the computer has set is filled in, and cannot be changed in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import KEY, walk
from wizard.application.preset import Preset
from wizard.domain.errors import SetupMustChange
from wizard.domain.fieldmap import Options
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Environment
from wizard.flow.journey import for_changes
from wizard.flow.resume import dump
from wizard.gui.shell import Shell

OTHER = "3MVG9" + "b" * 80
CARDS = CardChoice(("hr@example.com",), "2020-01-01", Options(memo=False))
PRESET = Preset(Environment("custom", "https://x.my.salesforce.com", OTHER), CARDS, "/etc/preset.toml")
SENTENCE = "Set by your administrator (/etc/preset.toml)."
CHOICES = ("choice-production", "choice-sandbox", "choice-custom")
Open = Callable[..., Shell]


@pytest.fixture
def preset(world: World) -> Preset:
    world.preset = PRESET
    return PRESET


def at_environment(qtbot: QtBot, shell: Shell) -> Person:
    """A new set-up, begun as anybody does, at the page of the environment."""
    person = Person(qtbot, shell)
    person.until_page("prepare")
    person.next()
    person.paste("input-api-key", "a" * 32)
    person.click("button-test-key")
    person.next()
    person.until_page("environment")
    return person


def is_free(person: Person) -> bool:
    fields = [person.find(name) for name in ("input-domain", "input-consumer-key")]
    writable = not any(field.isReadOnly() for field in fields if isinstance(field, QLineEdit))
    described = any(person.find(name).accessibleDescription() for name in CHOICES)
    choosable = all(person.find(name).isEnabled() for name in CHOICES)
    return writable and choosable and not described and person.find("drop-set-up").isVisible()


def test_it_is_shown_and_cannot_be_changed(qtbot: QtBot, open_window: Open, preset: Preset) -> None:
    person = at_environment(qtbot, open_window())
    assert person.text("summary-environment") == SENTENCE
    custom = person.find("choice-custom")
    assert isinstance(custom, QAbstractButton)
    assert custom.isChecked()
    for name in CHOICES:
        assert not person.find(name).isEnabled()
        assert person.find(name).accessibleDescription() == SENTENCE
    for name, value in (("input-domain", preset.environment.domain), ("input-consumer-key", OTHER)):
        field = person.find(name)
        field.setFocus()
        qtbot.keyClicks(field, "x")
        assert person.text(name) == value
        assert field.accessibleDescription() == SENTENCE
    assert not person.find("drop-set-up").isVisible()
    assert not person.find("button-app-guide").isVisible()


def test_one_goes_on_with_it_at_once_and_reads_the_reason_first(
    qtbot: QtBot, open_window: Open, preset: Preset
) -> None:
    person = at_environment(qtbot, open_window())
    focused = person.shell.focusWidget()
    assert focused is not None
    assert focused.accessibleDescription() == SENTENCE
    person.press(Qt.Key.Key_Return)
    person.until_page("sign-in")
    assert person.shell.journey is not None
    answers = person.shell.journey.answers
    assert (answers.environment, answers.cards) == (preset.environment, CARDS)


def test_it_is_said_in_japanese_too(qtbot: QtBot, open_window: Open, preset: Preset) -> None:
    person = at_environment(qtbot, open_window("ja"))
    words = person.text("summary-environment")
    assert "管理者" in words
    assert preset.file in words
    assert person.find("choice-sandbox").accessibleDescription() == words


def test_without_one_all_is_free(qtbot: QtBot, open_window: Open) -> None:
    assert is_free(at_environment(qtbot, open_window()))


def test_nothing_is_left_of_a_set_up_in_which_nothing_was_answered(
    qtbot: QtBot, open_window: Open, world: World, preset: Preset
) -> None:
    person = Person(qtbot, open_window())
    person.until_page("prepare")
    person.next()
    person.until_page("sansan")
    person.until(lambda: not person.shell.jobs.busy)
    assert world.draft == ""


def test_a_set_up_that_was_left_goes_on_in_the_administrators_environment(
    qtbot: QtBot, open_window: Open, world: World, preset: Preset
) -> None:
    world.draft = dump(walk("recipients"))
    person = Person(qtbot, open_window())
    person.click("button-resume-draft")
    person.until_page("sign-in")
    person.click("button-back")
    person.until_page("environment")
    assert person.text("summary-environment") == SENTENCE
    assert person.text("input-consumer-key") == OTHER


def test_what_was_answered_under_it_is_kept(qtbot: QtBot, open_window: Open, world: World, preset: Preset) -> None:
    journey = walk("recipients")
    world.draft = dump(replace(journey, answers=replace(journey.answers, environment=preset.environment)))
    person = Person(qtbot, open_window())
    person.click("button-resume-draft")
    person.until_page("recipients")


def test_changes_of_a_saved_set_up_that_were_left_stay_in_its_environment(
    qtbot: QtBot, open_window: Open, world: World, preset: Preset
) -> None:
    world.profiles["old"] = replace(walk("transfer").answers, profile="old")
    world.draft = dump(for_changes(world.profiles["old"]))
    person = Person(qtbot, open_window())
    person.click("button-resume-draft")
    person.until_page("review")
    assert person.shell.journey is not None
    assert person.shell.journey.answers.environment == world.profiles["old"].environment


def test_a_saved_set_up_with_another_environment_keeps_it(
    qtbot: QtBot, open_window: Open, world: World, preset: Preset
) -> None:
    world.profiles["old"] = replace(walk("transfer").answers, profile="old")
    person = Person(qtbot, open_window())
    person.click("button-change-old")
    person.until_page("review")
    person.shell.jump("environment")
    person.until_page("environment")
    assert person.text("input-consumer-key") == KEY
    assert is_free(person)


def test_a_preset_placed_or_taken_away_counts_from_the_next_set_up_on(
    qtbot: QtBot, open_window: Open, world: World
) -> None:
    world.profiles["old"] = replace(walk("transfer").answers, profile="old")
    person = Person(qtbot, open_window())

    def begin_anew() -> None:
        person.until(lambda: not person.shell.jobs.busy)
        person.click("button-new-set-up")
        at_environment(qtbot, person.shell)

    begin_anew()
    person.choose("choice-custom")
    person.paste("input-domain", PRESET.environment.domain)
    person.paste("input-consumer-key", OTHER)
    person.next()
    person.until_page("sign-in")
    person.click("button-back")
    person.until_page("environment")
    person.paste("input-consumer-key", "half a ke")
    world.preset = PRESET
    person.shell.go_home()
    person.until_page("home")
    begin_anew()
    assert person.text("input-consumer-key") == OTHER
    assert not is_free(person)
    world.preset = None
    person.shell.go_home()
    person.until_page("home")
    begin_anew()
    assert is_free(person)


def test_a_damaged_one_is_said_once_and_nothing_is_locked(qtbot: QtBot, open_window: Open, world: World) -> None:
    world.preset_trouble = SetupMustChange("preset_unusable", said="Line 3.")
    person = Person(qtbot, open_window())
    assert "Tell the administrator" in person.message
    assert "Line 3." in person.message
    assert is_free(at_environment(qtbot, person.shell))
    person.shell.journey = None
    person.shell.start()
    person.until_page("home")
    assert person.message == ""
