"""What somebody was told today, so that nobody is told twice of the same cause: one small file."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

from wizard.services.profiles import write_whole


class OnceADay:
    """Remembers the causes of one day; those of other days are dropped."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def is_first(self, cause: str, today: date) -> bool:
        """Whether a cause is met for the first time today, and remember it. A full disk is no reason to be silent."""
        told = self._of(today)
        if cause in told:
            return False
        with suppress(OSError):
            write_whole(self._file, json.dumps({str(today): [*told, cause]}).encode())
        return True

    def forget(self) -> None:
        """Begin anew."""
        self._file.unlink(missing_ok=True)

    def _of(self, today: date) -> list[str]:
        try:
            told = json.loads(self._file.read_text("utf-8")).get(str(today), [])
            return told if isinstance(told, list) else []
        except (OSError, ValueError, AttributeError):
            return []
