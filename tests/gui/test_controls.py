"""Names, keyboard and step list of the whole window."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

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
    enter = Qt.Key.Key_Return
    person.until_page("prepare")
    person.press(enter)
    person.until_page("sansan")
    qtbot.keyClicks(person.shell.focusWidget(), KEY)
    person.press(enter)
    person.until_enabled("button-next")
    person.press(enter)
    person.until_page("environment")
    tab_to(person, "input-consumer-key")
    qtbot.keyClicks(person.shell.focusWidget(), CONSUMER_KEY)
    person.press(enter)
    person.until_page("sign-in")
    person.until(lambda: person.find("button-own-browser").hasFocus())
    person.press(Qt.Key.Key_Space)
    for page in ("connection", "sansan-user", "recipients"):
        person.until_page(page)
        person.until_enabled("button-next")
        person.until(lambda: not person.shell.jobs.busy)
        person.press(enter)
    person.until(lambda: person.text("button-next") == "Yes, go on")
    tab_to(person, "button-next")
    person.press(enter)
    person.until_page("permission-set")
    person.until_enabled("button-assign-permission-set")
    tab_to(person, "button-assign-permission-set")
    person.press(Qt.Key.Key_Space)
    person.until_enabled("button-next")
    tab_to(person, "button-next")
    person.press(enter)
    person.until_page("review")
    person.press(enter)
    person.until_page("finished")
    person.press(enter)
    person.until_page("home")
    assert world.profiles


def test_keys_go_back_and_on_from_wherever_the_focus_is(person: Person) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    person.open("sansan-user")
    person.until_enabled("button-next")
    person.qtbot.keyClick(person.find("step-list"), Qt.Key.Key_Left, alt)
    person.until_page("connection")
    person.until_enabled("button-next")
    person.qtbot.keyClick(person.find("step-list"), Qt.Key.Key_Right, alt)
    person.until_page("sansan-user")
    person.open("review")  # where no Next is to be seen
    person.qtbot.keyClick(person.find("step-list"), Qt.Key.Key_Right, alt)
    person.until_page("review")


@pytest.mark.parametrize(("lang", "on"), [("en", Qt.Key.Key_G), ("ja", Qt.Key.Key_N)])  # Go to set up
def test_alt_and_the_marked_letter_press_a_button(
    qtbot: QtBot, open_window: Callable[..., Shell], lang: str, on: Qt.Key
) -> None:
    person = Person(qtbot, open_window(lang))
    person.open("sansan-user")
    person.until_enabled("button-next")
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(person.find("step-list"), Qt.Key.Key_B, alt)
    person.until_page("connection")
    person.until_enabled("button-next")
    qtbot.keyClick(person.find("step-list"), on, alt)
    person.until_page("sansan-user")
    qtbot.keyClick(person.find("step-list"), Qt.Key.Key_H, alt)
    person.until(lambda: person.find("text-help").isVisible())


def tab_to(person: Person, name: str) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(40):
        focused = person.shell.focusWidget()
        if focused and focused.objectName() == name:
            return
        person.press(Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by Tab")


@pytest.mark.parametrize("step", [step for step in IDS if step not in ("sign-in", "transfer")])
def test_tab_goes_through_a_page_in_reading_order_and_round(person: Person, step: str) -> None:
    person.open(step)
    person.until(lambda: not person.shell.jobs.busy)
    met: list[QWidget] = []
    for _ in range(60):
        person.press(Qt.Key.Key_Tab)
        focused = person.shell.focusWidget()
        if focused in met:
            break
        met.append(focused)
    else:
        raise AssertionError("Tab does not come round")
    page = person.find(f"page-{step}")
    tops = [
        (widget.mapTo(page, widget.rect().topLeft()).y(), widget.objectName())
        for widget in met
        if page.isAncestorOf(widget)
    ]
    jumps = [f"{after[1]} after {before[1]}" for before, after in pairwise(tops) if after[0] < before[0] - 40]
    assert len(jumps) <= 1, jumps  # once, where it comes round


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
