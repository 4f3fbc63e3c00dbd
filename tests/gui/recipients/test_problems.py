"""What may go wrong is marked in the row and can be filtered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from wizard.domain.recipients import Recipient
from wizard.gui.colours import DARK, LIGHT
from wizard.gui.recipients.widget import RecipientsEditor
from wizard.gui.theme import Look

from .people import ADMIN, HANAKO, JOHN, SALESFORCE, SANSAN, TARO
from .window import Window


def problem(window: Window, name: str) -> str:
    return window.row(name)[5].rpartition(" · ")[0]


def test_an_owner_without_address_cannot_be_identified_until_somebody_says_who(
    editor: RecipientsEditor, window: Window
) -> None:
    assert window.row("鈴木 名無し")[5] == "Cannot be identified · Default: no match"
    assert window.row("鈴木 名無し")[2] == "3"
    assert window.texts("filter-problem") == ["Problem 1"]
    window.select("鈴木 名無し")
    window.key(Qt.Key.Key_Delete)
    assert problem(window, "鈴木 名無し") == ""
    window.press("filter-problem")
    assert "Nobody is left" in window.find(QLabel, "state-done").text()
    window.press("button-show-all")
    assert len(window.column(0)) == 5


def test_who_cannot_own_cards_is_named_with_the_reason(editor: RecipientsEditor, window: Window) -> None:
    users = [ADMIN, replace(HANAKO, barred="inactive"), replace(JOHN, barred="licence")]
    editor.set_data(editor.recipients(), users, ADMIN.id, {})
    assert window.row("髙橋 花子")[3:] == [HANAKO.name, HANAKO.username, "Inactive in Salesforce · Same username"]
    assert problem(window, "Smith John") == "Licence cannot own cards"
    assert problem(window, "ヤマダ タロウ") == "No Salesforce user any more"
    assert editor.refused() == 3


def test_who_may_not_read_cards_needs_access_which_is_no_problem_yet(editor: RecipientsEditor, window: Window) -> None:
    before = window.texts("filter-problem")
    editor.set_data(editor.recipients(), SALESFORCE, ADMIN.id, {}, without_access=frozenset({HANAKO.id}))
    assert window.row("髙橋 花子")[5] == "Same username · Needs access"
    assert window.row("Smith John")[5] == "Same username"
    assert window.texts("filter-problem") == before
    row = window.column(0).index("髙橋 花子")
    assert window.table.model().index(row, 5).data(Qt.ItemDataRole.DecorationRole) is None
    assert editor.refused() == 0


def test_one_match_of_several_is_marked_until_a_person_decides(editor: RecipientsEditor, window: Window) -> None:
    both = [Recipient(user, TARO.id, TARO.username, "email") for user in SANSAN[:2]]
    editor.set_data(both, SALESFORCE, ADMIN.id, {})
    window.press("filter-problem")
    assert len(window.column(0)) == 2
    window.press("filter-all")
    window.select("髙橋 花子")
    window.key(Qt.Key.Key_Delete)
    assert [problem(window, name) for name in window.column(0)] == ["", ""]
    assert window.texts("filter-problem", "filter-all") == ["Problem 0", "All 2"]


def test_the_warning_follows_the_colours(editor: RecipientsEditor, window: Window, look: Look) -> None:
    def colours() -> set[int]:
        icon = window.table.model().index(window.column(0).index("鈴木 名無し"), 5).data(Qt.ItemDataRole.DecorationRole)
        image = icon.pixmap(32, 32).toImage()
        return {image.pixel(x, y) for x in range(32) for y in range(32)}

    light = colours()
    look.wear(DARK)
    dark = colours()
    look.wear(LIGHT)
    assert QColor(DARK.bad).rgba() in dark - light
    assert colours() == light


def test_people_met_later_come_below_and_nothing_done_is_lost(editor: RecipientsEditor, window: Window) -> None:
    window.select("Smith John")
    window.press("button-skip-recipient")
    new = replace(SANSAN[0], id="u9", name="新人 一人", email="new@corp.example")
    editor.add([Recipient(new, ADMIN.id, ADMIN.username, "default")], {})
    assert "新人 一人" in window.column(0)
    assert window.row("Smith John")[5] == "Not transferred"
    window.press("button-undo")
    assert window.row("Smith John")[5] == "Same username"
    window.select("新人 一人")
    window.control(Qt.Key.Key_Delete)
    assert editor.recipients()[-1].sansan == new
