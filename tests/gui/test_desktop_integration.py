"""What makes a long wait bearable: title and notice, help, place of the window, faults nobody foresaw, no network."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QTextBrowser
from pytestqt.qtbot import QtBot

from tests.gui.conftest import end
from tests.gui.person import Person
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.application.run_result import RunResult
from wizard.domain.errors import ConnectionLost, Interrupted
from wizard.gui import message_bar
from wizard.gui.crashes import Crashes
from wizard.gui.desktop_integration import DesktopIntegration
from wizard.gui.details import clean
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.words import LANGUAGES, say_help


def test_the_title_says_how_far_a_transfer_is(person: Person, world: World) -> None:
    person.open("sansan-user")
    person.until(lambda: not person.shell.jobs.busy)
    world.hold.clear()
    person.open("transfer")
    person.until(lambda: person.shell.windowTitle().startswith("14 % – Transfer"))
    world.hold.set()
    person.until_page("finished")
    assert person.shell.windowTitle().startswith("Result")


def test_the_notice_at_the_end_says_how_it_went(window: Shell) -> None:
    comfort = window.findChild(DesktopIntegration)
    assert isinstance(comfort, DesktopIntegration)
    done = RunResult("r", "completed_with_errors", {"created": 1_200, "failed": 3}, 1.0)
    assert comfort.words(done) == "The transfer has ended: 1,203 cards, 3 failed."
    stopped = RunResult("r", "paused", {}, 1.0, trouble=Interrupted("stopped_by_person"))
    assert comfort.words(stopped) == "The transfer was stopped and can be continued."


def test_help_is_there_on_each_page_and_follows_it(person: Person) -> None:
    person.until_page("prepare")
    person.press(Qt.Key.Key_F1)
    dialog, words = person.find("dialog-help"), person.find("text-help")
    assert isinstance(dialog, QDialog)
    assert isinstance(words, QTextBrowser)
    person.until(dialog.isVisible)
    assert "administrator of both" in words.toPlainText()
    person.open("recipients")
    assert "becomes the owner of the cards" in words.toPlainText()
    person.shell.language.setCurrentIndex(person.shell.language.findData("ja"))
    person.until(lambda: "所有者になる" in words.toPlainText())
    person.shell.language.setCurrentIndex(person.shell.language.findData("en"))


def test_there_is_help_for_every_page(window: Shell) -> None:
    for page in (window.home, window.pages["preview"], *window.pages.values()):
        assert all(say_help(page.step, lang) for lang in LANGUAGES)


def test_the_window_comes_back_where_it_was(qtbot: QtBot, world: World, languages: Languages, tmp_path: Path) -> None:
    languages.use("en")
    sizes = []
    for wanted in ((790, 560), None):
        memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        shell = Shell(world, languages, memory=memory)
        shell.show()
        shell.start()
        qtbot.waitUntil(lambda shell=shell: not shell.jobs.busy and shell.shown_page() is shell.page)
        if wanted:
            shell.resize(*wanted)
        sizes.append(shell.size())
        end(qtbot, shell)
        memory.sync()
    assert sizes[0] == sizes[1]


def test_without_a_network_it_is_said_once_and_tried_again_by_itself(
    person: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.shell.bar._retry_policy.setInterval(50)
    world.trouble["match_recipients"] = ConnectionLost("no_answer", sent=False, host="login.salesforce.com")
    person.open("recipients")
    person.until(lambda: "login.salesforce.com" in person.message)
    del world.trouble["match_recipients"]
    person.until_enabled("button-next")
    assert person.message == ""
    assert message_bar.AGAIN_AFTER >= 10_000


def test_a_transfer_goes_on_by_itself_when_the_network_is_back(person: Person, world: World) -> None:
    person.shell.bar._retry_policy.setInterval(50)
    world.profiles["production"] = walk("finished").answers
    world.trouble["transfer"] = Interrupted("no_answer", host="api.sansan.com")
    person.open("transfer")
    person.until(lambda: "api.sansan.com" in person.message)
    del world.trouble["transfer"]
    person.until_page("finished")


def test_what_nobody_foresaw_is_shown_before_anything_is_kept(
    window: Shell, person: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise KeyError("token=abcdef0123456789 of tanaka@example.com")
    except KeyError:
        Crashes(window).hook(*sys.exc_info())  # type: ignore[arg-type]
    dialog = window.findChild(QDialog, "dialog-crash")
    assert dialog is not None
    report = person.find("details-crash")
    assert isinstance(report, QPlainTextEdit)
    assert "KeyError" in report.toPlainText()
    assert "abcdef" not in report.toPlainText()
    assert "tanaka" not in report.toPlainText()
    doing = person.find("input-crash-doing")
    assert isinstance(doing, QPlainTextEdit)
    doing.setPlainText("Looking at the review")
    person.choose("button-copy-crash")
    assert QGuiApplication.clipboard().text().startswith("Looking at the review\n\nsansan-salesforce")
    person.choose("button-save-crash")
    choice = dialog.findChild(QFileDialog, "dialog-save-crash")
    assert isinstance(choice, QFileDialog)
    choice.fileSelected.emit(str(tmp_path / "report.txt"))
    choice.reject()
    assert "KeyError" in (tmp_path / "report.txt").read_text("utf-8")
    person.choose("button-close-crash")


@pytest.mark.parametrize(
    "secret",
    [
        "Authorization: Bearer 00Dxx0000000001!AQcAQ",
        "https://login.example/callback?code=aPrx4sgo&state=Xyz",
        '{"refresh_token": "5Aep861eRxl"}',
        "X-Sansan-Api-Key: 0123456789abcdef",
        "username=tanaka@example.com",
        "00D5g000004xyzA!ARsAQMmtT",
        "0123456789abcdef0123456789abcdef",
    ],
)
def test_details_hold_no_secret(secret: str) -> None:
    kept = clean(f"before {secret} after")
    for part in ("00Dxx", "aPrx4sgo", "Xyz", "5Aep", "0123456789", "tanaka", "ARsAQ"):
        assert part not in kept
    assert kept.startswith("before")


def test_languages_write_numbers_and_dates_their_own_way(open_window: Callable[..., Shell], world: World) -> None:
    from wizard.gui.texts import moment, number

    open_window("en")
    assert (number(1_234_567), moment("2026-11-02T03:04:05+00:00")[:10]) == ("1,234,567", "02/11/2026")
    open_window("ja")
    assert (number(1_234_567), moment("2026-11-02T03:04:05+00:00")[:10]) == ("1,234,567", "2026/11/02")
