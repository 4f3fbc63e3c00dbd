"""What went wrong while nobody looked: one small file a profile, there until a transfer succeeds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from wizard.domain.containment import wants_a_look
from wizard.domain.errors import AppError, Interrupted, SetupMustChange, SignInNeeded
from wizard.services.home import Home
from wizard.services.profiles import write_whole

_KINDS: dict[int, type[AppError]] = {kind.exit_code: kind for kind in (SetupMustChange, SignInNeeded, Interrupted)}


class LastFailure:
    """The trouble of a profile's last unattended transfer."""

    def __init__(self, home: Home, profile: str) -> None:
        self._home, self._profile = home, profile

    def get(self) -> AppError | None:
        """Return the trouble, None when all is well."""
        try:
            return self.remade(*json.loads(self._file.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, trouble: AppError) -> None:
        """Remember a trouble. A disk that is full is no reason to say nothing of it."""
        details = {name: str(value) for name, value in trouble.details.items()}
        with suppress(OSError):
            write_whole(self._file, json.dumps([trouble.exit_code, trouble.code, details]).encode())

    def clear(self) -> None:
        """Forget it: a transfer succeeded."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def signed_in(self) -> None:
        """Forget what a new sign-in cures."""
        if wants_a_look(self.get()):
            self.clear()

    @staticmethod
    def remade(exit_code: int, code: str, details: Mapping[str, object]) -> AppError:
        """Return a trouble from its plain values."""
        return _KINDS[exit_code](code, **details)

    @property
    def _file(self) -> Path:
        return self._home.profiles / self._profile / "attention.json"
