"""Writes a picture of every page and state, light and dark, in both languages: ``make screenshots``.

Not part of the suite. The scale is that of QT_SCALE_FACTOR.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.scenes import SCENES
from tests.gui.world import World
from wizard.gui.colours import DARK, LIGHT
from wizard.gui.shell import Shell
from wizard.gui.theme import Look
from wizard.words import LANGUAGES, Lang

FOLDER = Path(os.environ.get("SCREENSHOTS", "build/screenshots"))
SCALE = round(100 * float(os.environ.get("QT_SCALE_FACTOR", "1")))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_pictures_of_a_scene(
    qtbot: QtBot, open_window: Callable[..., Shell], world: World, look: Look, name: str, lang: Lang
) -> None:
    person = Person(qtbot, open_window(lang))
    SCENES[name](person, world)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for colours, said in ((DARK, "dark"), (LIGHT, "light")):
        look.wear(colours)
        for _ in range(3):
            QApplication.processEvents()  # lets the layouts settle
        assert person.shell.grab().save(str(FOLDER / f"{name}-{lang}-{said}-{SCALE}.png"))
    world.hold.set()
