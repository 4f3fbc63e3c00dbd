"""The links page: numbers before anything is written, decisions by key and by click, the run, and taking it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTableView, QTableWidget

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.domain.errors import SetupMustChange
from wizard.domain.links import Choice, Create, Kind, LinkOptions, LinkOutcome, NewField
from wizard.transfer.ledger.links import LinkRow


@pytest.fixture
def page(person: Person, world: World) -> Person:
    """Somebody who has opened the page, and sees what would happen."""
    world.profiles["production"] = walk("finished").answers
    person.shell.go_home()
    person.until_page("home")
    person.click("button-links")
    person.until_page("links")
    ready(person)
    return person


def ready(person: Person) -> None:
    person.until(lambda: not person.shell.jobs.busy and person.find("button-apply-links").isEnabled())


def number(person: Person, name: str) -> str:
    return person.text(f"number-{name}")


def table(person: Person) -> QTableView:
    found = person.find("table-links")
    assert isinstance(found, QTableView)
    return found


def cell(person: Person, row: int, column: int) -> str:
    return str(table(person).model().index(row, column).data())


def test_what_would_happen_is_shown_before_anything_is_written(page: Person, world: World) -> None:
    assert [number(page, name) for name in ("email", "name", "several", "nobody", "already")] == [
        "450", "150", "4", "80", "16",
    ]  # fmt: skip
    assert page.text("button-apply-links") == "Link 600 cards"
    assert world.linked == []
    create = page.find("choice-links-create")
    assert isinstance(create, QComboBox)
    create.setCurrentIndex(create.findData(Create.LEAD))
    ready(page)
    assert page.text("button-apply-links") == "Link 680 cards"
    fill = page.find("choice-links-fill")
    assert isinstance(fill, QCheckBox)
    fill.click()
    page.until(lambda: "12 records" in page.text("text-links"))
    page.click("button-apply-links")
    page.until(lambda: page.find("button-undo-links").isVisible() and not page.shell.jobs.busy)
    assert world.linked == [LinkOptions(create=Create.LEAD, fill_empty=True)]


def test_what_new_records_need_is_asked_for_once(page: Person, world: World) -> None:
    world.asked = (
        NewField(Kind.LEAD, "Region__c", "地域"),
        NewField(Kind.LEAD, "RecordTypeId", "Record Type", (("012A", "Partner"), ("012B", "Customer")), needed=False),
    )
    assert not page.find("button-link-defaults").isVisible()
    create = page.find("choice-links-create")
    assert isinstance(create, QComboBox)
    create.setCurrentIndex(create.findData(Create.LEAD))
    ready(page)
    page.click("button-link-defaults")
    field, choice = page.find("input-default-Region__c"), page.find("input-default-RecordTypeId")
    assert isinstance(field, QLineEdit)
    assert isinstance(choice, QComboBox)
    field.setText("関東")
    choice.setCurrentIndex(choice.findData("012B"))
    page.click("button-use-defaults")
    page.until(lambda: bool(world.defaults))
    assert world.defaults == (("Lead", "Region__c", "関東"), ("Lead", "RecordTypeId", "012B"))
    ready(page)
    page.click("button-link-defaults")
    again = page.find("input-default-Region__c")
    assert isinstance(again, QLineEdit)
    assert again.text() == "関東"
    page.click("button-cancel-defaults")


def test_a_card_is_decided_by_a_key_and_opened_again(page: Person, world: World) -> None:
    page.until(lambda: cell(page, 0, 0) == "山田 太郎0")
    compare = page.find("table-candidates")
    assert isinstance(compare, QTableWidget)
    page.until(lambda: compare.columnCount() == 3)
    assert compare.item(0, 2).font().bold()
    assert not compare.item(0, 1).font().bold() or compare.item(0, 1).text() != compare.item(0, 0).text()
    page.qtbot.keyClick(table(page), Qt.Key.Key_2)
    page.until(lambda: world.choices.get("c0") == (Choice.THIS, "003B"))
    assert cell(page, 0, 4) == "Link to 山田 次郎"
    assert table(page).currentIndex().row() == 1
    page.qtbot.keyClick(table(page), Qt.Key.Key_0)
    page.until(lambda: world.choices.get("c1") == (Choice.NONE, ""))
    assert page.text("button-apply-links") == "Link 601 cards"
    page.click("button-link-undo")
    page.until(lambda: "c1" not in world.choices)
    page.click("button-link-undo")
    page.until(lambda: world.choices == {})
    assert page.text("button-apply-links") == "Link 600 cards"
    assert not page.find("button-link-undo").isEnabled()


def test_a_decision_holds_for_all_cards_of_a_company(page: Person, world: World) -> None:
    page.until(lambda: cell(page, 0, 1) == "会社0")
    page.click("button-link-company")
    page.until(lambda: set(world.choices) == {"c0", "c2"})
    assert set(world.choices.values()) == {(Choice.NONE, "")}


def test_kana_finds_people_among_many(page: Person, world: World) -> None:
    world.undecided = tuple(
        LinkRow(f"c{at}", f"r{at}", LinkOutcome.AMBIGUOUS, "several_name", kind="Contact", candidates=("003A", "003B"))
        for at in range(3_000)
    )
    page.find("button-links-home").click()  # type: ignore[attr-defined]
    page.until_page("home")
    page.click("button-links")
    ready(page)
    page.until(lambda: cell(page, 0, 0) == "山田 太郎0")
    page.paste("input-filter-links", "やまだ 太郎2999")
    page.until(lambda: table(page).model().rowCount() == 1)
    assert cell(page, 0, 0) == "山田 太郎2999"


def test_the_run_is_taken_back(page: Person, world: World) -> None:
    page.click("button-apply-links")
    page.until(lambda: page.find("button-undo-links").isVisible() and not page.shell.jobs.busy)
    page.click("button-undo-links")
    page.until(lambda: "Taken back" in page.message)
    assert world.undone == [("l1", False)]


def test_a_lookup_that_is_missing_is_said_in_place(person: Person, world: World) -> None:
    world.trouble["preview_links"] = SetupMustChange("link_no_lookups", object="Sansan_Card__c")
    world.profiles["production"] = walk("finished").answers
    person.shell.go_home()
    person.until_page("home")
    person.click("button-links")
    person.until(lambda: "no lookup to contacts or leads" in person.message)
    assert not person.find("button-apply-links").isEnabled()
