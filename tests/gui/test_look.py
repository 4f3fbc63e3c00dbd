"""Every page and state, as it is drawn: nothing cut off, overlapping, out of line or too pale."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui import seeing
from tests.gui.conftest import end
from tests.gui.person import Person
from tests.gui.scenes import SCENES
from tests.gui.world import World
from wizard.gui.colours import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.gui.theme import Look
from wizard.words import LANGUAGES, Lang

SCREEN = (1280, 690)  # what 1280 × 720 leaves below a window's title
LOOKS = {"light": LIGHT, "dark": DARK, "high light": HIGH_LIGHT, "high dark": HIGH_DARK}


@pytest.fixture
def font(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[float]:
    """The system's font, larger by a factor."""
    usual, larger = qapp.font(), QFont(qapp.font())
    larger.setPointSizeF(usual.pointSizeF() * request.param)
    qapp.setFont(larger)
    yield request.param
    qapp.setFont(usual)


@pytest.fixture
def faults(qtbot: QtBot, languages: Languages) -> Iterator[Callable[..., list[str]]]:
    """Look at every scene, each in a window and a world of its own; return what is wrong."""

    def look(lang: Lang, *looks: Callable[[Shell], list[str]]) -> list[str]:
        languages.use(lang)
        found = []
        for name, lead in SCENES.items():
            world = World()
            shell = Shell(world, languages, None, world.opened.append)
            shell.resize(*SCREEN)
            shell.show()
            shell.start()
            qtbot.waitUntil(lambda shell=shell: not shell.jobs.busy and shell.shown_page() is shell.page)
            lead(Person(qtbot, shell), world)
            for _ in range(3):
                QApplication.processEvents()
            found += [f"{name}: {fault}" for see in looks for fault in see(shell)]
            world.hold.set()
            end(qtbot, shell)
        return found

    yield look
    languages.use("en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("font", [1.0, 1.5, 2.0], indirect=True, ids=["100%", "150%", "200%"])
def test_nothing_is_cut_off_overlaps_or_is_out_of_line(
    font: float, faults: Callable[..., list[str]], lang: Lang
) -> None:
    found = faults(lang, seeing.cut_off, seeing.overlapping, seeing.uneven)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_is_too_pale(look: Look, faults: Callable[..., list[str]], name: str) -> None:
    look.wear(LOOKS[name])
    try:
        found = faults("en", seeing.too_pale)
    finally:
        look.wear(LIGHT)
    assert not found, "\n".join(found)
