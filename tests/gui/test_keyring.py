"""A computer without a keyring, and secrets that have vanished: the person is told why, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from tests.gui.person import Person
from tests.gui.world import KEY, World
from wizard.domain.errors import SetupMustChange, SignInNeeded


def without_keyring(person: Person, world: World) -> QMessageBox:
    world.trouble["connect_sansan"] = SetupMustChange("no_keyring")
    person.open("sansan")
    person.paste("input-api-key", KEY)
    person.click("button-test-key")
    person.until(lambda: person.shell.findChild(QMessageBox) is not None)
    return person.shell.findChild(QMessageBox)


def test_without_a_keyring_secrets_may_live_until_the_window_closes(person: Person, world: World) -> None:
    box = without_keyring(person, world)
    assert "never written to a file" in box.text()
    assert box.defaultButton().objectName() == "ask-no-keyring-no"
    person.choose("ask-no-keyring-yes")
    person.until_enabled("button-next")
    assert world.in_memory


def test_without_a_keyring_one_may_stop(person: Person, world: World) -> None:
    without_keyring(person, world)
    person.choose("ask-no-keyring-no")
    assert not world.in_memory
    assert "No keyring" in person.message
    assert not person.find("button-next").isEnabled()


def test_a_key_that_vanished_leads_to_its_page(person: Person, world: World) -> None:
    world.trouble["match_recipients"] = SignInNeeded("sansan_key_gone")
    person.open("recipients")
    person.until(lambda: "no longer in the keyring" in person.message)
    assert "Connect Sansan" in person.text("button-try-again")
    person.click("button-try-again")
    person.until_page("sansan")


def test_a_sign_in_that_ended_leads_to_its_page(person: Person, world: World) -> None:
    world.trouble["look_at_destination"] = SignInNeeded("refresh_refused")
    person.open("permission-set")
    person.until(lambda: "has expired or was revoked" in person.message)
    person.click("button-try-again")
    person.until_page("sign-in")
    person.until_enabled("button-sign-in-again")
