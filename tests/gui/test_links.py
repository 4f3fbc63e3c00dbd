"""The links page: numbers before anything is written, decisions by key and by click, the run, and taking it back."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTableView, QTableWidget

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.domain.links import Choice, Create, Kind, LinkOptions, LinkOutcome, LinkState, NewField
from wizard.transfer.ledger.links import LinkRow


@pytest.fixture
def page(person: Person, world: World) -> Person:
    """Somebody who has opened the page, and sees what would happen."""
    open_links(person, world)
    return person


def open_links(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    person.shell.go_home()
    person.until_page("home")
    person.click("button-links")
    ready(person)


def ready(person: Person) -> None:
    person.until_page("links")
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
    page.until_enabled("button-link-company")
    assert page.text("button-link-company") == "The same for all of 会社0 (S)"
    page.click("button-link-company")
    page.until(lambda: set(world.choices) == {"c0", "c2"})
    assert set(world.choices.values()) == {(Choice.NONE, "")}
    assert cell(page, 0, 4) == cell(page, 2, 4) == "Link to nobody"
    page.click("button-link-undo")
    page.until(lambda: world.choices == {})


def test_what_was_decided_just_now_is_what_holds_for_the_company(page: Person, world: World) -> None:
    create = page.find("choice-links-create")
    assert isinstance(create, QComboBox)
    create.setCurrentIndex(create.findData(Create.LEAD))
    ready(page)
    page.until(lambda: cell(page, 0, 1) == "会社0")
    page.until_enabled("button-link-new")
    page.qtbot.keyClick(table(page), Qt.Key.Key_N)
    assert table(page).currentIndex().row() == 1, "of another company"
    assert page.text("button-link-company") == "The same for all of 会社0 (S)"
    page.qtbot.keyClick(table(page), Qt.Key.Key_S)
    page.until(lambda: world.choices == {"c0": (Choice.NEW, ""), "c2": (Choice.NEW, "")})
    assert number(page, "made") == "82"


def test_the_numbers_follow_each_decision_and_add_up(page: Person, world: World) -> None:
    page.until(lambda: page.find("button-link-this").isEnabled())
    page.click("button-link-this")
    page.click("button-link-none")
    page.until(lambda: len(world.choices) == 2)
    tiles = ("email", "name", "person", "several", "nobody", "already")
    assert [number(page, name) for name in tiles] == ["450", "150", "1", "2", "81", "16"]
    assert "700 cards in Salesforce, together." in page.text("text-links")
    assert page.find("group-undecided").title().endswith("(2 to decide)")  # type: ignore[attr-defined]
    page.click("button-apply-links")
    page.until(lambda: page.find("button-undo-links").isVisible() and not page.shell.jobs.busy)
    assert [number(page, name) for name in tiles] == ["450", "150", "1", "2", "81", "16"]


def test_a_decision_of_an_earlier_day_is_shown_and_opened_again(person: Person, world: World) -> None:
    world.choices = {"c1": (Choice.THIS, "003B"), "c3": (Choice.NONE, "")}
    world.profiles["production"] = walk("finished").answers
    person.shell.go_home()
    person.until_page("home")
    person.click("button-links")
    ready(person)
    person.until(lambda: cell(person, 2, 4) == "Link to 山田 次郎")
    assert cell(person, 3, 4) == "Link to nobody"
    assert person.text("button-apply-links") == "Link 601 cards"
    assert not person.find("button-link-undo").isEnabled()
    table(person).selectRow(3)
    assert person.text("button-link-undo") == "Decide again"
    assert not person.find("button-link-none").isEnabled(), "its candidates are not known any more"
    person.click("button-link-undo")
    person.until(lambda: world.choices == {"c1": (Choice.THIS, "003B")})
    ready(person)
    assert [number(person, name) for name in ("several", "nobody")] == ["3", "80"]


def test_what_differs_is_seen_and_heard(page: Person) -> None:
    compare = page.find("table-candidates")
    assert isinstance(compare, QTableWidget)
    page.until(lambda: compare.columnCount() == 3 and compare.item(2, 0).text() == "部長")
    title, company = compare.item(2, 1), compare.item(1, 1)
    assert (title.text(), title.font().bold()) == ("課長", True)
    assert title.data(Qt.ItemDataRole.AccessibleTextRole) == "課長, different from the card"
    assert not company.font().bold()
    assert [compare.verticalHeaderItem(row).text() for row in (5, 6)] == ["Owner", "Last activity"]
    assert [compare.item(row, 2).text() for row in (5, 6)] == ["佐藤", "01/10/2026"]


def test_records_that_a_duplicate_rule_found_are_named_and_can_be_chosen(person: Person, world: World) -> None:
    said = "Use one of these records?"
    found = {"kind": "Lead", "candidates": ("003A", "00QA"), "detail": said}
    world.undecided = (LinkRow("c0", "r0", LinkOutcome.AMBIGUOUS, "duplicate_rule", **found),)
    open_links(person, world)
    person.until(lambda: cell(person, 0, 3) == f"2: found by your organisation’s duplicate rule: {said}")
    person.until_enabled("button-link-this")
    person.qtbot.keyClick(table(person), Qt.Key.Key_2)
    person.until(lambda: world.choices == {"c0": (Choice.THIS, "00QA")})


def test_several_accounts_are_shown_and_none_of_them_is_the_person(person: Person, world: World) -> None:
    found = {"kind": "Contact", "candidates": ("001A", "001B")}
    world.undecided = (LinkRow("c0", "r0", LinkOutcome.AMBIGUOUS, "several_accounts", **found),)
    open_links(person, world)
    compare = person.find("table-candidates")
    assert isinstance(compare, QTableWidget)
    person.until(lambda: compare.columnCount() == 3)
    person.qtbot.keyClick(table(person), Qt.Key.Key_1)
    assert not person.find("button-link-this").isEnabled()
    assert world.choices == {}


def test_a_decision_that_cannot_be_kept_is_said(page: Person, world: World) -> None:
    world.trouble["decide_link"] = Interrupted("busy", profile="production")
    page.until(lambda: page.find("button-link-this").isEnabled())
    page.qtbot.keyClick(table(page), Qt.Key.Key_0)
    page.until(lambda: bool(page.message))
    del world.trouble["decide_link"]
    page.choose("button-try-again")
    ready(page)
    assert cell(page, 0, 4) == ""
    assert page.text("button-apply-links") == "Link 600 cards"


def test_a_run_waits_until_every_decision_is_kept(page: Person, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    slowly, keep = Event(), world.decide_link

    def decide_link(card_ids: tuple[str, ...], choice: Choice | None, target_id: str) -> None:
        slowly.wait(10)
        keep(card_ids, choice, target_id)

    monkeypatch.setattr(world, "decide_link", decide_link)
    page.until(lambda: page.find("button-link-this").isEnabled())
    page.qtbot.keyClick(table(page), Qt.Key.Key_1)
    page.click("button-apply-links")
    assert world.linked == []
    slowly.set()
    page.until(lambda: world.linked == [LinkOptions()])
    page.until(lambda: number(page, "person") == "1")


def test_linking_is_held_and_goes_on(page: Person, world: World) -> None:
    world.hold.clear()
    page.click("button-apply-links")
    page.until(lambda: page.find("button-hold-links").isVisible())
    page.click("button-hold-links")
    assert page.text("button-hold-links") == "Resume"
    page.click("button-hold-links")
    world.hold.set()
    page.until(lambda: page.find("button-undo-links").isVisible() and not page.shell.jobs.busy)


def test_why_the_others_were_not_linked_is_told(page: Person, world: World) -> None:
    world.link_reasons = (("unmatched", "no_company", 5), ("failed", "row:UNABLE_TO_LOCK_ROW", 2))
    page.click("button-apply-links")
    page.until(lambda: "<b>5 cards</b>: Nothing was created: the card has no company." in page.text("text-links"))
    assert "<b>2 cards</b>" in page.text("text-links")


def test_links_of_an_earlier_day_are_taken_back(person: Person, world: World) -> None:
    world.linked = [LinkOptions()]
    open_links(person, world)
    person.click("button-undo-links")
    person.until(lambda: "Taken back" in person.message)
    person.until(lambda: not person.shell.jobs.busy and not person.find("button-undo-links").isVisible())
    assert world.undone == [("l1", False)]
    assert "Taken back" in person.message, "it is still said while all is compared anew"


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


def test_the_result_leads_to_links_and_back(person: Person, world: World) -> None:
    person.open("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")
    person.click("button-result-links")
    ready(person)
    assert "production" in person.text("summary-links")
    person.click("button-apply-links")
    person.until(lambda: world.linked == [LinkOptions()])
    person.until(lambda: not person.shell.jobs.busy)
    person.click("button-links-home")
    person.until_page("finished")
    assert person.text("number-created") == "700"


def test_home_says_how_many_are_linked_and_who_is_undecided_since_when(person: Person, world: World) -> None:
    world.profiles["production"] = walk("finished").answers
    world.link_state = LinkState("2026-11-02T01:00:00+00:00", 600, 12, "2026-10-30T01:00:00+00:00")
    person.shell.go_home()
    person.until_page("home")
    said = person.text("value-links-production")
    assert said.startswith("600 cards linked. 12 undecided since 30/10/2026")
    assert "Last compared 02/11/2026" in said
    world.link_state = LinkState("2026-11-02T01:00:00+00:00", 612, 0)
    person.shell.start()
    person.until(lambda: person.text("value-links-production").startswith("612 cards linked. Last compared"))
