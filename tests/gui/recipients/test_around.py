"""States, languages, accessibility and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QProgressBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.recipients.widget import RecipientsEditor

from .people import ADMIN, SALESFORCE
from .window import Window, type_text


class Marked(QTranslator):
    """A language in which every sentence begins with ★."""

    def translate(self, context: str, source: str, note: str | None = None, n: int = -1) -> str:
        return f"★{source}"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def other_language(editor: RecipientsEditor, qtbot: QtBot) -> Iterator[None]:
    marked = Marked()
    QCoreApplication.installTranslator(marked)
    QApplication.processEvents()
    yield
    QCoreApplication.removeTranslator(marked)


def test_it_says_that_it_is_loading_until_there_are_people(qtbot: QtBot) -> None:
    editor = RecipientsEditor()
    qtbot.addWidget(editor)
    editor.show()
    assert editor.findChild(QProgressBar, "progress-recipients").isVisible()
    assert not editor.findChild(QLineEdit, "input-filter").isEnabled()
    editor.set_data([], SALESFORCE, ADMIN.id, {})
    assert "No Sansan user" in editor.findChild(QLabel, "state-empty").text()
    assert editor.findChild(QLabel, "state-empty").isVisible()
    assert not editor.findChild(QTableView, "table-recipients").isVisible()


def test_a_list_of_users_can_be_opened_where_nobody_is_known(editor: RecipientsEditor, window: Window) -> None:
    def enabled(*names: str) -> list[bool]:
        return [window.find(QAbstractButton, name).isEnabled() for name in names]

    editor.set_data([], SALESFORCE, ADMIN.id, {})
    assert enabled("button-import-csv", "button-match-again", "button-export-csv") == [True, True, False]
    editor.show_loading()
    assert enabled("button-import-csv", "button-match-again", "button-export-csv") == [False, False, False]
    editor.show_failed()
    assert enabled("button-match-again", "filter-all") == [True, False]


def test_a_failure_to_read_ends_the_loading(editor: RecipientsEditor, window: Window) -> None:
    editor.show_loading()
    editor.show_failed()
    assert "could not be read" in window.find(QLabel, "state-failed").text()
    assert not window.find(QProgressBar, "progress-recipients").isVisible()


def test_card_numbers_grow_without_disturbing_anything(editor: RecipientsEditor, window: Window) -> None:
    window.select("Smith John")
    editor.set_cards({"john@corp.example": 9000})
    assert window.row("Smith John")[2] == "9,000"
    assert window.table.selectionModel().hasSelection()
    assert "so far" in window.find(QLabel, "label-summary").text()
    editor.set_cards({"ichiro@corp.example": 9000}, complete=True)
    assert "(9,000)" in window.find(QLabel, "label-summary").text()


def test_when_nobody_fits_one_button_shows_everybody(window: Window) -> None:
    window.press("filter-unmatched")
    type_text(window.filter, "無い")
    assert window.find(QLabel, "state-no-hit").isVisible()
    window.press("button-clear-filter")
    assert len(window.column(0)) == 5
    assert window.filter.text() == ""


def test_when_all_are_matched_the_summary_says_so(editor: RecipientsEditor, window: Window) -> None:
    matched = [r for r in editor.recipients() if r.reason != "default"]
    editor.set_data(matched, SALESFORCE, ADMIN.id, {})
    assert "Every Sansan user" in window.find(QLabel, "label-summary").text()


@pytest.mark.usefixtures("other_language")
def test_every_text_follows_the_language(editor: RecipientsEditor, window: Window) -> None:
    model = window.table.model()
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    buttons = [button.text() for button in editor.findChildren(QAbstractButton) if button.text()]
    said = [label.text() for label in editor.findChildren(QLabel) if label.text()]
    assert [text for text in (*headers, *buttons, *said, *window.column(5)) if not text.startswith("★")] == []
    assert window.filter.placeholderText().startswith("★")
    type_text(window.filter, "★default")
    assert len(window.column(0)) == 2


def test_every_control_has_a_name_for_scripts_and_one_for_screen_readers(editor: RecipientsEditor) -> None:
    kinds = (QAbstractButton, QLineEdit, QTableView, QProgressBar)
    controls = [w for kind in kinds for w in editor.findChildren(kind) if not w.objectName().startswith("qt_")]
    own = [w for w in controls if not _inside_qt(w)]
    assert [w for w in own if not w.objectName()] == []
    assert [w.objectName() for w in own if not w.accessibleName()] == []


def test_tab_leaves_the_table_and_control_f_goes_to_the_search(window: Window) -> None:
    window.select("Smith John")
    window.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "button-edit-recipient"
    window.control(Qt.Key.Key_F)
    assert window.filter.hasFocus()
    window.key(Qt.Key.Key_Return)
    assert window.table.hasFocus()


def test_the_choices_are_moved_through_by_arrow_keys(window: Window) -> None:
    window.find(QAbstractButton, "filter-all").setFocus()
    window.key(Qt.Key.Key_Right)
    window.key(Qt.Key.Key_Right)
    assert window.column(0) == ["佐藤 一郎", "鈴木 名無し"]


def _inside_qt(widget: QWidget) -> bool:
    """Whether a control is a part that Qt itself put into a table or a field."""
    return isinstance(widget.parent(), QTableView | QLineEdit)
