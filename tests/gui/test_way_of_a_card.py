"""Fields and the search in the real window, on the stand-ins: what is said before is what the transfer does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.gui.conftest import end
from tests.gui.person import Person
from tests.gui.test_fields import choose, effect
from tests.journeys.test_window_fields import Window, window_on_standins
from wizard.app.runner import Runner
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.services.home import Home
from wizard.wiring import Services


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    with window_on_standins(tmp_path) as window:
        yield window


@pytest.fixture
def person(qtbot: QtBot, languages: Languages, window: Window, tmp_path: Path) -> Iterator[Person]:
    window.admin.sync()
    shell = Shell(Runner(Services(home=Home(tmp_path / "home"))), languages, None, lambda _address: None)
    shell.show()
    shell.activateWindow()
    shell.start()
    qtbot.waitUntil(lambda: not shell.jobs.busy and shell.shown_page() is shell.page)
    yield Person(qtbot, shell)
    end(qtbot, shell)


def test_a_field_chosen_on_the_page_is_what_the_next_transfer_writes(person: Person, window: Window) -> None:
    person.click("button-fields")
    person.until_page("fields")
    person.until_enabled("button-apply-fields")
    choose(person, "memo", "Memo__c")
    person.until(lambda: "cards again" in effect(person))
    person.click("button-apply-fields")
    person.until(lambda: "Saved" in person.message)
    said = effect(person)
    assert f"writes {window.admin.sync()['updated']} cards again" in said
    assert person.shell.findChild(QComboBox, "choice-field") is None


def test_a_card_is_found_from_home(person: Person, window: Window) -> None:
    card = window.sansan.cards()[0]
    person.paste("input-explain", f"{card['lastName']} {card['firstName']}")
    person.press(Qt.Key.Key_Return)
    person.until_page("explain")
    person.until(lambda: not person.shell.jobs.busy)
    told = person.text("text-explain-way")
    assert card["lastName"] in told
    assert "Yes, and visible to this API key." in told
    assert "created." in told
