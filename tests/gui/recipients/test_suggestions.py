from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QSpinBox

from wizard.domain.recipients import Directory, match_all
from wizard.domain.suggestions import suggest
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.gui.recipients.widget import RecipientsEditor

from .people import ADMIN
from .window import Window

USERS = (
    ADMIN,
    SalesforceUser("005E", "b1@crm.example", "佐藤 一郎"),
    SalesforceUser("005F", "b2@crm.example", "Jiro Tanaka"),
)
PEOPLE = [
    SansanUser("u1", "佐藤　一郎", "a1@corp.example"),
    SansanUser("u2", "タナカ ジロウ", "a2@corp.example"),
    SansanUser("u3", "鈴木 三郎", "a3@corp.example"),
]


@pytest.fixture
def suggesting(editor: RecipientsEditor) -> RecipientsEditor:
    recipients = match_all(PEOPLE, Directory(USERS), ADMIN)
    editor.set_data(recipients, USERS, ADMIN.id, {}, suggestions=suggest(recipients, USERS))
    return editor


def test_a_suggestion_names_its_person_and_why_but_changes_nothing(
    suggesting: RecipientsEditor, window: Window
) -> None:
    assert window.row("佐藤　一郎")[3:] == [ADMIN.name, ADMIN.username, "Perhaps 佐藤 一郎: same name (95 %)"]
    assert window.row("タナカ ジロウ")[5] == "Perhaps Jiro Tanaka: sounds the same (75 %)"
    assert {r.reason for r in suggesting.recipients()} == {"default"}
    assert window.texts("filter-suggested", "filter-unmatched") == ["Suggested 2", "Unmatched 1"]
    assert "3" in window.find(QLabel, "label-summary").text()


def test_a_suggestion_is_accepted_by_key_and_undone(suggesting: RecipientsEditor, window: Window) -> None:
    window.select("タナカ ジロウ")
    window.control(Qt.Key.Key_Return)
    assert [(r.username, r.reason) for r in suggesting.recipients()][1] == ("b2@crm.example", "manual")
    window.control(Qt.Key.Key_Z)
    assert [r.reason for r in suggesting.recipients()] == ["default"] * 3
    assert window.texts("filter-suggested") == ["Suggested 2"]


def listed(window: Window) -> list[str]:
    model = window.find(QListView, "list-suggestions").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_several_are_shown_and_accepted_from_a_confidence_on(suggesting: RecipientsEditor, window: Window) -> None:
    window.table.selectAll()
    window.press("button-accept-suggestion")
    assert listed(window) == ["95 %  佐藤　一郎 a1@corp.example → 佐藤 一郎 b1@crm.example"]
    assert {r.reason for r in suggesting.recipients()} == {"default"}
    window.press("button-accept-all")
    assert [r.reason for r in suggesting.recipients()] == ["manual", "default", "default"]
    window.press("button-undo")
    assert {r.reason for r in suggesting.recipients()} == {"default"}


def test_the_confidence_can_be_lowered_for_all(suggesting: RecipientsEditor, window: Window) -> None:
    window.table.clearSelection()
    window.press("button-accept-suggestion")
    confidence = window.find(QSpinBox, "input-confidence")
    confidence.setValue(100)
    assert listed(window) == []
    assert not window.find(QAbstractButton, "button-accept-all").isEnabled()
    confidence.setValue(75)
    assert len(listed(window)) == 2
    window.press("button-accept-all")
    assert [r.username for r in suggesting.recipients()] == ["b1@crm.example", "b2@crm.example", ADMIN.username]


def test_without_suggestions_nothing_speaks_of_them(suggesting: RecipientsEditor, window: Window) -> None:
    suggesting.set_data(suggesting.recipients(), USERS, ADMIN.id, {}, suggestions={})
    assert not window.find(QAbstractButton, "button-accept-suggestion").isVisible()
    assert not window.find(QAbstractButton, "filter-suggested").isVisible()
    assert window.texts("filter-unmatched") == ["Unmatched 3"]
