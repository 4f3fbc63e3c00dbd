"""Names, keyboard and step list of the whole window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import KEY, World
from tests.journeys.people import KEY as CONSUMER_KEY
from wizard.flow.steps import IDS
from wizard.gui.shell import Shell

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar)
DEMO = {"api_key": KEY, "consumer_key": CONSUMER_KEY, "username": "admin@example.com", "password": "pw"}


def controls(shell: Shell) -> list[QWidget]:
    found = [widget for widget in shell.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    return [widget for widget in found if not _qts_own(widget)]


def _qts_own(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another control."""
    parents = []
    parent = widget.parent()
    while parent is not None:
        parents.append(parent)
        parent = parent.parent()
    inside = any(isinstance(p, CONTROLS) or p.metaObject().className() == "QComboBoxPrivateContainer" for p in parents)
    return inside or widget.objectName().startswith("qt_")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_control_has_a_name_for_programs_and_for_people(
    open_window: Callable[..., Shell], qtbot: QtBot, lang: str
) -> None:
    shell = open_window(lang, DEMO)
    person = Person(qtbot, shell)
    nameless: set[str] = set()
    for step in IDS:
        person.open(step)
        for widget in controls(shell):
            if widget.isVisible() and not (widget.objectName() and widget.accessibleName()):
                nameless.add(f"{step}: {type(widget).__name__} {widget.objectName()} in {widget.parent()}")
        person.until(lambda: not shell.jobs.busy)
    assert nameless == set()


def test_the_demo_says_so_everywhere(open_window: Callable[..., Shell], qtbot: QtBot) -> None:
    person = Person(qtbot, open_window("en", DEMO))
    for step in IDS[:9]:
        person.open(step)
        assert person.shell.windowTitle().startswith("Demo – ")
    assert person.text("text-demo-api-key") == KEY
    person.click("button-copy-demo-consumer-key")
    assert person.shell.screen() is not None
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.clipboard().text() == CONSUMER_KEY


def test_the_window_is_walked_by_keyboard_alone(person: Person, world: World, qtbot: QtBot) -> None:
    person.until_page("prepare")
    person.press(Qt.Key.Key_Return)
    person.until_page("sansan")
    qtbot.keyClicks(person.shell.focusWidget(), KEY)
    person.press(Qt.Key.Key_Return)
    person.until_enabled("button-next")
    person.press(Qt.Key.Key_Return)
    person.until_page("environment")
    person.press(Qt.Key.Key_Tab)
    qtbot.keyClicks(person.shell.focusWidget(), CONSUMER_KEY)
    person.press(Qt.Key.Key_Return)
    person.until_page("sign-in")


def test_a_reached_step_opens_from_the_list_by_mouse_and_keyboard(person: Person, qtbot: QtBot) -> None:
    person.open("connection")
    steps = person.find("step-list")
    assert isinstance(steps, QListView)
    _click(steps, steps.model().index(1, 0), qtbot)
    person.until_page("sansan")
    steps.setFocus()
    qtbot.keyClick(steps, Qt.Key.Key_Down)
    qtbot.keyClick(steps, Qt.Key.Key_Return)
    person.until_page("environment")
    _click(steps, steps.model().index(8, 0), qtbot)
    assert person.shell.page.step == "environment"


def test_the_step_list_says_each_state_in_words(person: Person) -> None:
    person.open("sansan-user")
    steps = person.find("step-list")
    assert isinstance(steps, QListView)
    said = [steps.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(len(IDS))]
    assert said[0] == "1/11 Before you start, Done"
    assert said[5] == "6/11 Select integration user, You are here"
    assert said[6] == "7/11 Check and set recipients, To do"


def _click(view: QListView, index: QModelIndex, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
