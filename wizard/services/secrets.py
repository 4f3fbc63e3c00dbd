"""Secrets in the operating system's keyring: time-limited, read back after each write, never in a file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import keyring
from keyring.errors import PasswordDeleteError

from wizard.domain.errors import SetupMustChange
from wizard.services.memory_keyring import MemoryKeyring

SERVICE = "sansan-salesforce"
_LONGEST = 1_280  # characters, which is what Windows' Credential Manager holds
_SECONDS = 30.0  # a keyring may wait for a prompt that nobody sees
_T = TypeVar("_T")


class Keyring:
    """Raises ``SetupMustChange`` (``no_keyring``) whenever the keyring does not do what it was asked."""

    def get(self, name: str) -> str:
        """Return a secret, empty when there is none."""
        return _in_time(lambda: keyring.get_password(SERVICE, name)) or ""

    def set(self, name: str, value: str) -> None:
        """Store a secret, and make sure that it was stored. Raises also ``secret_too_long``."""
        if len(value) > _LONGEST:
            raise SetupMustChange("secret_too_long")
        _in_time(lambda: keyring.set_password(SERVICE, name, value))
        if self.get(name) != value:
            raise SetupMustChange("no_keyring")

    def delete(self, name: str) -> None:
        """Forget a secret; one that is not there is forgotten already."""
        _in_time(lambda: _delete(name))

    def check(self) -> None:
        """Make sure that secrets can be kept at all."""
        self.set("check", "1")
        self.delete("check")


def use_memory() -> None:
    """Keep secrets in memory from now on, until the program ends; what the keyring holds stays there."""
    keyring.set_keyring(MemoryKeyring())


def _delete(name: str) -> None:
    try:
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return


def _in_time(work: Callable[[], _T]) -> _T:
    """Do ``work`` in a thread of its own and give up on it after the time limit."""
    answers: list[_T] = []

    def run() -> None:
        # Backends raise their own errors, and some of the terminal or the bus beneath them.
        with suppress(Exception):  # any fault means the same: no working keyring
            answers.append(work())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(_SECONDS)
    if not answers:
        raise SetupMustChange("no_keyring")
    return answers[0]
