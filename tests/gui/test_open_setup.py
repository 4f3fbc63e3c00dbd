"""An exported set-up is taken over on the page of the environment."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from tests.gui import dropping
from tests.gui.person import Person
from tests.gui.world import World
from wizard.app.runner import Runner
from wizard.application.files import ReadSetupFile
from wizard.domain.errors import SetupMustChange
from wizard.flow.answers import Environment
from wizard.services.home import Home
from wizard.wiring import Services

FILE = """
profile = "p"
[sansan]
name = "n"
api_key_env = "K"
[salesforce]
environment = "sandbox"
consumer_key = "3MVG9abc"
[recipients]
file = "p-recipients.csv"
[cards]
memo = false
exchanged_from = "2020-01-01"
"""


def choose(person: Person, file: Path) -> None:
    person.click("button-open-set-up")
    dialog = person.shell.findChild(QFileDialog, "dialog-open-set-up")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.reject()


def test_what_it_says_is_taken_over(person: Person, tmp_path: Path) -> None:
    person.open("environment")
    choose(person, tmp_path / "x.toml")
    person.until(lambda: "import it on the page of the recipients" in person.message)
    assert person.text("input-domain") == "x.my.salesforce.com"
    assert person.text("input-consumer-key").startswith("3MVG9bbb")
    person.until_enabled("button-next")


def test_it_can_be_dropped_where_the_page_says(person: Person, tmp_path: Path) -> None:
    person.open("environment")
    target = person.find("drop-set-up")
    assert target.isVisible()
    assert "drop" in person.text("text-open-set-up").lower()
    held = dropping.hover(target, tmp_path / "x.toml")
    assert "Let go" in person.text("text-open-set-up")
    dropping.let_fall(target, held)
    assert "Let go" not in person.text("text-open-set-up")
    person.until(lambda: "import it on the page of the recipients" in person.message)
    assert person.text("input-domain") == "x.my.salesforce.com"


def test_two_files_at_once_are_not_taken(person: Person, tmp_path: Path) -> None:
    person.open("environment")
    dropping.drop(person.find("drop-set-up"), tmp_path / "x.toml", tmp_path / "y.toml")
    person.until(lambda: not person.shell.jobs.busy)
    assert not person.text("input-consumer-key").startswith("3MVG9bbb")


def test_a_file_that_is_none_is_said(person: Person, world: World, tmp_path: Path) -> None:
    world.trouble["open_setup"] = SetupMustChange("setup_file_missing", file="x.toml")
    person.open("environment")
    choose(person, tmp_path / "x.toml")
    person.until(lambda: "x.toml" in person.message)


def test_the_real_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(FILE, "utf-8")
    opened = Runner(Services(home=Home(tmp_path)))(ReadSetupFile(file))
    assert opened.environment == Environment("sandbox", "", "3MVG9abc")
    assert (opened.cards.options.memo, opened.cards.exchanged_from) == (False, "2020-01-01")
    assert opened.recipients_file == "p-recipients.csv"
