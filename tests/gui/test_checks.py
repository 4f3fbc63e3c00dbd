"""Checks where the person sees them: what must be cured holds, advice asks, and each can be made again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.person import Person
from tests.gui.test_walk import walk_to_review, walk_to_sign_in
from tests.gui.world import World
from tests.journeys.command_line.inside import Faults
from tests.journeys.command_line.people import CARD
from wizard.application.saving import AlreadyUsed
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, Requirement
from wizard.standin.services import Standins

API = Requirement("api", PROBLEM, required=True)
OTHERS = Requirement("others_cards", PROBLEM, details={"count": 12})


def test_what_must_be_cured_holds_until_it_is(person: Person, world: World) -> None:
    world.connection_checks = (API, Requirement("rights", UNKNOWN))
    person.open("connection")
    person.until(lambda: "API Enabled" in said(person, "api"))
    assert "must be fixed" in said(person, "api")
    assert "unknown" in said(person, "rights")
    assert not person.find("button-next").isEnabled()
    assert "Fix what must be fixed" in person.reason
    world.connection_checks = (Requirement("api", OK, required=True),)
    person.until_enabled("button-check-again-connection-checks")
    person.click("button-check-again-connection-checks")
    person.until_enabled("button-next")
    assert "OK" in said(person, "api")


def test_cards_of_others_are_asked_about_on_the_page_and_before_saving(person: Person, world: World) -> None:
    world.object_checks = (OTHERS,)
    world.used = AlreadyUsed(concerns=(OTHERS,))
    person.open("permission-set")
    person.until_enabled("button-assign-permission-set")
    person.click("button-assign-permission-set")
    person.until(lambda: "12 cards are there" in said(person, "others_cards"))
    person.next()
    assert "12 cards are there" in person.message
    assert person.text("button-next") == "Yes, go on"
    person.next()
    person.until_page("review")
    person.click("button-save-only")
    person.until(lambda: person.shell.findChild(QWidget, "ask-already-used") is not None)
    assert not world.profiles
    person.answer_box("ask-already-used-yes")
    person.until_page("home")
    assert list(world.profiles) == ["production"]


@pytest.mark.parametrize("standins", [{"cards": 30}], indirect=True)
def test_real_checks_of_the_services(
    open_real: Callable[[], Person], ready: dict[str, str], standins: Standins
) -> None:
    rules = Faults(standins.salesforce.url)
    rules.post("settings", {"validation_rules": [{"object": CARD, "field": "Name", "when": "blank", "message": "x"}]})
    person = open_real()
    walk_to_sign_in(person, ready)
    person.sign_in(ready["username"], ready["password"])
    person.until_page("connection")
    person.until(lambda: "It works" in said(person, "key"))
    for code in ("api", "rights", "calls", "storage", "is_production", "identity", "clock", "no_proxy"):
        assert "OK" in said(person, code), said(person, code)
    walk_to_review(person)
    person.shell.jump("permission-set")
    person.until(lambda: "Rule_1" in said(person, "validation_rules"))
    assert "OK" in said(person, "fields")
    assert "OK" in said(person, "others_cards")


def said(person: Person, code: str) -> str:
    found = person.shell.findChild(QWidget, f"text-check-{code}")
    return found.text() if found else ""  # type: ignore[attr-defined]
