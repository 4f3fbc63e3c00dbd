"""The page of the fields: what goes where, switched and chosen by key and by click, its effect said before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.application.command import Report
from wizard.domain.control import Control
from wizard.domain.destination import PACKAGE
from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.domain.field_choice import ITEMS
from wizard.flow.answers import Answers

NOTE = PACKAGE.fields["memo"]


@pytest.fixture
def page(person: Person, world: World) -> Person:
    """Somebody who opened the page from Home."""
    world.profiles["production"] = walk("finished").answers
    return opened(person)


def opened(person: Person) -> Person:
    person.shell.go_home()
    person.until_page("home")
    person.click("button-fields")
    person.until_page("fields")
    person.until(lambda: not person.shell.jobs.busy)
    return person


def table(person: Person) -> QTableView:
    found = person.find("table-fields")
    assert isinstance(found, QTableView)
    return found


def cell(person: Person, item: str, column: int) -> str:
    return str(table(person).model().index(ITEMS.index(item), column).data())


def stand_on(person: Person, item: str) -> QTableView:
    found = table(person)
    found.setFocus()
    found.setCurrentIndex(found.model().index(ITEMS.index(item), 0))
    return found


def choose(person: Person, item: str, field: str) -> None:
    """Open the list of a row by Enter, and take a field of it."""
    person.qtbot.keyClick(stand_on(person, item), Qt.Key.Key_Return)
    person.until(lambda: person.shell.findChild(QComboBox, "choice-field") is not None)
    editor = person.shell.findChild(QComboBox, "choice-field")
    assert editor is not None
    at = editor.findData(field)
    assert at >= 0, [editor.itemData(each) for each in range(editor.count())]
    editor.setCurrentIndex(at)
    editor.activated.emit(at)
    person.until(lambda: person.shell.findChild(QComboBox, "choice-field") is None)
    person.until(lambda: not person.shell.jobs.busy)


def effect(person: Person) -> str:
    return person.text("text-fields-effect")


def test_every_item_is_shown_with_its_field_and_a_real_value(page: Person) -> None:
    assert table(page).model().rowCount() == len(ITEMS) == 23
    assert cell(page, "memo", 0) == "Memo"
    assert cell(page, "memo", 1) == f"Memo ({NOTE})"
    assert cell(page, "memo", 2) == "Long text, up to 32,768 characters"
    assert cell(page, "memo", 3).startswith("展示会で名刺交換。")
    assert cell(page, "address", 3) == "東京都千代田区"
    assert cell(page, "fax", 3) == "(empty)"
    page.click("button-fields-card")
    assert cell(page, "memo", 3) == "(empty)"
    assert "山田 太郎" in page.text("text-fields-card")


def test_a_longer_value_is_shown_shortened(page: Person) -> None:
    choose(page, "memo", "Card_Memo__c")
    assert cell(page, "memo", 1) == "Memo of the card (Card_Memo__c)"
    assert cell(page, "memo", 2) == "Text, up to 80 characters, required"
    assert cell(page, "memo", 3).endswith("(shortened to 80 characters)")
    choose(page, "title", "Rank__c")
    assert cell(page, "title", 2) == "Picklist, 2 values and no others"
    assert cell(page, "title", 3) == "部長 (left out: the field does not take this value)"


def test_only_fields_that_fit_and_are_free_are_offered(page: Person) -> None:
    page.qtbot.keyClick(stand_on(page, "memo"), Qt.Key.Key_F2)
    page.until(lambda: page.shell.findChild(QComboBox, "choice-field") is not None)
    editor = page.shell.findChild(QComboBox, "choice-field")
    assert editor is not None
    offered = [editor.itemData(at) for at in range(editor.count())]
    assert offered == [NOTE, "Card_Memo__c", "Rank__c"]
    assert editor.itemText(0).endswith("as usual")


def opened_list(person: Person, item: str) -> QComboBox:
    """The list of a row, opened by a click on its field."""
    found, index = table(person), table(person).model().index(ITEMS.index(item), 1)
    found.scrollTo(index)
    spot = found.visualRect(index).center()
    person.qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    person.until(lambda: person.shell.findChild(QComboBox, "choice-field") is not None)
    editor = person.shell.findChild(QComboBox, "choice-field")
    assert editor is not None
    person.until(lambda: editor.view().isVisible())
    return editor


def test_a_field_is_chosen_by_mouse_alone(page: Person) -> None:
    editor = opened_list(page, "memo")
    view = editor.view()
    spot = view.visualRect(view.model().index(1, 0)).center()
    page.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot, delay=600)
    page.until(lambda: cell(page, "memo", 1) == "Memo of the card (Card_Memo__c)")
    page.until(lambda: page.shell.findChild(QComboBox, "choice-field") is None)


def test_a_field_is_chosen_by_keyboard_alone_and_escape_changes_nothing(page: Person) -> None:
    page.qtbot.keyClick(stand_on(page, "memo"), Qt.Key.Key_Return)
    editor = page.shell.findChild(QComboBox, "choice-field")
    assert editor is not None
    page.until(lambda: editor.view().isVisible())
    page.qtbot.keyClick(editor.view(), Qt.Key.Key_Down)
    page.qtbot.keyClick(editor.view(), Qt.Key.Key_Return)
    page.until(lambda: cell(page, "memo", 1) == "Memo of the card (Card_Memo__c)")
    page.until(lambda: page.shell.findChild(QComboBox, "choice-field") is None)
    editor = opened_list(page, "memo")
    page.qtbot.keyClick(editor.view(), Qt.Key.Key_Up)
    page.qtbot.keyClick(editor.view(), Qt.Key.Key_Escape)
    page.until(lambda: not editor.view().isVisible())
    page.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    page.until(lambda: page.shell.findChild(QComboBox, "choice-field") is None)
    assert cell(page, "memo", 1) == "Memo of the card (Card_Memo__c)"


def test_the_number_of_cards_is_said_before_anything_is_saved(page: Person, world: World) -> None:
    assert effect(page) == "With this choice no card that was sent before is written again."
    choose(page, "memo", "Card_Memo__c")
    page.until(lambda: "37 cards again" in effect(page))
    assert world.cards_chosen == {}
    page.click("button-apply-fields")
    page.until(lambda: "Saved" in page.message)
    assert world.cards_chosen["production"].fields == (("memo", "Card_Memo__c"),)


def test_an_item_is_switched_off_and_on_by_the_space_bar_and_by_click(page: Person, world: World) -> None:
    for item in ("fax", "memo"):
        page.qtbot.keyClick(stand_on(page, item), Qt.Key.Key_Space)
        assert cell(page, item, 1) == "Not transferred"
    page.qtbot.keyClick(stand_on(page, "fax"), Qt.Key.Key_Space)
    assert cell(page, "fax", 1) == f"Fax ({PACKAGE.fields['fax']})"
    index = table(page).model().index(ITEMS.index("url"), 0)
    box = table(page).visualRect(index).center()
    box.setX(table(page).visualRect(index).left() + 14)
    table(page).scrollTo(index)
    page.qtbot.mouseClick(table(page).viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert cell(page, "url", 1) == "Not transferred"
    page.until(lambda: not page.shell.jobs.busy)
    page.click("button-apply-fields")
    page.until(lambda: "production" in world.cards_chosen)
    chosen = world.cards_chosen["production"]
    assert (chosen.options.memo, chosen.options.tags, chosen.fields) == (False, True, (("url", ""),))


def test_what_no_longer_fits_is_said_and_must_be_changed_first(person: Person, world: World) -> None:
    answers = walk("finished").answers
    chosen = {"memo": "Gone__c", "title": "Locked__c", "fax": "Count__c"}
    world.profiles["production"] = replace(answers, cards=answers.cards.choosing(chosen))
    opened(person)
    said = person.text("text-fields-warning")
    assert "Memo (Gone__c): the field is absent" in said
    assert "Title (Locked__c): the signed-in user may not write" in said
    assert "Fax (Count__c): a field of this type does not take it" in said
    assert "Card_Memo__c: nothing of a card goes there" in said
    assert cell(person, "memo", 1) == "Gone__c"
    assert not person.find("button-apply-fields").isEnabled()
    person.click("button-fields-usual")
    assert person.find("button-apply-fields").isEnabled()


def test_a_count_that_fails_is_said_and_blocks_nothing(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    world.trouble["count_rewritten"] = SetupMustChange("package_absent")
    opened(person)
    assert "could not be counted" in effect(person)
    assert person.find("button-apply-fields").isEnabled()


def test_a_new_choice_is_counted_instead_of_the_one_before(
    page: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = world.count_rewritten

    def held(answers: Answers, report: Report, control: Control) -> int | None:
        if len(answers.cards.chosen_fields) == 1:
            while not control.cancelled:
                control.sleep(0.01)
            raise Interrupted("stopped_by_person")
        return plain(answers, report)

    monkeypatch.setattr(world, "count_rewritten", held)
    page.qtbot.keyClick(stand_on(page, "fax"), Qt.Key.Key_Space)
    page.qtbot.keyClick(stand_on(page, "url"), Qt.Key.Key_Space)
    page.until(lambda: "37 cards again" in effect(page))


def test_from_the_review_it_leads_back_there_with_the_choice(person: Person, world: World) -> None:
    person.open("review")
    person.paste("input-profile-name", "my-own-name")
    person.click("button-change-fields")
    person.until_page("fields")
    person.until(lambda: not person.shell.jobs.busy)
    choose(person, "memo", "Card_Memo__c")
    person.click("button-apply-fields")
    person.until_page("review")
    assert person.text("value-review-fields") == "Memo → Card_Memo__c"
    assert person.find("input-profile-name").text() == "my-own-name"  # type: ignore[attr-defined]
    person.click("button-change-fields")
    person.until(lambda: not person.shell.jobs.busy)
    page_words = cell(person, "memo", 1)
    assert page_words == "Memo of the card (Card_Memo__c)"
    person.qtbot.keyClick(stand_on(person, "fax"), Qt.Key.Key_Space)
    person.click("button-fields-back")
    person.until_page("review")
    assert person.text("value-review-fields") == "Memo → Card_Memo__c"
    person.click("button-save-only")
    person.until(lambda: "my-own-name" in world.profiles)
    assert world.profiles["my-own-name"].cards.fields == (("memo", "Card_Memo__c"),)


def test_what_is_off_on_the_fields_is_off_where_the_cards_are_chosen(person: Person) -> None:
    person.open("review")
    person.click("button-change-fields")
    person.until(lambda: not person.shell.jobs.busy)
    for item in ("memo", "fax"):
        person.qtbot.keyClick(stand_on(person, item), Qt.Key.Key_Space)
    person.click("button-apply-fields")
    person.until_page("review")
    assert person.text("value-review-fields") == "without Fax, Memo"
    person.click("button-change-sansan-user")
    person.until_page("sansan-user")
    memo = person.find("check-memo")
    assert isinstance(memo, QWidget) and not memo.isChecked()  # type: ignore[attr-defined]
    memo.click()  # type: ignore[attr-defined]
    person.shell.jump("review")
    person.until_page("review")
    assert person.text("value-review-fields") == "without Fax"
