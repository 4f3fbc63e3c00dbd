"""Secrets in the operating system's keyring: time-limited, read back after each change, never in a file."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from wizard.domain.errors import AppError, Interrupted, SetupMustChange
from wizard.services.system.vault import (
    SERVICE,
    check_name,
    keep_on_this_computer,
    keychain_fault,
    service_of,
    write_lock,
)

_LONGEST = 1_280  # characters, which is what Windows' Credential Manager holds
_SECONDS = 30.0  # where nobody would see a prompt
_WITH_PERSON = 600.0  # a keyring that is used for the first time opens an assistant of its own
_TELL_AFTER = 3.0  # seconds
_MOST = 20  # entries for one secret
_LOCKED = ("LockedException", "PromptDismissedException")  # of secretstorage, which only Linux has
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Keyring:
    """Raises ``SetupMustChange`` (``no_keyring``) when the keyring does not do what it was asked.

    Raises ``Interrupted`` (``keyring_locked``) when it is there, but locked or waiting for its person.

    A keyring may refuse to overwrite what another process stored, and still take a new entry: the secret is then kept
    under ``NAME/2``, ``NAME/3`` …, of which the last counts. ``on_wait`` is called once for each call that takes long.
    """

    def __init__(self, on_wait: Callable[[], None] = lambda: None, *, attended: bool = False) -> None:
        self._on_wait, self._attended = on_wait, attended
        self._given_up = threading.Event()
        self._refused: dict[str, AppError] = {}

    def get(self, name: str) -> str:
        """Return a secret, empty when there is none."""
        return self._all(name)[-1]

    def has(self, name: str) -> bool:
        """Whether a secret is there; a keyring that does not say so at once counts as having it."""
        try:
            return bool(self._in_time(lambda: _get(name), _TELL_AFTER))
        except AppError:
            return True

    def set(self, name: str, value: str) -> None:
        """Store a secret, and make sure that it was stored. Raises also ``secret_too_long``."""
        if len(value) > _LONGEST:
            raise SetupMustChange("secret_too_long")
        number = len(self._all(name)) - 1
        if not number:
            self._store(name, value)
            self._make_sure(name, value)
            return
        try:
            self._store(_entry(name, number), value, _SECONDS)
            self._make_sure(_entry(name, number), value)
        except AppError as refusal:
            if number == _MOST:
                raise
            self._set_anew(_entry(name, number + 1), value, refusal)
            self._refused[name] = AppError("keyring_overwrite_refused", entry=f"{SERVICE}: {_entry(name, number)}")

    def delete(self, name: str) -> None:
        """Forget a secret, and make sure that it is gone; one that is not there is forgotten already.

        Raises also ``SetupMustChange`` (``secret_stays``): the keyring keeps it.
        """
        for number in range(len(self._all(name)) - 1, 0, -1):  # the last first, so that no older one counts again
            entry = _entry(name, number)
            self._in_time(lambda entry=entry: _delete(entry))  # type: ignore[misc]
            if self._read(entry):
                raise SetupMustChange("secret_stays", entry=f"{SERVICE}: {entry}")

    def check(self) -> None:
        """Make sure that secrets can be kept at all, and be overwritten, as a renewed sign-in is."""
        name = check_name()
        for value in ("1", "2") if self.get(name) != "1" else ("2", "1"):
            self.set(name, value)
        try:
            self.delete(name)
        except AppError as fault:  # it holds no secret
            _log.warning("the keyring keeps what was to prove it: %s", fault.code)

    def notices(self) -> tuple[AppError, ...]:
        """Return what a person should know of the keyring after what was done."""
        return tuple(self._refused.values())

    def give_up(self) -> None:
        """Wait for the keyring's person no longer, in any call."""
        self._given_up.set()

    def _all(self, name: str) -> list[str]:
        """Return the values of all entries of a secret, after an empty one."""
        values = [""]
        while len(values) <= _MOST and (value := self._read(_entry(name, len(values)))):
            values.append(value)
        return values

    def _read(self, entry: str) -> str:
        return self._in_time(lambda: _get(entry)) or ""

    def _store(self, entry: str, value: str, seconds: float = 0) -> None:
        self._in_time(lambda: _set(entry, value), seconds)

    def _make_sure(self, entry: str, value: str) -> None:
        if self._read(entry) != value:
            raise SetupMustChange("no_keyring")

    def _set_anew(self, entry: str, value: str, refusal: AppError) -> None:
        """Store under a new entry; what was taken, and cannot be read back for want of a person, is kept."""
        try:
            self._store(entry, value, _SECONDS)
        except AppError:
            raise refusal from None
        with suppress(Interrupted):
            self._make_sure(entry, value)

    def _in_time(self, work: Callable[[], _T], seconds: float = 0) -> _T:
        """Do ``work`` in a thread of its own and give up on it after the time limit."""
        call, ends = _Call(work), time.monotonic() + (seconds or self._limit())
        if not call.done.wait(min(_TELL_AFTER, seconds or self._limit())):
            self._on_wait()
        while not call.done.wait(0.1) and time.monotonic() < ends and not self._given_up.is_set():
            pass
        return call.result()

    def _limit(self) -> float:
        return _WITH_PERSON if self._attended and _has_screen() else _SECONDS


class _Call(Generic[_T]):
    """A call of the keyring on its way."""

    def __init__(self, work: Callable[[], _T]) -> None:
        self.done = threading.Event()
        self._answers: list[_T] = []
        self._fault: Exception | None = None
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[], _T]) -> None:
        try:
            self._answers.append(work())
        except Exception as fault:  # backends raise their own errors, and some of the terminal or the bus beneath them
            self._fault = fault
        self.done.set()

    def result(self) -> _T:
        """Return the answer. Raises as ``Keyring``; the fault's own text is dropped, it may hold a secret."""
        if not self.done.is_set():
            raise Interrupted("keyring_silent" if sys.platform == "darwin" else "keyring_locked")
        if self._fault is None:
            return self._answers[0]
        _log.warning("keyring: %s", type(self._fault).__name__)
        from keyring.errors import KeyringLocked

        told = keychain_fault(self._fault) if sys.platform == "darwin" else ""
        if told == "refused":
            raise Interrupted("keyring_refused")
        if told == "locked" or isinstance(self._fault, KeyringLocked) or type(self._fault).__name__ in _LOCKED:
            raise Interrupted("keyring_locked")
        raise SetupMustChange("no_keyring")


def use_memory() -> None:
    """Keep secrets in memory from now on, until the program ends; what the keyring holds stays there."""
    import keyring

    from wizard.services.memory_keyring import MemoryKeyring

    keyring.set_keyring(MemoryKeyring())


def _entry(name: str, number: int) -> str:
    return name if number == 1 else f"{name}/{number}"


def _get(entry: str) -> str | None:
    import keyring  # looks for every backend that is installed

    return keyring.get_password(service_of(entry), entry)


def _set(entry: str, value: str) -> None:
    import keyring

    with write_lock():
        keep_on_this_computer(keyring.get_keyring())
        keyring.set_password(service_of(entry), entry, value)


def _delete(entry: str) -> None:
    """Delete an entry. What the keyring says of it counts for nothing: it may say yes and keep it, or the reverse."""
    import keyring

    try:
        with write_lock():
            keyring.delete_password(service_of(entry), entry)
    except Exception as fault:
        _log.info("keyring, at deletion: %s", type(fault).__name__)


def _has_screen() -> bool:
    linux = sys.platform.startswith("linux")
    return not linux or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
