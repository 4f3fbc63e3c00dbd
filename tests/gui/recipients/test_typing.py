"""Typing a recipient right into the table, filling down, clearing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from wizard.domain.recipients import Recipient
from wizard.gui.recipients.widget import RecipientsEditor

from .people import ADMIN, HANAKO, JOHN, SALESFORCE, SANSAN, TARO
from .window import W, Window, type_text

UNMATCHED = "佐藤 一郎"


def shown(window: Window, kind: type[W], name: str) -> W:
    """Return the one in sight; one of before may not be gone yet."""
    [found] = [widget for widget in window.editor.findChildren(kind, name) if widget.isVisible()]
    return found


def cell(window: Window) -> QLineEdit:
    return shown(window, QLineEdit, "input-cell-recipient")


def begin(window: Window, name: str) -> QLineEdit:
    window.select(name)
    window.key(Qt.Key.Key_F2)
    return cell(window)


def offered(window: Window) -> list[str]:
    users = shown(window, QTableView, "table-cell-users")
    return [users.model().index(row, 1).data() for row in range(users.model().rowCount())]


def of(editor: RecipientsEditor, name: str) -> Recipient:
    return next(r for r in editor.recipients() if r.sansan.name == name)


@pytest.mark.parametrize(
    ("typed", "found"), [("ＴＡＲＯ＠", [TARO]), ("山田", [TARO]), ("高橋花", [HANAKO]), ("TARO@", [TARO])]
)
def test_who_fits_is_listed_below_the_cell(window: Window, typed: str, found: list[object]) -> None:
    type_text(begin(window, UNMATCHED), typed)
    assert offered(window) == [user.username for user in found]
    window.key(Qt.Key.Key_Escape)


def test_enter_takes_the_first_and_moves_down(editor: RecipientsEditor, window: Window, qtbot: QtBot) -> None:
    field = begin(window, UNMATCHED)
    type_text(field, "山田")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert of(editor, UNMATCHED) == Recipient(SANSAN[2], TARO.id, TARO.username, "manual")
    assert window.table.currentIndex().siblingAtColumn(0).data() == "鈴木 名無し"
    assert window.table.hasFocus()
    window.control(Qt.Key.Key_Z)
    assert of(editor, UNMATCHED).reason == "default"


def test_a_key_or_an_input_method_begins_to_type_in_any_cell_of_the_row(
    editor: RecipientsEditor, window: Window, qtbot: QtBot
) -> None:
    window.select(UNMATCHED)
    window.key(Qt.Key.Key_H)
    assert offered(window) == [JOHN.username, HANAKO.username]
    window.key(Qt.Key.Key_Escape)
    assert window.table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    event = QInputMethodEvent()
    event.setCommitString("髙橋")
    QApplication.sendEvent(window.table, event)
    assert offered(window) == [HANAKO.username]
    qtbot.keyClick(cell(window), Qt.Key.Key_Return)
    assert of(editor, UNMATCHED).user_id == HANAKO.id


def test_arrow_keys_choose_among_those_listed(editor: RecipientsEditor, window: Window, qtbot: QtBot) -> None:
    field = begin(window, UNMATCHED)
    type_text(field, "corp.example")
    wanted = offered(window)[2]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(field, key)
    assert of(editor, UNMATCHED).username == wanted


def test_down_in_an_untouched_cell_lists_everybody(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(begin(window, UNMATCHED), Qt.Key.Key_Down)
    assert len(offered(window)) == len(SALESFORCE)
    window.key(Qt.Key.Key_Escape)


def test_a_click_chooses_too(editor: RecipientsEditor, window: Window, qtbot: QtBot) -> None:
    type_text(begin(window, UNMATCHED), "山田")
    users = window.find(QTableView, "table-cell-users")
    place = users.visualRect(users.model().index(0, 0)).center()
    qtbot.mouseClick(users.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert of(editor, UNMATCHED).user_id == TARO.id


@pytest.mark.parametrize("keys", [[Qt.Key.Key_Return], [Qt.Key.Key_Escape]])
def test_leaving_an_unchanged_cell_changes_nothing(
    editor: RecipientsEditor, window: Window, qtbot: QtBot, keys: list[Qt.Key]
) -> None:
    before = editor.recipients()
    field = begin(window, "Smith John")
    for key in keys:
        qtbot.keyClick(field, key)
    assert editor.recipients() == before
    assert window.table.hasFocus()


def test_half_a_name_is_no_choice_when_the_cell_is_left(editor: RecipientsEditor, window: Window) -> None:
    before = editor.recipients()
    type_text(begin(window, "Smith John"), "山")
    window.filter.setFocus()
    assert editor.recipients() == before


def test_an_emptied_cell_goes_to_the_default(editor: RecipientsEditor, window: Window, qtbot: QtBot) -> None:
    field = begin(window, "Smith John")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (of(editor, "Smith John").user_id, of(editor, "Smith John").reason) == (ADMIN.id, "manual")


def test_when_nobody_fits_it_says_so_and_one_types_on(editor: RecipientsEditor, window: Window, qtbot: QtBot) -> None:
    before = editor.recipients()
    field = begin(window, UNMATCHED)
    type_text(field, "誰もいない")
    assert QToolTip.text() == "No user found. Try another search."
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()
    assert editor.recipients() == before
    qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_who_cannot_own_cards_is_found_says_why_and_cannot_be_chosen(
    editor: RecipientsEditor, window: Window, qtbot: QtBot
) -> None:
    barred = (replace(TARO, barred="inactive"), replace(HANAKO, barred="licence"))
    editor.set_data(editor.recipients(), [ADMIN, *barred], ADMIN.id, {})
    before = editor.recipients()
    field = begin(window, UNMATCHED)
    for typed, why in (("山田", "Inactive"), ("髙橋", "Chatter")):
        field.selectAll()
        type_text(field, typed)
        users = window.find(QTableView, "table-cell-users").model()
        assert why in users.index(0, 3).data()
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert editor.recipients() == before


def test_delete_gives_the_cards_to_the_default(editor: RecipientsEditor, window: Window) -> None:
    window.select("Smith John", "ヤマダ タロウ")
    window.key(Qt.Key.Key_Delete)
    assert {(r.user_id, r.reason) for r in (of(editor, "Smith John"), of(editor, "ヤマダ タロウ"))} == {
        (ADMIN.id, "manual")
    }


def test_fill_down_does_as_the_topmost_row(editor: RecipientsEditor, window: Window) -> None:
    window.select("髙橋 花子", "ヤマダ タロウ", "Smith John")
    window.control(Qt.Key.Key_D)
    assert {of(editor, name).user_id for name in ("髙橋 花子", "ヤマダ タロウ", "Smith John")} == {HANAKO.id}
    assert of(editor, "髙橋 花子").reason == "username"
    window.control(Qt.Key.Key_Z)
    assert of(editor, "Smith John").reason == "username"


def test_fill_down_with_one_row_takes_from_the_row_above(editor: RecipientsEditor, window: Window) -> None:
    window.select("ヤマダ タロウ")
    window.control(Qt.Key.Key_D)
    assert of(editor, "ヤマダ タロウ").user_id == HANAKO.id
    window.select(window.column(0)[0])
    window.control(Qt.Key.Key_D)
    assert of(editor, window.column(0)[0]).reason == "default"


class ComposesKana:
    """Composes kana as fcitx and ibus do: in whatever has the focus, and anew whenever that changes."""

    def __init__(self) -> None:
        self._typed, self._at = "", QGuiApplication.focusObject()

    def type(self, letters: str) -> None:
        for letter in letters:
            if QGuiApplication.focusObject() is not self._at:
                self._typed, self._at = "", QGuiApplication.focusObject()
            self._typed += letter
            self._send(QInputMethodEvent(self._kana(), []))

    def commit(self) -> None:
        event = QInputMethodEvent()
        event.setCommitString(self._kana())
        self._send(event)

    def give_up(self) -> None:
        self._send(QInputMethodEvent("", []))

    def _kana(self) -> str:
        return self._typed.replace("sa", "さ").replace("ki", "き").replace("a", "あ")

    def _send(self, event: QInputMethodEvent) -> None:
        QApplication.sendEvent(QGuiApplication.focusObject(), event)


@pytest.mark.parametrize("column", [0, 3, 5])
def test_a_word_composed_on_a_row_is_whole(window: Window, column: int) -> None:
    window.select(UNMATCHED)
    window.table.setFocus()
    window.table.setCurrentIndex(window.table.model().index(window.table.currentIndex().row(), column))
    method = ComposesKana()
    method.type("sasaki")
    method.commit()
    assert cell(window).text() == "ささき"
    assert cell(window).hasFocus()
    window.key(Qt.Key.Key_Escape)


def test_a_word_given_up_leaves_the_cell_as_it_was(window: Window) -> None:
    window.select(UNMATCHED)
    window.table.setFocus()
    before = window.table.currentIndex().siblingAtColumn(3).data()
    method = ComposesKana()
    method.type("sa")
    method.give_up()
    assert cell(window).text() == before
    window.key(Qt.Key.Key_Escape)


class RepeatsAsIBus(QObject):
    """Commits once more what was composed when the focus is about to leave, as Qt's part for IBus does."""

    def __init__(self, table: QTableView, word: str) -> None:
        super().__init__(table)
        self._word = word
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusAboutToChange and self._word:
            repeated = QInputMethodEvent()
            repeated.setCommitString(self._word)
            self._word = ""
            for each in (repeated, QInputMethodEvent("", [])):
                QApplication.sendEvent(watched, each)
        return False


def test_a_composed_word_finds_its_user_where_the_input_method_commits_twice(
    editor: RecipientsEditor, window: Window, qtbot: QtBot
) -> None:
    window.select(UNMATCHED)
    window.table.setFocus()
    RepeatsAsIBus(window.table, "山田")
    QApplication.sendEvent(window.table, QInputMethodEvent("山田", []))
    type_text(window.table, "山田")
    assert cell(window).text() == "山田"
    assert cell(window).hasFocus()
    assert offered(window) == [TARO.username]
    qtbot.keyClick(cell(window), Qt.Key.Key_Return)
    assert of(editor, UNMATCHED).user_id == TARO.id


def test_the_list_leaves_its_place_to_the_candidates_of_the_input_method(window: Window) -> None:
    field = begin(window, UNMATCHED)
    type_text(field, "山")
    users = window.find(QTableView, "table-cell-users")
    assert users.isVisible()
    QApplication.sendEvent(field, QInputMethodEvent("だ", []))
    assert not users.isVisible()
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    assert offered(window) == [TARO.username]
    window.key(Qt.Key.Key_Escape)
