from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from wizard.domain.recipients import Recipient
from wizard.gui.recipients.widget import RecipientsEditor

from .people import ADMIN, HANAKO, JOHN, SALESFORCE, SANSAN, TARO
from .window import Window, type_text

UNMATCHED = "佐藤 一郎"


def choose(window: Window, typed: str) -> None:
    """Choose a Salesforce user in the open dialog by typing and Enter."""
    dialog = window.dialog("dialog-change-recipient")
    field = dialog.findChild(QLineEdit, "input-recipient")
    type_text(field, typed)
    window.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def of(editor: RecipientsEditor, name: str) -> Recipient:
    return next(r for r in editor.recipients() if r.sansan.name == name)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_recipient_is_changed_by_keyboard_alone(
    editor: RecipientsEditor, window: Window, qtbot: QtBot, key: Qt.Key
) -> None:
    window.select(UNMATCHED)
    window.key(key)
    with qtbot.waitSignal(editor.changed):
        choose(window, "山田")
    assert of(editor, UNMATCHED) == Recipient(SANSAN[2], TARO.id, TARO.username, "manual")
    assert window.row(UNMATCHED)[3:] == ["山田 太郎", "taro@sfdc.corp.example", "Chosen by hand"]


def test_a_double_click_opens_the_dialog_at_the_present_recipient(window: Window, qtbot: QtBot) -> None:
    place = window.table.visualRect(window.table.model().index(3, 1)).center()
    qtbot.mouseClick(window.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    qtbot.mouseDClick(window.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    dialog = window.dialog("dialog-change-recipient")
    users = dialog.findChild(QTableView, "table-users")
    assert users.currentIndex().siblingAtColumn(1).data() == TARO.username
    assert "ヤマダ タロウ" in dialog.findChild(QLabel, "label-whose-cards").text()
    dialog.reject()


def test_several_rows_are_changed_at_once_and_undone_at_once(editor: RecipientsEditor, window: Window) -> None:
    before = editor.recipients()
    window.select(UNMATCHED, "Smith John")
    window.press("button-edit-recipient")
    choose(window, "hanako@")
    assert of(editor, UNMATCHED).user_id == of(editor, "Smith John").user_id == HANAKO.id
    window.table.setFocus()
    window.control(Qt.Key.Key_Z)
    assert editor.recipients() == before
    window.control(Qt.Key.Key_Y)
    assert of(editor, UNMATCHED).reason == "manual"
    window.press("button-undo")
    assert editor.recipients() == before


def test_the_dialog_finds_by_name_username_and_address_and_says_when_nobody_fits(window: Window) -> None:
    window.select(UNMATCHED)
    window.press("button-edit-recipient")
    dialog = window.dialog("dialog-change-recipient")
    field = dialog.findChild(QLineEdit, "input-recipient")
    users = dialog.findChild(QTableView, "table-users").model()
    for typed in ("髙橋", "高橋花子", "HANAKO@corp", "花子 corp.example"):
        field.clear()
        type_text(field, typed)
        assert [users.index(row, 0).data() for row in range(users.rowCount())] == ["髙橋 花子"]
    type_text(field, "誰")
    assert users.rowCount() == 0
    assert "No user found" in dialog.findChild(QLabel, "label-recipient-hint").text()
    assert not dialog.findChild(QAbstractButton, "button-choose-recipient").isEnabled()
    dialog.reject()


def test_the_arrow_keys_move_in_the_dialogs_list_while_typing(editor: RecipientsEditor, window: Window) -> None:
    window.select(UNMATCHED)
    window.press("button-edit-recipient")
    dialog = window.dialog("dialog-change-recipient")
    field = dialog.findChild(QLineEdit, "input-recipient")
    type_text(field, "corp.example")
    window.qtbot.keyClick(field, Qt.Key.Key_Down)
    window.qtbot.keyClick(field, Qt.Key.Key_Return)
    by_name = sorted(SALESFORCE, key=lambda user: user.name)
    assert of(editor, UNMATCHED).user_id == by_name[1].id == ADMIN.id


@pytest.mark.parametrize("in_dialog", [True, False])
def test_cards_can_be_left_out_and_taken_in_again(editor: RecipientsEditor, window: Window, in_dialog: bool) -> None:
    window.select("Smith John")
    if in_dialog:
        window.press("button-edit-recipient")
        window.dialog("dialog-change-recipient").findChild(QAbstractButton, "button-choose-skip").click()
    else:
        window.press("button-skip-recipient")
    assert of(editor, "Smith John").skip
    assert window.row("Smith John")[3:] == ["", "", "Not transferred"]
    assert window.texts("filter-skipped") == ["Not transferred 1"]
    window.table.setFocus()
    window.control(Qt.Key.Key_Delete)
    assert of(editor, "Smith John") == Recipient(SANSAN[3], JOHN.id, JOHN.username, "username")


def test_control_delete_matches_a_choice_of_an_earlier_day_anew(editor: RecipientsEditor, window: Window) -> None:
    earlier = [Recipient(user, HANAKO.id, HANAKO.username, "manual") for user in SANSAN]
    editor.set_data(earlier, SALESFORCE, ADMIN.id, {})
    window.table.selectAll()
    window.table.setFocus()
    window.control(Qt.Key.Key_Delete)
    assert [(r.user_id, r.reason) for r in editor.recipients()] == [
        (HANAKO.id, "username"),
        (TARO.id, "email"),
        (ADMIN.id, "default"),
        (JOHN.id, "username"),
        (ADMIN.id, "default"),
    ]


def test_in_a_sandbox_control_delete_finds_the_username_with_its_suffix(
    editor: RecipientsEditor, window: Window
) -> None:
    from dataclasses import replace

    users = [replace(user, username=f"{user.username}.uat", email="") for user in SALESFORCE]
    earlier = [Recipient(SANSAN[0], ADMIN.id, ADMIN.username, "file")]
    editor.set_data(earlier, users, ADMIN.id, {}, sandbox=True)
    window.select("髙橋 花子")
    window.control(Qt.Key.Key_Delete)
    assert of(editor, "髙橋 花子") == Recipient(SANSAN[0], HANAKO.id, f"{HANAKO.username}.uat", "suffix")


def test_a_changed_row_stays_in_sight_until_the_filter_is_used_again(window: Window) -> None:
    window.press("filter-unmatched")
    window.select(UNMATCHED)
    window.press("button-skip-recipient")
    assert UNMATCHED in window.column(0)
    window.press("filter-automatic")
    window.press("filter-unmatched")
    assert UNMATCHED not in window.column(0)


def test_cancelling_changes_nothing(editor: RecipientsEditor, window: Window, qtbot: QtBot) -> None:
    before = editor.recipients()
    window.select(UNMATCHED)
    window.press("button-edit-recipient")
    with qtbot.assertNotEmitted(editor.changed):
        qtbot.keyClick(window.dialog("dialog-change-recipient"), Qt.Key.Key_Escape)
    assert editor.recipients() == before


def test_choosing_what_is_already_so_is_no_change(editor: RecipientsEditor, window: Window, qtbot: QtBot) -> None:
    window.select("Smith John")
    with qtbot.assertNotEmitted(editor.changed):
        window.press("button-automatic-recipient")
    assert not window.find(QAbstractButton, "button-undo").isEnabled()


def test_new_data_leave_nothing_to_undo(editor: RecipientsEditor, window: Window) -> None:
    window.select(UNMATCHED)
    window.press("button-skip-recipient")
    editor.set_data(editor.recipients(), SALESFORCE, ADMIN.id, {})
    assert not window.find(QAbstractButton, "button-undo").isEnabled()
    assert of(editor, UNMATCHED).skip


def test_no_dialog_without_a_selection(window: Window) -> None:
    window.table.clearSelection()
    window.table.setFocus()
    window.key(Qt.Key.Key_Return)
    assert window.editor.findChild(QDialog, "dialog-change-recipient") is None
    assert not window.find(QAbstractButton, "button-edit-recipient").isEnabled()
