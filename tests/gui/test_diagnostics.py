"""Home leads to the logs, and shows the diagnostics before they are saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from tests.gui.person import Person
from tests.gui.world import World
from wizard.domain.errors import SetupMustChange


def at_home(person: Person) -> Person:
    person.shell.go_home()
    person.until(lambda: not person.shell.jobs.busy)
    return person


def test_the_folder_of_logs_is_opened(person: Person, world: World) -> None:
    world.draft = "{}"
    at_home(person).shell.home.parentWidget().show()
    person.shell.show_page(person.shell.home)
    person.click("button-open-logs")
    person.until(lambda: world.opened == ["/home/logs"])


def test_diagnostics_are_shown_then_saved(person: Person, tmp_path: Path) -> None:
    person.shell.show_page(at_home(person).shell.home)
    person.click("button-diagnostics")
    person.until(lambda: person.shell.findChild(QPlainTextEdit, "text-diagnostics") is not None)
    shown = person.find("text-diagnostics")
    assert isinstance(shown, QPlainTextEdit)
    assert (shown.isReadOnly(), shown.toPlainText()) == (True, "[Program]\nversion 1\n")
    person.choose("button-save-diagnostics")
    dialog = person.shell.findChild(QFileDialog, "dialog-save-diagnostics")
    assert isinstance(dialog, QFileDialog)
    file = tmp_path / "diagnostics.txt"
    dialog.fileSelected.emit(str(file))
    person.until(file.exists)
    person.until(lambda: not person.shell.jobs.busy)
    assert file.read_text("utf-8") == "[Program]\nversion 1\n"


def test_what_goes_wrong_is_said_in_place(person: Person, world: World) -> None:
    world.trouble["diagnostics"] = SetupMustChange("folder_not_writable", folder="/x")
    person.shell.show_page(at_home(person).shell.home)
    person.click("button-diagnostics")
    person.until(lambda: "“/x” cannot be written" in person.message)
