"""Whether Salesforce gives this app a new refresh token at each renewal, remembered from its answers.

It decides whether a token may be asked with again after its answer was lost (salesforce.md §1.3).
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wizard.services.profiles import write_whole


@dataclass
class Rotation:
    """What is known of one app, in memory; with a ``file`` also for later runs."""

    app: str = ""
    file: Path | None = None
    _known: bool | None = None

    def known(self) -> bool | None:
        """Return whether the app rotates; None while no answer told."""
        if self._known is None and self.file:
            self._known = self._read(self.file)
        return self._known

    def note(self, rotates: bool) -> None:
        """Remember what an answer told. A disk that is full is no reason to stop."""
        if rotates != self.known() and self.file:
            with suppress(OSError):
                write_whole(self.file, json.dumps({"app": self.app, "rotates": rotates}).encode())
        self._known = rotates

    def _read(self, file: Path) -> bool | None:
        try:
            kept = json.loads(file.read_text("utf-8"))
            rotates = kept["rotates"] if kept["app"] == self.app else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return rotates if isinstance(rotates, bool) else None
