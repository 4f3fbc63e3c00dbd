"""Which cards go: by date and by tag, each with the number it leaves, on the page of the integration user."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QPlainTextEdit

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.application.sansan import TagsFound
from wizard.domain.errors import ConnectionLost
from wizard.domain.profile import CardChoice


@pytest.fixture
def page(person: Person) -> Person:
    person.open("sansan-user")
    settle(person)
    return person


def settle(person: Person) -> None:
    person.until(lambda: not person.shell.jobs.busy)


def tick(person: Person, name: str) -> None:
    box = person.find(name)
    assert isinstance(box, QCheckBox)
    box.click()
    settle(person)


def tags(person: Person) -> QListWidget:
    found = person.find("list-tags")
    assert isinstance(found, QListWidget)
    return found


def shown(person: Person) -> list[str]:
    return [tags(person).item(at).text() for at in range(tags(person).count()) if not tags(person).item(at).isHidden()]


def toggle(person: Person, name: str) -> None:
    """By the keyboard."""
    listed = tags(person)
    at = next(at for at in range(listed.count()) if listed.item(at).text().startswith(name))
    listed.setFocus()
    listed.setCurrentRow(at)
    person.qtbot.keyClick(listed, Qt.Key.Key_Space)


def chosen(person: Person) -> CardChoice:
    return person.shell.page.proposed().cards


def test_every_choice_says_what_it_leaves(page: Person) -> None:
    assert "That is 700 cards now." in page.text("text-what-is-sent")
    tick(page, "check-exchanged-from")
    page.paste("input-exchanged-from", "2026-01-01")
    assert page.text("text-left-since") == "leaves 340 cards"
    assert "That is 340 cards now." in page.text("text-what-is-sent")
    tick(page, "check-tags-any")
    assert shown(page) == ["VIP (40 cards)", "展示会2026 (100 cards)", "展示会2025 (240 cards)"]
    assert page.reason == "Choose a tag, or clear the box “Only cards with one of these tags”."
    toggle(page, "VIP")
    assert page.text("text-left-tags") == "leaves 40 cards"
    toggle(page, "展示会2025")
    assert page.text("text-left-tags") == "leaves 280 cards"
    assert "Of the business cards" in page.text("text-what-is-sent")
    assert "That is 280 cards now." in page.text("text-what-is-sent")
    assert (page.reason, chosen(page).tags_any) == ("", ("VIP", "展示会2025"))
    page.next()
    page.until_page("recipients")
    assert page.shell.journey is not None
    assert page.shell.journey.answers.cards.tags_any == ("VIP", "展示会2025")


def test_the_review_names_the_tags(person: Person) -> None:
    journey = walk("review")
    cards = CardChoice(tags_any=("VIP", "<b>展示会</b>"))
    person.shell._open(replace(journey, answers=replace(journey.answers, cards=cards)))
    person.until_page("review")
    assert "only with one of the tags VIP, &lt;b&gt;展示会&lt;/b&gt;" in person.text("value-review-sansan-user")


def test_many_tags_are_searched(page: Person, world: World) -> None:
    world.tags_found = TagsFound(tuple(f"タグ{at}" for at in range(2_000)))
    tick(page, "check-tags-any")
    page.paste("input-filter-tags", "たぐ1999")
    assert shown(page) == ["タグ1999 (0 cards)"]
    toggle(page, "タグ1999")
    page.paste("input-filter-tags", "")
    assert len(shown(page)) == 2_000
    assert chosen(page).tags_any == ("タグ1999",)


def test_where_tags_cannot_be_listed_they_are_written(page: Person, world: World) -> None:
    world.tags_found = TagsFound(None)
    tick(page, "check-tags-any")
    field = page.find("input-tags")
    assert isinstance(field, QPlainTextEdit) and field.isVisible() and not tags(page).isVisible()
    assert "may not list tags" in page.text("text-tags")
    field.setPlainText(" VIP\u200b \n\n展示会2026\nVIP")
    assert chosen(page).tags_any == ("VIP", "展示会2026")
    assert page.text("text-left-tags") == "leaves 100 cards"


def test_a_tag_that_is_gone_is_shown_and_said(person: Person, world: World) -> None:
    journey = walk("sansan-user")
    cards = CardChoice(tags_any=("古いタグ", "VIP"))
    person.shell._open(replace(journey, answers=replace(journey.answers, cards=cards)))
    person.until_page("sansan-user")
    settle(person)
    assert shown(person)[:2] == ["古いタグ (not in Sansan any more)", "VIP (40 cards)"]
    assert "(renamed or deleted): 古いタグ." in person.text("text-tags")
    toggle(person, "古いタグ")
    assert "古いタグ" not in person.text("text-tags")
    assert chosen(person).tags_any == ("VIP",)


def test_a_key_that_may_not_search_is_said(page: Person, world: World) -> None:
    world.tags_found = TagsFound(("VIP",), searchable=False)
    tick(page, "check-tags-any")
    assert "may not search by tag" in page.text("text-tags")


def test_tags_that_could_not_be_read_are_read_again(page: Person, world: World) -> None:
    world.trouble["tags"] = ConnectionLost("no_answer", sent=False, host="api.sansan.com")
    tick(page, "check-tags-any")
    page.until(lambda: bool(page.message))
    world.trouble.clear()
    page.choose("button-try-again")
    page.until(lambda: shown(page) != [])
