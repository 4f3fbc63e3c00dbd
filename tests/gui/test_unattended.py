"""Automatic transfers: the way to an integration user, its proof, turning it off, and what is asked for afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.scenes import SCENES
from tests.gui.world import PROVEN, World
from wizard.application.integration_user import UnattendedState
from wizard.domain.errors import SetupMustChange, SignInNeeded
from wizard.gui.app_guide.steps import LINE
from wizard.gui.shell import Shell
from wizard.gui.unattended.steps import steps
from wizard.words import LANGUAGES, Lang

SECRET = "s" * 64
DOCS = Path(__file__).parents[2] / "docs"
KEPT = UnattendedState("integration@example.com", "https://org.example", keeps_sign_in=True)


def lead(name: str, person: Person, world: World) -> None:
    SCENES[name](person, world)


def at_secret(person: Person, world: World) -> None:
    lead("15-unattended-secret", person, world)


def test_each_step_has_its_picture_its_minutes_and_its_way(person: Person, world: World) -> None:
    lead("15-unattended-guide", person, world)
    for step in steps():
        assert person.text("title-unattended-step") == step.title
        assert str(step.minutes) in person.text("text-unattended-step")
        assert person.find("picture-unattended").accessibleName().startswith(step.place[0])
        assert " > ".join(step.place) in person.text("text-unattended-path")
        if step.copies:
            person.click("button-copy-unattended")
            assert QGuiApplication.clipboard().text() == step.copies
        if step.code != steps()[-1].code:
            person.click("button-unattended-next")
    person.click("button-unattended-open")
    assert world.opened[-1].endswith("/lightning/setup/ManageExternalClientApplication/home")


def test_what_is_proven_is_told_point_by_point_and_the_secret_is_gone(person: Person, world: World) -> None:
    at_secret(person, world)
    field = person.find("input-consumer-secret")
    assert isinstance(field, QLineEdit)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    person.click("button-unattended-prove")
    person.until(lambda: person.find("button-unattended-done").isVisible())
    for code in PROVEN:
        person.until(lambda code=code: person.find(f"text-point-{code}").isVisible())
        assert person.find(f"icon-point-{code}").accessibleName() == "OK"
    assert (world.proofs[-1][1:], field.text()) == ((SECRET, True), "")
    person.click("button-unattended-done")
    person.until(lambda: "integration@example.com" in person.text("text-unattended"))


def test_what_is_lacking_is_named_and_proven_again(person: Person, world: World) -> None:
    lead("15-unattended-error", person, world)
    assert "API Only User" in person.text("text-point-api_only")
    assert person.find("icon-point-api_only").accessibleName() == "Problem"
    assert "Nothing was changed" in person.text("title-unattended-found")
    world.lacking = ()
    person.click("button-unattended-prove")
    person.until(lambda: person.find("button-unattended-done").isVisible())
    assert world.proofs[-1][1] == SECRET


def test_a_refusal_is_said_and_what_was_entered_stays(person: Person, world: World) -> None:
    at_secret(person, world)
    world.trouble["prove_unattended"] = SetupMustChange("app_flow_off")
    person.click("button-unattended-prove")
    person.until(lambda: "client credentials flow is off" in person.message)
    assert person.find("input-consumer-secret").text() == SECRET  # type: ignore[attr-defined]


@pytest.mark.parametrize("domain", ["", "not a domain"])
def test_without_a_domain_nothing_can_be_proven(person: Person, world: World, domain: str) -> None:
    at_secret(person, world)
    field = person.find("input-unattended-domain")
    assert isinstance(field, QLineEdit)
    field.setText(domain)
    button = person.find("button-unattended-prove")
    assert not button.isEnabled()
    assert "My Domain" in button.accessibleDescription()


def test_the_own_sign_in_may_be_forgotten_and_what_is_done_by_hand_asks_for_one(person: Person, world: World) -> None:
    at_secret(person, world)
    person.choose("choice-drop-sign-in")
    person.click("button-unattended-prove")
    person.until(lambda: person.find("button-unattended-done").isVisible())
    assert world.proofs[-1][2] is False
    world.signed_in = False
    person.click("button-unattended-done")
    person.until(lambda: "asks for it" in person.text("text-unattended"))
    person.click("button-unattended-home")
    person.until_page("home")
    person.until(lambda: not person.shell.jobs.busy)
    assert "asks you to sign in first" in person.text("value-unattended-production")
    for button in ("button-transfer", "button-links", "button-undo-production"):
        assert person.find(button).isEnabled()


@pytest.mark.parametrize(
    ("button", "comes"),
    [("button-transfer", "finished"), ("button-links", "links"), ("button-preview-production", "preview")],
)
def test_after_the_sign_in_comes_what_was_wanted(person: Person, world: World, button: str, comes: str) -> None:
    world.unattended_state, world.signed_in = UnattendedState("integration@example.com", "https://x", False), False
    lead("12-home-done", person, world)
    person.click(button)
    person.until(lambda: person.find("button-own-browser").isVisible())
    person.click("button-own-browser")
    person.until_page(comes)
    assert world.signed_in_again == 1


def test_a_proof_that_needs_the_own_sign_in_asks_for_it_in_place(person: Person, world: World) -> None:
    at_secret(person, world)
    world.trouble["prove_unattended"] = SignInNeeded("sign_in_gone")
    person.click("button-unattended-prove")
    person.until(lambda: person.find("button-own-browser").isVisible())
    del world.trouble["prove_unattended"]
    person.click("button-own-browser")
    person.until(lambda: person.find("button-unattended-done").isVisible())
    assert world.proofs[-1][1] == SECRET


def test_it_is_turned_off_after_a_question(person: Person, world: World) -> None:
    world.unattended_state = KEPT
    lead("15-unattended-now", person, world)
    person.click("button-unattended-off")
    person.answer_box("ask-unattended-off-yes")
    person.until(lambda: "personal account" in person.text("text-unattended"))
    assert world.unattended_state.user == ""


def test_one_that_is_on_is_proven_again_with_the_kept_secret(person: Person, world: World) -> None:
    world.unattended_state = KEPT
    lead("15-unattended-now", person, world)
    person.click("button-unattended-again")
    person.until(lambda: person.find("button-unattended-done").isVisible())
    assert world.proofs == [(KEPT.domain, "", True)]


def test_from_the_review_it_comes_after_saving_and_leads_back(person: Person, world: World) -> None:
    person.open("review")
    person.click("button-review-unattended")
    person.until_page("unattended")
    assert list(world.profiles)
    person.until(lambda: not person.shell.jobs.busy)
    person.click("button-unattended-home")
    person.until_page("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")


def test_from_the_result_it_leads_back(person: Person, world: World) -> None:
    lead("11-finished-done", person, world)
    person.click("button-result-unattended")
    person.until_page("unattended")
    person.until(lambda: not person.shell.jobs.busy)
    person.click("button-unattended-home")
    person.until_page("finished")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_by_keyboard_alone(open_window: Callable[..., Shell], qtbot: QtBot, world: World, lang: Lang) -> None:
    person = Person(qtbot, open_window(lang))
    lead("15-unattended-now", person, world)
    person.find("button-unattended-set-up").setFocus()
    person.press(Qt.Key.Key_Return)
    for _ in steps()[:-1]:
        assert person.shell.focusWidget() is person.find("button-unattended-next")
        person.press(Qt.Key.Key_Return)
    assert person.shell.focusWidget() is person.find("input-consumer-secret")
    qtbot.keyClicks(person.find("input-consumer-secret"), SECRET)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.shell.focusWidget() is person.find("button-unattended-done"))
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.shell.focusWidget() is person.find("button-unattended-home"))
    person.press(Qt.Key.Key_Return)
    person.until_page("home")


def test_a_fault_of_the_app_leads_to_the_page(person: Person, world: World) -> None:
    world.unattended_state, world.unattended = KEPT, SignInNeeded("app_wrong_secret")
    lead("12-home-done", person, world)
    assert "Automatic transfers" in person.text("value-next-production")
    assert person.find("button-transfer").isEnabled()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_guide_and_window_say_the_same_names(open_window: Callable[..., Shell], lang: Lang) -> None:
    open_window(lang)
    words = re.sub(r"[\s*\[\]`「」]+", "", (DOCS / f"guide.{lang}.md").read_text("utf-8"))
    names = [label.lstrip("*") for step in steps() for kind, label in step.shown if kind != LINE]
    assert [name for name in names if re.sub(r"\s+", "", name) not in words] == []
