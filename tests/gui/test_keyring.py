"""A computer without a keyring, and secrets that have vanished: the person is told why, and what to do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QMessageBox

from tests.gui.person import Person
from tests.gui.world import KEY, World
from wizard.app.keyring_notice import KeyringNotice
from wizard.domain.errors import Interrupted, SetupMustChange, SignInNeeded
from wizard.gui.languages import Languages
from wizard.services.home import Home
from wizard.services.memory_keyring import MemoryKeyring
from wizard.wiring import Services


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


class Asking(MemoryKeyring):
    """Waits for its person."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait(60)
        return super().get_password(service, username)


@pytest.fixture
def asking() -> Iterator[Asking]:
    before, asking = keyring.get_keyring(), Asking()
    keyring.set_keyring(asking)
    yield asking
    asking.answered.set()
    keyring.set_keyring(before)


def test_a_keyring_that_asks_its_person_is_said_and_waited_for(
    person: Person, asking: Asking, languages: Languages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.services.secrets._TELL_AFTER", 0.05)
    services = Services(home=Home(tmp_path))
    notice = KeyringNotice(services)
    notice.show_in(person.shell, languages)
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(services.secrets.get("p/key")))
    thread.start()
    person.until(lambda: "Waiting for the keyring" in person.message)
    assert found == []
    asking.answered.set()
    thread.join(30)
    assert found == [""]


def test_a_window_that_closes_waits_for_it_no_longer(
    person: Person, asking: Asking, languages: Languages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.services.secrets._TELL_AFTER", 0.05)
    services = Services(home=Home(tmp_path))
    notice = KeyringNotice(services)
    notice.show_in(person.shell, languages)
    person.shell.jobs.cancel_all()
    with pytest.raises(Interrupted, match="keyring_locked"):
        services.secrets.get("p/key")


def test_a_locked_keyring_is_said(person: Person, world: World) -> None:
    world.trouble["connect_sansan"] = Interrupted("keyring_locked")
    person.open("sansan")
    person.paste("input-api-key", KEY)
    person.click("button-test-key")
    person.until(lambda: "Unlock it" in person.message)
