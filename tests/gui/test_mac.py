"""What the window does on a Mac, as far as it can be tried elsewhere; and what concerns every system's file dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui import last_folder
from wizard.gui.menu_bar import MenuBar
from wizard.gui.native_keys import native_keys
from wizard.services.profiles import write_chosen


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    return made


def action(bar: MenuBar, text: str) -> QAction:
    (found,) = (a for a in bar.findChildren(QAction) if a.text() == text)
    return found


def test_the_menus_of_a_mac_do_what_their_keys_say(qtbot: QtBot, window: QWidget) -> None:
    asked: list[bool] = []
    bar = MenuBar(window, lambda: asked.append(True))
    keys = {a.text(): a.shortcut() for a in bar.findChildren(QAction) if not a.shortcut().isEmpty()}
    assert keys["Minimize"] == QKeySequence("Ctrl+M")
    assert keys["Paste"] == QKeySequence(QKeySequence.StandardKey.Paste)
    assert action(bar, "Quit").menuRole() == QAction.MenuRole.QuitRole
    field = window.findChild(QLineEdit)
    assert field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QApplication.clipboard().setText("pasted")
    action(bar, "Paste").trigger()
    assert field.text() == "pasted"
    action(bar, "Help on this page").trigger()
    assert asked == [True]
    action(bar, "Quit").trigger()  # closing asks where something is under way
    assert not window.isVisible()


def test_keys_in_hints_are_written_as_the_system_writes_them() -> None:
    signs = {"Ctrl+Z": "⌘Z", "Ctrl+Enter": "⌘⌤", "Ctrl+Delete": "⌘⌦", "Ctrl+Shift+Z": "⇧⌘Z"}
    assert native_keys("Take back (Ctrl+Z), (Ctrl+Shift+Z)", signs.__getitem__) == "Take back (⌘Z), (⇧⌘Z)"
    assert (
        native_keys("受け入れる（Ctrl+Enter）、戻す（Ctrl+Delete）", signs.__getitem__)
        == "受け入れる（⌘⌤）、戻す（⌘⌦）"
    )
    assert native_keys("no key at all", signs.__getitem__) == "no key at all"


def test_a_file_dialog_begins_in_the_documents_then_where_the_last_one_ended(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    last_folder.remember("")
    assert last_folder.last_folder() == documents
    dialog = QFileDialog(window)
    last_folder.begin(dialog)
    dialog.fileSelected.emit(str(tmp_path / "a.csv"))
    again = QFileDialog(window)
    last_folder.begin(again)
    assert Path(again.directory().path()) == tmp_path
    last_folder.remember(str(tmp_path / "gone"))
    assert last_folder.last_folder() == documents


def test_the_chosen_file_itself_is_written(tmp_path: Path) -> None:
    chosen = tmp_path / "chosen.txt"
    chosen.write_text("old")
    number = chosen.stat().st_ino
    write_chosen(chosen, b"new")
    assert chosen.read_text() == "new"
    assert chosen.stat().st_ino == number
    assert list(tmp_path.iterdir()) == [chosen]
