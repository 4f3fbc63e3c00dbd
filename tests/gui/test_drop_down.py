"""Lists open below their boxes, in full."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from wizard.gui.drop_down import DropDown
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell

NAMES = ["日本語", "A permission set with a name that is longer than its box", *(f"row {n}" for n in range(30))]


@pytest.mark.parametrize("rows", [2, len(NAMES)])
@pytest.mark.parametrize("current", [0, 1])
def test_a_list_opens_below_its_box_and_shows_its_rows_whole(qtbot: QtBot, rows: int, current: int) -> None:
    box = DropDown()
    qtbot.addWidget(box)
    box.move(40, 5)  # near the top, as the list of languages
    box.show()
    qtbot.waitExposed(box)
    box.addItems(NAMES[:rows])
    box.setCurrentIndex(current)
    box.showPopup()
    view, window = box.view(), box.view().window()
    qtbot.waitUntil(window.isVisible)
    assert window.geometry().top() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    shown = [row for row in range(rows) if view.viewport().rect().contains(view.visualRect(box.model().index(row, 0)))]
    assert len(shown) == min(rows, box.maxVisibleItems())
    box.hidePopup()


def test_every_choice_of_the_window_is_such_a_one(window: Shell) -> None:
    boxes = window.findChildren(QComboBox)
    assert {box.objectName() for box in boxes} >= {"language", "choose-sansan-user", "choose-permission-set"}
    assert all(isinstance(box, DropDown) for box in boxes)


@pytest.fixture
def language(window: Shell) -> tuple[DropDown, QAccessibleInterface]:
    box = window.language
    return box, QAccessible.queryAccessibleInterface(box)


@pytest.mark.posix("the accessibility of Linux, which takes a value for a name")
def test_a_choice_is_heard_by_its_label_and_value(
    language: tuple[DropDown, QAccessibleInterface], languages: Languages, qtbot: QtBot
) -> None:
    box, heard = language
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.ComboBox, "Language: English")
    languages.use("ja")
    box.setCurrentIndex(box.findData("ja"))
    qtbot.waitUntil(lambda: heard.text(QAccessible.Text.Name) == "言語: 日本語")
    assert heard.text(QAccessible.Text.Value) == "日本語"


@pytest.mark.posix("the accessibility of Linux, which takes a value for a name")
def test_a_choice_is_opened_and_its_list_found_by_assistive_technology(
    language: tuple[DropDown, QAccessibleInterface], qtbot: QtBot
) -> None:
    box, heard = language
    [rows] = [heard.child(at) for at in range(heard.childCount())]
    assert (rows.role(), rows.childCount(), heard.indexOfChild(rows)) == (QAccessible.Role.List, box.count(), 0)
    assert heard.state().collapsed
    heard.actionInterface().doAction(heard.actionInterface().actionNames()[0])
    qtbot.waitUntil(box.view().isVisible)
    assert heard.state().expanded
    heard.actionInterface().doAction(heard.actionInterface().actionNames()[0])
    qtbot.waitUntil(lambda: not box.view().isVisible())
