from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from wizard.domain.recipients import Recipient
from wizard.gui.recipients.model import RecipientsModel
from wizard.gui.recipients.rows import Rows
from wizard.gui.recipients.users_model import UsersModel
from wizard.gui.recipients.widget import RecipientsEditor

from .people import ADMIN, CARDS, HANAKO, JOHN, SALESFORCE, SANSAN
from .window import Window, type_text


def test_the_unmatched_stand_first_and_each_row_says_how_it_was_matched(window: Window) -> None:
    assert window.column(0) == ["佐藤 一郎", "鈴木 名無し", "髙橋 花子", "ヤマダ タロウ", "Smith John"]
    assert window.row("佐藤 一郎") == [
        "佐藤 一郎",
        "ichiro@corp.example",
        "1,200",
        "システム 管理者",
        "admin@corp.example",
        "Default: no match",
    ]
    assert window.row("ヤマダ タロウ")[5] == "Same e-mail address"
    assert window.row("髙橋 花子")[5] == "Same username"


def test_the_default_is_marked_by_an_icon_too(window: Window) -> None:
    icons = [window.table.model().index(row, 5).data(Qt.ItemDataRole.DecorationRole) for row in range(5)]
    assert [icon is not None for icon in icons] == [True, True, False, False, False]


def test_the_summary_says_how_many_cards_go_to_the_default(window: Window) -> None:
    summary = window.find(QLabel, "label-summary").text()
    assert "2" in summary
    assert "1,203" in summary
    assert "システム 管理者" in summary


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("高橋", ["髙橋 花子"]),
        ("髙橋花子", ["髙橋 花子"]),
        ("やまだ", ["ヤマダ タロウ"]),
        ("ﾔﾏﾀﾞ", ["ヤマダ タロウ"]),
        ("山田", ["ヤマダ タロウ"]),
        ("ｓｍｉｔｈ", ["Smith John"]),
        ("JOHN smith", ["Smith John"]),
        ("sfdc.corp", ["ヤマダ タロウ"]),
        ("default", ["佐藤 一郎", "鈴木 名無し"]),
        ("  ", ["佐藤 一郎", "鈴木 名無し", "髙橋 花子", "ヤマダ タロウ", "Smith John"]),
    ],
)
def test_the_search_reads_all_columns_whatever_the_width_kana_or_variant(
    window: Window, typed: str, found: list[str]
) -> None:
    type_text(window.filter, typed)
    assert window.column(0) == found


def test_each_choice_shows_its_kind_and_its_count(window: Window) -> None:
    names = ("filter-all", "filter-automatic", "filter-unmatched", "filter-by-hand", "filter-skipped")
    assert window.texts(*names) == ["All 5", "Automatic 3", "Unmatched 2", "Changed by hand 0", "Not transferred 0"]
    window.press("filter-unmatched")
    assert window.column(0) == ["佐藤 一郎", "鈴木 名無し"]
    window.press("filter-automatic")
    assert window.column(0) == ["髙橋 花子", "ヤマダ タロウ", "Smith John"]


def test_sorting_is_stable_and_can_be_taken_back(window: Window) -> None:
    first = window.column(0)
    window.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert window.column(2) == ["1,200", "12", "7", "5", "3"]
    window.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert window.column(0)[:2] == ["佐藤 一郎", "鈴木 名無し"]  # both go to the same user: the order by cards stays
    window.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert window.column(0) == first


def test_the_selection_follows_its_rows_when_sorted(window: Window) -> None:
    window.select("ヤマダ タロウ", "Smith John")
    window.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    rows = window.table.selectionModel().selectedRows()
    assert sorted(index.data() for index in rows) == ["Smith John", "ヤマダ タロウ"]


def test_a_recipient_who_is_gone_from_salesforce_is_marked(editor: RecipientsEditor, window: Window) -> None:
    gone = Recipient(SANSAN[0], "005X", "gone@corp.example", "manual")
    editor.set_data([gone], SALESFORCE, ADMIN.id, {})
    assert window.row("髙橋 花子")[3:5] == ["Not available any more", "gone@corp.example"]


def test_the_models_keep_the_rules_of_qt(qtbot: QtBot) -> None:
    model, users = RecipientsModel(), UsersModel(SALESFORCE)
    testers = [
        QAbstractItemModelTester(each, QAbstractItemModelTester.FailureReportingMode.Fatal) for each in (model, users)
    ]
    people = [Recipient(user, JOHN.id, JOHN.username, "username") for user in SANSAN]
    model.reset(Rows(people, SALESFORCE, {"hanako@corp.example": CARDS[0]}, model.words()))
    kept = QPersistentModelIndex(model.index(4, 1))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.change({0: Recipient(SANSAN[0], HANAKO.id, HANAKO.username, "manual")})
    assert kept.data() == ""  # the user without an address, wherever sorted to
    model.show("taro", "")
    users.show("smith")
    assert (model.rowCount(), users.rowCount(), len(testers)) == (1, 1, 2)


def widths(window: Window) -> list[int]:
    return [window.table.columnWidth(column) for column in range(6)]


def test_the_columns_share_a_new_width_out_until_a_person_sizes_one(
    editor: RecipientsEditor, window: Window, qtbot: QtBot
) -> None:
    editor.resize(1000, 500)
    qtbot.waitUntil(lambda: sum(widths(window)) == window.table.viewport().width())
    before = widths(window)
    editor.resize(1800, 500)
    qtbot.waitUntil(lambda: sum(widths(window)) == window.table.viewport().width())
    assert all(now > then for now, then in zip(widths(window)[3:], before[3:], strict=True))
    window.table.horizontalHeader().resizeSection(0, 321)
    editor.resize(1400, 500)
    assert widths(window)[0] == 321


def test_a_shorter_header_gives_its_room_back(editor: RecipientsEditor, window: Window) -> None:
    editor.set_cards({}, complete=False)
    before = widths(window)[2]
    editor.set_cards({}, complete=True)
    assert widths(window)[2] < before
