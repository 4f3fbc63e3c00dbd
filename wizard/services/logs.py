"""The log: what ran when, and what was unexpected; no secret, no mail address, nothing that stands on a card."""

from __future__ import annotations

import logging
import os
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from wizard.domain.errors import AppError
from wizard.domain.redact import clean, named
from wizard.services.home import Home

NAME = "sansan-salesforce.log"
_LARGEST, _KEPT = 1_000_000, 3  # bytes of a file before a new one is begun, and how many old ones are kept
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(run)s %(name)s %(message)s"


class _Formatter(logging.Formatter):
    """Cleans every line, tracebacks included, and names the run that was told of last (``extra={"run": id}``)."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)
        self._run = "-"

    def format(self, record: logging.LogRecord) -> str:
        self._run = record.run = getattr(record, "run", self._run)
        return clean(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        """Return a traceback without the faults' own words."""
        return "\n".join(reversed(list(_chain(ei[1]))))


def _chain(error: BaseException | None) -> Iterator[str]:
    """Yield the tracebacks of a fault and of those that led to it, the last one first."""
    while error:
        frames = "".join(traceback.format_tb(error.__traceback__))
        yield f"Traceback (most recent call last):\n{frames}{named(error)}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def log_to(home: Home, level: str = "info") -> Path | None:
    """Send log records to the home's log file and return it; None where it cannot be written.

    Nothing that goes wrong with the log, such as a full disk, stops the work or reaches the person.
    """
    logging.raiseExceptions = False
    root = logging.getLogger()
    try:
        file = home.logs() / NAME
        _turn(file)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        handler: logging.Handler = logging.FileHandler(file, encoding="utf-8")
    except (OSError, AppError):
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(_Formatter())
    for old in root.handlers:
        if isinstance(old.formatter, _Formatter):
            old.close()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("wizard").setLevel(level.upper())
    return file


def log_somewhere(home: Home | None) -> Path | None:
    """Return the log file that records go to: the home's, or where there is none one in a new temporary folder."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.FileHandler) and isinstance(handler.formatter, _Formatter):
            return Path(handler.baseFilename)
    return (log_to(home) if home else None) or log_to(Home(Path(tempfile.mkdtemp(prefix="sansan-salesforce-"))))


def last_lines(home: Home, number: int) -> list[str]:
    """Return the end of the log."""
    with suppress(OSError, AppError):
        return (home.logs() / NAME).read_text("utf-8", "replace").splitlines()[-number:]
    return []


def _turn(file: Path) -> None:
    """Begin a new file when this one is large: only now, since other processes may be writing to it later.

    One that another process holds open (Windows) is turned at a later start.
    """
    with suppress(OSError):
        if file.stat().st_size > _LARGEST:
            for number in range(_KEPT - 1, 0, -1):
                with suppress(FileNotFoundError):
                    file.with_name(f"{NAME}.{number}").replace(file.with_name(f"{NAME}.{number + 1}"))
            file.replace(file.with_name(f"{NAME}.1"))
