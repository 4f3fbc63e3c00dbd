"""A command of the person's choice that is told of a scheduled run that failed, such as one that sends a mail.

It gets the run's answer as JSON on standard input, once a cause and day. It is kept as it was typed, without a shell.
"""

from __future__ import annotations

import json
import logging
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.services.home import Home
from wizard.services.once_a_day import OnceADay
from wizard.services.profiles import write_whole
from wizard.services.system.programs import tell_tool, words_of

_SECONDS = 60.0
_log = logging.getLogger(__name__)


class FailureHook:
    """The command of one profile, and what it was told when."""

    def __init__(self, home: Home, profile: str) -> None:
        self._file: Path = home.profiles / profile / "on-failure.json"
        self._told = OnceADay(home.profiles / profile / "hook-told.json")

    def set(self, command: str) -> None:
        """Keep a command; an empty one ends it. Raises ``SetupMustChange`` for one that cannot be read."""
        try:
            words_of(command)
            self._told.forget()
            if command.strip():
                write_whole(self._file, json.dumps({"command": command}).encode())
            else:
                self._file.unlink(missing_ok=True)
        except ValueError:
            raise SetupMustChange("hook_unreadable", command=command) from None
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._file.parent)) from None

    def tell(self, cause: str, answer: Mapping[str, object], today: date) -> None:
        """Tell the command of a failure, unless it was told of this cause today. Its own faults are only logged."""
        command = self._command()
        if not command or not self._told.is_first(cause, today):
            return
        try:
            code = tell_tool(command, json.dumps(answer, ensure_ascii=False), _SECONDS)
            _log.info("the command for failures ended with %d", code)
        except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
            _log.warning("the command for failures: %s", type(fault).__name__)

    def _command(self) -> str:
        try:
            command = json.loads(self._file.read_text("utf-8"))["command"]
            return command if isinstance(command, str) else ""
        except (OSError, ValueError, LookupError, TypeError):
            return ""
