"""Writes a picture of every page in both languages: ``make screenshots``. Not part of the suite."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import World
from wizard.flow.steps import IDS
from wizard.gui.shell import Shell
from wizard.words import LANGUAGES, Lang

FOLDER = Path(os.environ.get("SCREENSHOTS", "build/screenshots"))


def take(shell: Shell, name: str, lang: Lang) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    assert shell.grab().save(str(FOLDER / f"{name}-{lang}.png"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("step", [step for step in IDS if step not in ("transfer", "finished")])
def test_picture_of_a_page(qtbot: QtBot, open_window: Callable[..., Shell], step: str, lang: Lang) -> None:
    person = Person(qtbot, open_window(lang))
    person.open(step)
    person.until(lambda: not person.shell.jobs.busy)
    take(person.shell, f"{IDS.index(step) + 1:02}-{step}", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pictures_of_a_transfer(qtbot: QtBot, open_window: Callable[..., Shell], world: World, lang: Lang) -> None:
    world.hold.clear()
    person = Person(qtbot, open_window(lang))
    person.open("review")
    person.click("button-save-and-transfer")
    person.until_page("transfer")
    person.until(lambda: "100" in person.text("text-numbers"))
    take(person.shell, "10-transfer", lang)
    world.hold.set()
    person.until_page("finished")
    take(person.shell, "11-finished", lang)
