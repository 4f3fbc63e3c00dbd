from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from wizard.domain.errors import SetupMustChange
from wizard.services.memory_keyring import MemoryKeyring
from wizard.services.secrets import SERVICE, Keyring, use_memory


@pytest.fixture(autouse=True)
def memory() -> Iterator[MemoryKeyring]:
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


class Raising(MemoryKeyring):
    """A backend whose bus is gone."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("no bus")

    get_password = delete_password = set_password  # type: ignore[assignment]


class Forgetful(MemoryKeyring):
    """A backend that says yes and keeps another value."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:8])


class Hanging(MemoryKeyring):
    """A backend that waits for a prompt nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait(60)
        return "late"


def test_a_secret_is_kept_replaced_and_forgotten(memory: MemoryKeyring) -> None:
    secrets = Keyring()
    assert secrets.get("p/key") == ""
    secrets.set("p/key", "one")
    secrets.set("p/key", "two")
    secrets.set("q/key", "other")
    assert (secrets.get("p/key"), memory.get_password(SERVICE, "p/key")) == ("two", "two")
    secrets.delete("p/key")
    assert (secrets.get("p/key"), secrets.get("q/key")) == ("", "other")


def test_to_forget_what_is_not_there_is_no_fault() -> None:
    Keyring().delete("p/key")


def test_a_check_leaves_nothing_behind(memory: MemoryKeyring) -> None:
    Keyring().check()
    assert memory._secrets == {}


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring, Raising, Forgetful])
def test_a_keyring_that_does_not_keep_is_no_keyring(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(SetupMustChange) as caught:
        Keyring().set("p/key", "a secret that is long")
    assert caught.value.code == "no_keyring"
    assert "secret" not in f"{caught.value!r} {caught.value.details} {caught.value.__cause__!r}"


@pytest.mark.parametrize("backend", [fail.Keyring, Raising])
def test_a_keyring_that_cannot_answer_is_no_keyring(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    for ask in (Keyring().get, Keyring().delete):
        with pytest.raises(SetupMustChange, match="no_keyring"):
            ask("p/key")


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring, Raising])
def test_a_set_up_is_warned_before_it_begins(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(SetupMustChange, match="no_keyring"):
        Keyring().check()


def test_a_keyring_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.services.secrets._SECONDS", 0.05)
    hanging = Hanging()
    keyring.set_keyring(hanging)
    began = time.monotonic()
    with pytest.raises(SetupMustChange, match="no_keyring"):
        Keyring().get("p/key")
    assert time.monotonic() - began < 10
    hanging.answered.set()


def test_a_secret_that_windows_could_not_hold_is_refused_everywhere(memory: MemoryKeyring) -> None:
    Keyring().set("p/key", "x" * 1_280)
    with pytest.raises(SetupMustChange, match="secret_too_long"):
        Keyring().set("p/key", "x" * 1_281)
    assert Keyring().get("p/key") == "x" * 1_280


def test_memory_keeps_secrets_where_no_keyring_does() -> None:
    keyring.set_keyring(fail.Keyring())
    use_memory()
    Keyring().set("p/key", "one")
    assert Keyring().get("p/key") == "one"
