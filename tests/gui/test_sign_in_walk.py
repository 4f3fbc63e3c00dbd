"""Signing in by hand at 1280×672: both ways, both languages, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import end
from tests.gui.person import Person
from tests.gui.test_walk import walk_to_sign_in
from wizard.app.runner import Runner
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.services.home import Home
from wizard.standin.visitor import sign_in
from wizard.wiring import Services
from wizard.words import LANGUAGES, Lang

SIZE = (1276, 638)  # what 1280×672 leaves below a title bar, and within the frame of the tests' windows
SEEN = """[...document.querySelectorAll("input:not([type=hidden]), button, #error, li, p, h1")].every(each => {
const box = each.getBoundingClientRect(); return !box.height || box.top >= 0 && box.bottom <= innerHeight })"""

At = Callable[..., Person]


@pytest.fixture
def at_sign_in(qtbot: QtBot, languages: Languages, ready: dict[str, str], tmp_path: object) -> Iterator[At]:
    """Stand at the sign-in page of a demo's window."""
    shells: list[Shell] = []

    def make(lang: Lang) -> Person:
        languages.use(lang)
        services = Services(home=Home(tmp_path))  # type: ignore[arg-type]
        services.open_address = lambda url: sign_in(url, ready["username"], ready["password"])
        shell = Shell(Runner(services), languages, ready)
        shells.append(shell)
        shell.resize(*SIZE)
        shell.show()
        shell.activateWindow()
        shell.start()
        qtbot.waitUntil(lambda: shell.shown_page() is shell.page and not shell.jobs.busy)
        person = Person(qtbot, shell)
        walk_to_sign_in(person, ready)
        return person

    yield make
    for shell in shells:
        end(qtbot, shell)
    languages.use("en")


def whole(person: Person, element: str) -> None:
    person._await_element(element)
    person.until(lambda: person.script(SEEN) is True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_form_fault_and_consent_are_seen_whole_in_the_window(at_sign_in: At, ready: dict[str, str], lang: Lang) -> None:
    person = at_sign_in(lang)
    person.open_embedded()
    whole(person, "Login")
    assert not person.find("title-sign-in").isVisible()
    assert person.find("step-list").width() < 60
    assert person.find("web-sign-in").height() > 400
    person.script("document.getElementById('username').value = 'who'")
    person.script("document.getElementById('password').value = 'wrong'")
    person.script("document.getElementById('Login').click()")
    whole(person, "error")
    person.script(f"document.getElementById('username').value = {ready['username']!r}")
    person.script(f"document.getElementById('password').value = {ready['password']!r}")
    person.script("document.getElementById('Login').click()")
    whole(person, "save")
    person.script("document.getElementById('save').click()")
    person.until_page("connection")
    assert person.find("step-list").width() > 100


def test_after_a_denial_the_page_is_gone_and_one_banner_says_it(at_sign_in: At, ready: dict[str, str]) -> None:
    person = at_sign_in("en")
    person.open_embedded()
    person._await_element("Login")
    person.script(f"document.getElementById('username').value = {ready['username']!r}")
    person.script(f"document.getElementById('password').value = {ready['password']!r}")
    person.script("document.getElementById('Login').click()")
    person._await_element("cancel")
    person.script("document.getElementById('cancel').click()")
    person.until(lambda: bool(person.message))
    assert not person.find("web-sign-in").isVisible()
    assert not person.find("sign-in-note").isVisible()
    assert all(person.find(name).isVisible() for name in ("button-own-browser", "button-embedded"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_own_browser_by_keyboard_alone(at_sign_in: At, lang: Lang) -> None:
    person = at_sign_in(lang)
    person.until(lambda: person.shell.focusWidget() is person.find("button-own-browser"))
    person.press(Qt.Key.Key_Space)
    person.until_page("connection")


def test_what_was_chosen_last_has_the_focus_next_time(at_sign_in: At) -> None:
    person = at_sign_in("en")
    person.press(Qt.Key.Key_Tab)
    person.until(lambda: focused(person) == "button-embedded")
    person.press(Qt.Key.Key_Space)
    person.until(lambda: person.find("web-sign-in").isVisible())
    person.shell.jump("environment")
    person.until_page("environment")
    person.next()
    person.until_page("sign-in")
    person.until(lambda: focused(person) == "button-embedded")


def focused(person: Person) -> str:
    widget: QWidget | None = person.shell.focusWidget()
    return widget.objectName() if widget else ""
