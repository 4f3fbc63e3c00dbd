"""Progress of a command as lines on standard error."""

from __future__ import annotations

import time

from wizard.cli.console import Console
from wizard.domain.control import Progress

_SECONDS_BETWEEN_LINES = 5


class ProgressLines:
    """Prints progress as a line now and then."""

    def __init__(self, console: Console) -> None:
        self._console, self._last = console, time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Take one report."""
        if time.monotonic() - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            self._console.say("progress", read=progress.read, done=progress.done, failed=progress.failed)
