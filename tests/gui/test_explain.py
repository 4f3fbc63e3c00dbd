"""Why is this card not there? Asked on Home, from the result, and of each row of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.domain.errors import AppError, ConnectionLost
from wizard.domain.outcome import CREATED, Outcome
from wizard.transfer.explaining import CardStory


@pytest.fixture
def home(person: Person, world: World) -> Person:
    world.profiles["production"] = walk("finished").answers
    person.shell.go_home()
    person.until_page("home")
    return person


def settle(person: Person) -> None:
    person.until(lambda: not person.shell.jobs.busy)


def ask(person: Person, words: str) -> None:
    person.paste("input-explain", words)
    person.press(Qt.Key.Key_Return)
    person.until_page("explain")
    settle(person)


def table(person: Person) -> QTableView:
    found = person.find("table-explain")
    assert isinstance(found, QTableView)
    return found


def rows(person: Person) -> list[list[str]]:
    model = table(person).model()
    return [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]


def way(person: Person) -> str:
    return person.text("text-explain-way")


def test_enter_in_the_search_on_home_searches_and_transfers_nothing(home: Person, world: World) -> None:
    ask(home, "御手洗")
    assert world.explained == ["御手洗"]
    assert [row[0] for row in rows(home)] == ["御手洗 一二三 (C1)", "御手洗 <b>花</b> (C2)"]
    assert home.text("text-explain-found") == "2 cards fit. Choose a row to see how far the card came."


def test_the_way_of_a_card_is_told_step_by_step(home: Person) -> None:
    ask(home, "C1")
    told = way(home)
    for words in (
        "Yes, and visible to this API key.",
        "by the transfer r2: created.",
        "owned by sato@example.com",
        "Changed there since by tanaka@example.com.",
        "Yes, to the contact 003000000000001AAA.",
    ):
        assert words in told
    home.click("button-explain-record")
    assert home.shell.jobs is not None


def test_the_organisations_own_words_and_names_of_anybody_are_shown_as_they_are(home: Person) -> None:
    ask(home, "C2")
    assert "社長室の名刺は登録できません。" in way(home)
    assert "御手洗 &lt;b&gt;花&lt;/b&gt;" in way(home)
    assert not home.find("button-explain-record").isEnabled()


@pytest.mark.parametrize(
    ("card", "words"),
    [("C3", "No. The card has none of the chosen tags."), ("C4", "No, the record was deleted there.")],
)
def test_what_stopped_a_card_is_said(home: Person, card: str, words: str) -> None:
    ask(home, card)
    assert words in way(home)


def test_each_row_of_the_report_leads_to_its_card(person: Person, world: World) -> None:
    person.open("transfer")
    person.until_page("finished")
    person.click("button-explain")
    person.until_page("explain")
    settle(person)
    assert [row[:2] for row in rows(person)] == [["C2", "failed"], ["C3", "left out by choice"], ["C1", "created"]]
    assert "社長室" in rows(person)[0][2]
    person.qtbot.keyClick(table(person), Qt.Key.Key_Down)
    table(person).selectRow(2)
    person.until(lambda: "御手洗 一二三" in way(person))
    assert world.explained[-1] == "C1"
    person.click("button-explain-back")
    person.until_page("finished")


def test_after_a_search_the_report_is_shown_again(home: Person) -> None:
    ask(home, "")
    assert len(rows(home)) == 3
    home.paste("input-explain-card", "C1")
    home.click("button-explain-card")
    home.until(lambda: len(rows(home)) == 1)
    home.click("button-explain-report")
    assert len(rows(home)) == 3


def test_nothing_fits_and_it_is_said_in_place(home: Person) -> None:
    ask(home, "誰もいない")
    assert "No card fits “誰もいない”" in home.message
    assert home.text("input-explain-card") == "誰もいない"


def test_thousands_of_fits_and_no_right_to_search_are_said(home: Person, world: World) -> None:
    world.explain_notices = (AppError("too_many_fit", count=50), AppError("search_refused"))
    ask(home, "御手洗")
    said = home.text("text-explain-found")
    assert "More cards fit; the first 50 are shown" in said
    assert "may not search in Sansan" in said


def test_a_search_that_failed_is_tried_again(home: Person, world: World) -> None:
    world.trouble["explain"] = ConnectionLost("no_answer", sent=False, host="api.sansan.com")
    ask(home, "C1")
    home.until(lambda: bool(home.message))
    world.trouble.clear()
    home.choose("button-try-again")
    home.until(lambda: len(rows(home)) == 1)


def test_a_report_of_100_000_rows_opens_at_once(home: Person, world: World) -> None:
    many = tuple(Outcome(f"C{at}", f"a{at}", CREATED) for at in range(100_000))
    world.run_rows = replace(world.run_rows, rows=many)
    ask(home, "")
    assert table(home).model().rowCount() == 100_000


def test_what_is_not_known_is_said_so(home: Person, world: World) -> None:
    world.stories["C5"] = CardStory("C5", "C5", None)
    ask(home, "C5")
    assert "this API key may not read single cards" in way(home)
