"""Where the person wants stillness, nothing moves in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.scenes import SCENES
from tests.gui.world import World
from wizard.gui.motion import keep_still
from wizard.gui.shell import Shell

BUSY = {
    "10-transfer-busy": "text-transfer-state",
    "12-home-busy": "text-home-work",
    "13-preview-busy": "text-preview",
}


@pytest.fixture
def set_still() -> Iterator[Callable[..., None]]:
    yield keep_still
    keep_still(still=False)


@pytest.mark.parametrize("still", [True, False])
@pytest.mark.parametrize("name", BUSY)
def test_a_busy_bar_moves_unless_stillness_is_wanted(
    qtbot: QtBot,
    open_window: Callable[..., Shell],
    world: World,
    set_still: Callable[..., None],
    name: str,
    still: bool,
) -> None:
    set_still(still=still)
    person = Person(qtbot, open_window())
    SCENES[name](person, world)
    bars = [bar for bar in person.shell.findChildren(QProgressBar) if bar.isVisible()]
    assert [bar.maximum() > 0 for bar in bars] == [still]  # of no length, it runs to and fro
    assert person.text(BUSY[name])
    world.hold.set()


@pytest.mark.parametrize("wait", ["progress-recipients", "own-browser-busy"])
def test_bars_made_before_they_are_seen_stand_still_too(
    open_window: Callable[..., Shell], set_still: Callable[..., None], wait: str
) -> None:
    set_still(still=True)
    shell = open_window()
    assert all(shell.pages.values())  # each is made when it is asked for
    bar = shell.findChild(QProgressBar, wait)
    assert bar is not None
    assert bar.maximum() > 0


def test_menus_lists_and_hints_open_at_once(set_still: Callable[..., None]) -> None:
    set_still(still=True)
    effects = (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_FadeTooltip)
    assert not any(QApplication.isEffectEnabled(effect) for effect in effects)
