"""Lists open below their boxes, in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from wizard.gui.drop_down import DropDown
from wizard.gui.shell import Shell
from wizard.words import LANGUAGES, Lang

LATER = ("choose-security-key-account",)  # named once there is a key
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
    assert all(window.pages.values())  # each is made when it is asked for
    boxes = window.findChildren(QComboBox)
    assert {box.objectName() for box in boxes} >= {"language", "choose-sansan-user", "choose-permission-set"}
    assert all(isinstance(box, DropDown) for box in boxes)


def labels(box: QComboBox) -> list[str]:
    """What a screen reader takes for the label, whatever the system says the name is."""
    relations = QAccessible.queryAccessibleInterface(box).relations(QAccessible.RelationFlag.Label)
    return [label.text(QAccessible.Text.Name) for label, _ in relations]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_has_its_label_in_the_current_language(open_window: Callable[..., Shell], lang: Lang) -> None:
    shell = open_window(lang)
    assert all(shell.pages[step] for step in ("preview", "links", "fields", "explain"))  # each is made when asked for
    assert all(shell.pages.values())
    boxes = [box for box in shell.findChildren(QComboBox) if box.objectName() not in LATER]
    assert len(boxes) >= 6
    for box in boxes:
        name = box.accessibleName()
        assert labels(box).count(name) == 1, box.objectName()  # beside the title of its group
        assert (lang == "ja") != name.isascii()
