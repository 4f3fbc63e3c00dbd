"""The guide to the External Client App: a screen a step, what is to be copied, the way into Salesforce."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import World
from wizard.gui.app_guide.steps import CALLBACKS, steps
from wizard.gui.languages import Languages
from wizard.words import LANGUAGES, Lang

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def guided(person: Person) -> Person:
    person.open("environment")
    person.click("button-app-guide")
    person.until(lambda: person.find("dialog-app-guide").isVisible())
    return person


def to_step(person: Person, code: str) -> None:
    for _ in range([step.code for step in steps()].index(code)):
        person.click("button-guide-next")


def test_the_key_stands_on_the_page_as_it_opens_and_production_needs_no_domain(person: Person) -> None:
    person.open("environment")
    assert person.find("input-consumer-key").isVisible()
    person.paste("input-consumer-key", "3MVG9" + "a" * 80)
    assert person.find("choice-production").isChecked()  # type: ignore[attr-defined]
    person.until_enabled("button-next")


def test_every_step_has_a_picture_and_its_minutes(guided: Person) -> None:
    for step in steps():
        assert guided.text("title-app-guide") == step.title
        assert str(step.minutes) in guided.text("text-app-guide-step")
        assert guided.find("picture-app-guide").accessibleName().startswith(step.place[0])
        guided.click("button-guide-next")
    guided.until(lambda: guided.shell.focusWidget() is guided.find("input-consumer-key"))


def test_the_own_domain_is_asked_first_and_used(guided: Person, world: World) -> None:
    assert not guided.find("button-guide-open").isVisible()
    assert "Setup > My Domain" in guided.text("text-guide-path")
    guided.paste("input-guide-domain", "example.my.salesforce.com")
    guided.click("button-guide-next")
    guided.click("button-guide-open")
    page = "/lightning/setup/ManageExternalClientApplication/home"
    assert world.opened == [f"https://example.my.salesforce.com{page}"]
    assert guided.find("choice-custom").isChecked()  # type: ignore[attr-defined]
    field = guided.find("input-domain")
    assert isinstance(field, QLineEdit)
    assert field.text() == "example.my.salesforce.com"


def test_what_is_no_domain_leads_nowhere(guided: Person) -> None:
    guided.paste("input-guide-domain", "not a domain")
    assert not guided.find("button-guide-open").isVisible()
    assert guided.find("choice-production").isChecked()  # type: ignore[attr-defined]


def test_the_callback_urls_are_copied_where_they_are_needed(guided: Person) -> None:
    to_step(guided, "callbacks")
    field = guided.find("text-guide-copies")
    assert isinstance(field, QPlainTextEdit)
    assert field.isVisible()
    guided.click("button-guide-copy")
    assert QGuiApplication.clipboard().text().split("\n") == list(CALLBACKS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_guide_and_window_say_the_same_names(
    qtbot: QtBot, open_window: Callable[..., object], languages: Languages, lang: Lang
) -> None:
    open_window(lang)
    words = re.sub(r"[\s*\[\]`「」]+", "", (DOCS / f"guide.{lang}.md").read_text("utf-8"))
    names = [label.lstrip("*") for step in steps() for _, label in step.shown if step.code != "domain"]
    assert [name for name in names if re.sub(r"\s+", "", name).split(":")[0] not in words] == []
