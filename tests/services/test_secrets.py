from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError

from wizard.domain.errors import Interrupted, SetupMustChange
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
    with pytest.raises(Interrupted, match="keyring_locked"):
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


class Stubborn(MemoryKeyring):
    """Refuses what ``refuses`` names: says that it has deleted, raises at deletion, or lets nothing be overwritten."""

    def __init__(self, *refuses: str) -> None:
        super().__init__()
        self.refuses = refuses

    def set_password(self, service: str, username: str, password: str) -> None:
        if "overwrite" in self.refuses and self.get_password(service, username) is not None:
            raise PasswordSetError("denied")
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        if "raise" in self.refuses:
            raise PasswordDeleteError("denied")
        if "keep" not in self.refuses:
            super().delete_password(service, username)


class Locked(MemoryKeyring):
    """Is there, and locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")

    set_password = delete_password = get_password  # type: ignore[assignment]


@pytest.mark.parametrize("way", ["keep", "raise"])
def test_what_the_keyring_keeps_is_named(way: str) -> None:
    stubborn = Stubborn()
    keyring.set_keyring(stubborn)
    Keyring().set("p/key", "one")
    stubborn.refuses = (way,)
    with pytest.raises(SetupMustChange) as caught:
        Keyring().delete("p/key")
    assert (caught.value.code, caught.value.details) == ("secret_stays", {"entry": f"{SERVICE}: p/key"})
    stubborn.refuses = ()
    Keyring().delete("p/key")
    assert Keyring().get("p/key") == ""


def test_a_locked_keyring_is_not_an_empty_one() -> None:
    keyring.set_keyring(Locked())
    for ask in (Keyring().get, Keyring().delete, lambda name: Keyring().set(name, "x"), lambda _: Keyring().check()):
        with pytest.raises(Interrupted, match="keyring_locked"):
            ask("p/key")
    assert Keyring().has("p/key"), "it may well be there"


def test_what_may_not_be_overwritten_is_kept_under_a_new_entry() -> None:
    asking = Stubborn("overwrite")
    keyring.set_keyring(asking)
    secrets = Keyring()
    for value in ("one", "two", "three"):
        secrets.set("p/key", value)
        assert (secrets.get("p/key"), Keyring().get("p/key")) == (value, value)
    assert [notice.code for notice in secrets.notices()] == ["keyring_overwrite_refused"]
    asking.refuses = ()
    secrets.set("p/key", "four")
    assert Keyring().get("p/key") == "four"
    Keyring().delete("p/key")
    assert (asking._secrets, Keyring().get("p/key")) == ({}, "")


def test_of_several_entries_no_older_one_counts_again_when_one_stays() -> None:
    asking = Stubborn("overwrite")
    keyring.set_keyring(asking)
    for value in ("one", "two"):
        Keyring().set("p/key", value)
    asking.refuses = ("keep",)
    with pytest.raises(SetupMustChange, match="secret_stays"):
        Keyring().delete("p/key")
    assert Keyring().get("p/key") == "two"


def test_the_check_overwrites_as_a_renewed_sign_in_does() -> None:
    asking = Stubborn("overwrite")
    keyring.set_keyring(asking)
    secrets = Keyring()
    secrets.check()
    assert [notice.code for notice in secrets.notices()] == ["keyring_overwrite_refused"]
    assert asking._secrets == {}


def test_what_takes_long_is_said_and_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.services.secrets._SECONDS", 0.01)
    monkeypatch.setattr("wizard.services.secrets._TELL_AFTER", 0.05)
    monkeypatch.setenv("DISPLAY", ":1")
    hanging = Hanging()
    keyring.set_keyring(hanging)
    told = []

    def answer() -> None:
        told.append("waits")
        hanging.answered.set()

    assert Keyring(answer, attended=True)._read("p/key") == "late"
    assert told == ["waits"]


def test_who_leaves_need_not_wait_for_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.services.secrets._TELL_AFTER", 0.05)
    monkeypatch.setenv("DISPLAY", ":1")
    hanging = Hanging()
    keyring.set_keyring(hanging)
    secrets = Keyring(attended=True)
    secrets.give_up()
    with pytest.raises(Interrupted, match="keyring_locked"):
        secrets.get("p/key")
    hanging.answered.set()
