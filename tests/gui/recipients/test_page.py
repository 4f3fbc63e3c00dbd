"""The recipients page around the table: users of a file, owners met by counting, consequences, the sort kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import SATO, SATO_SF, TANAKA, World
from tests.journeys.people import ADMIN
from wizard.application.recipients import Matched
from wizard.application.sansan import CardsSeen
from wizard.domain.control import Control
from wizard.domain.errors import AppError
from wizard.domain.recipients import Directory, Recipient, match_all
from wizard.domain.users import SansanUser
from wizard.flow.answers import Answers, Connection
from wizard.gui.recipients.change_dialog import ChangeDialog
from wizard.gui.shell import Shell

NEW = SansanUser("u3", "新人 一人", "new@example.com")


class PeopleWorld(World):
    """Matches whoever is asked for; counting ends when ``counted`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.listed = True
        self.counted = Event()
        self.asked: list[tuple[SansanUser, ...]] = []
        self.given: list[tuple[Recipient, ...]] = []

    def count_cards(self, connection: Connection, report: Callable[[CardsSeen], None], control: Control) -> CardsSeen:
        while not self.counted.wait(0.01):
            control.checkpoint()
        owners = {"sato@example.com": 400, "tanaka@example.com": 300, "new@example.com": 8}
        return CardsSeen(708, owners, (SATO, TANAKA, NEW), complete=True)

    def match_recipients(
        self, answers: Answers, owners: tuple[SansanUser, ...], of_file: tuple[SansanUser, ...], control: Control
    ) -> Matched:
        self._raise("match_recipients")
        people = {user.email: user for user in (*of_file, *owners)}
        self.asked.append(tuple(people.values()))
        self.given.append(answers.recipients)
        default = answers.default_user or ADMIN
        found = match_all(people.values(), Directory((ADMIN, SATO_SF)), default)
        return Matched(found, (ADMIN, SATO_SF), default, listed=self.listed, notices=self.notices)

    def read_users(self, path: Path) -> tuple[SansanUser, ...]:
        return (NEW,)

    def read_mapping(self, path: Path) -> list[object]:
        from wizard.domain.errors import SetupMustChange

        raise SetupMustChange("mapping_file_header", file=str(path))


@pytest.fixture
def world() -> Iterator[PeopleWorld]:
    world = PeopleWorld()
    yield world
    world.counted.set()


@pytest.fixture
def person(qtbot: QtBot, open_window: Callable[..., Shell]) -> Person:
    person = Person(qtbot, open_window())
    person.open("recipients")
    person.until(lambda: not person.shell.page.open_point())
    return person


def names(person: Person) -> list[str]:
    table = person.find("table-recipients")
    assert isinstance(table, QTableView)
    return [table.model().index(row, 0).data() for row in range(table.model().rowCount())]


def change_first(person: Person) -> None:
    table = person.find("table-recipients")
    table.setFocus()
    person.qtbot.keyClick(table, Qt.Key.Key_Delete)


def test_owners_met_by_counting_are_added_below_what_was_done(person: Person, world: PeopleWorld) -> None:
    assert names(person) == [SATO.name]
    change_first(person)
    world.counted.set()
    person.until(lambda: NEW.name in names(person))
    chosen = {r.sansan.email: r.reason for r in person.shell.page.proposed().recipients}
    assert chosen == {"sato@example.com": "manual", "tanaka@example.com": "default", "new@example.com": "default"}
    assert len(world.asked) == 2


def test_a_key_that_may_not_list_users_is_said_and_a_file_helps(
    qtbot: QtBot, open_window: Callable[..., Shell], world: PeopleWorld, tmp_path: Path
) -> None:
    world.listed = False
    person = Person(qtbot, open_window())
    person.open("recipients")
    person.until(lambda: not person.shell.page.open_point())
    assert person.find("text-not-listed").isVisible()
    change_first(person)
    editor = person.shell.page.editor
    editor._files.import_(tmp_path / "users.csv", editor.recipients(), editor._changing.choices)
    person.until(lambda: NEW.name in names(person))
    assert "users.csv" in person.text("message-recipients")


def test_matching_again_reads_both_sides_and_keeps_what_was_chosen(person: Person, world: PeopleWorld) -> None:
    change_first(person)
    before = len(world.asked)
    person.click("button-match-again")
    person.until(lambda: len(world.asked) > before and not person.shell.page.open_point())
    assert world.given[-1][0].reason == "manual"


def test_it_says_how_many_cards_will_change_owner(person: Person, world: PeopleWorld) -> None:
    consequences = person.find("text-consequences")
    assert isinstance(consequences, QLabel)
    assert not consequences.isVisible()
    world.moves = {"tanaka@example.com": 1200}
    change_first(person)
    person.until(consequences.isVisible)
    assert consequences.text() == "1,200 cards already in Salesforce will change owner at the next transfer."
    world.moves = {}
    person.click("button-undo")
    person.until(lambda: not consequences.isVisible())


def test_the_sort_is_remembered_at_the_next_start(
    person: Person, world: PeopleWorld, qtbot: QtBot, open_window: Callable[..., Shell]
) -> None:
    world.counted.set()
    person.until(lambda: len(names(person)) == 3)
    table = person.find("table-recipients")
    assert isinstance(table, QTableView)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    sorted_names = names(person)
    person.until(lambda: world.memory == {"recipients-sort": "0 0"})
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    person.until(lambda: world.memory == {"recipients-sort": "0 1"})
    again = Person(qtbot, open_window())
    again.open("recipients")
    again.until(lambda: len(names(again)) == 3)
    assert names(again) == sorted_names[::-1]


@pytest.mark.parametrize("damaged", ["", "x", "99 0", "0 7", "0"])
def test_a_damaged_memory_sorts_nothing(
    qtbot: QtBot, open_window: Callable[..., Shell], world: PeopleWorld, damaged: str
) -> None:
    world.memory["recipients-sort"] = damaged
    world.counted.set()
    person = Person(qtbot, open_window())
    person.open("recipients")
    person.until(lambda: not person.shell.page.open_point())
    person.until(lambda: len(names(person)) == 3)
    assert names(person)[-1] == SATO.name  # who has no match stands first


def test_who_cannot_own_cards_is_said_before_going_on(person: Person) -> None:
    editor = person.shell.page.editor
    barred = (ADMIN, replace(SATO_SF, barred="inactive"))
    editor.set_data(editor.recipients(), barred, ADMIN.id, {})
    person.click("button-next")
    assert "1 recipient cannot own cards" in person.message
    assert person.shell.page.step == "recipients"


def test_an_excluded_owner_who_is_nobody_is_said_before_it_goes_on(
    qtbot: QtBot, open_window: Callable[..., Shell], world: PeopleWorld
) -> None:
    world.notices = (AppError("excluded_owners_absent", names="hr@exmaple.com"),)
    person = Person(qtbot, open_window())
    person.open("recipients")
    person.until(lambda: not person.shell.page.open_point())
    person.click("button-next")
    person.until(lambda: "hr@exmaple.com" in person.message)
    assert person.shell.page.step == "recipients"


def test_the_default_recipient_is_chosen_here_and_stays(person: Person, world: PeopleWorld) -> None:
    assert ADMIN.username in person.text("text-default-recipient")
    before = len(world.asked)
    person.click("button-default-recipient")
    dialog = person.shell.findChild(ChangeDialog, "dialog-change-recipient")
    assert isinstance(dialog, ChangeDialog)
    assert dialog.findChild(QPushButton, "button-choose-skip") is None, "it must be somebody"
    field = dialog.findChild(QLineEdit, "input-recipient")
    assert field
    person.qtbot.keyClicks(field, "sato")
    choose = dialog.findChild(QPushButton, "button-choose-recipient")
    assert choose
    choose.click()
    person.until(lambda: len(world.asked) > before and not person.shell.page.open_point())
    assert SATO_SF.username in person.text("text-default-recipient")
    proposed = person.shell.page.proposed()
    assert proposed.default_user == SATO_SF
