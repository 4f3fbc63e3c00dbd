"""Running a command in a process of its own, supervised from a worker thread of the window."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from wizard.app import child
from wizard.app.pipe import Connection
from wizard.application.command import Command, Report
from wizard.domain.control import Control
from wizard.domain.errors import AppError, Interrupted
from wizard.services.logs import NAME
from wizard.wiring import Services

R = TypeVar("R")
_LISTEN = 0.1  # seconds between two looks at what the person asked for
_PATIENCE = 30.0  # seconds for a process that was told to stop
_log = logging.getLogger(__name__)


def run_in_process(command: Command[R], services: Services, report: Report) -> R:
    """Run a command in a process that keeps its secrets here. Raises what the command raises.

    Raises ``Interrupted`` (``transfer_ended_early``) where the process ended without a result.
    """
    with _process(services.home.root, command) as (pipe, process):
        try:
            result: R = _supervise(pipe, services, report)
            return result
        except (EOFError, OSError):
            process.join(_PATIENCE)
            _log.warning("the transfer's process ended with %s", process.exitcode)
            file = str(services.home.logs() / NAME)
            raise Interrupted("transfer_ended_early", code=process.exitcode, file=file) from None


def _supervise(pipe: Connection, services: Services, report: Report) -> Any:
    orders = _Orders(pipe, services.control)
    while True:
        orders.pass_on()
        if not pipe.poll(_LISTEN):
            continue
        kind, *rest = pipe.recv()
        if kind == "progress":
            report(rest[0])
        elif kind == "secrets":
            pipe.send(_answer(services, *rest))
        elif kind == "trouble":
            raise rest[0]
        else:
            return rest[0]


def _answer(services: Services, method: str, *values: str) -> tuple[str, Any]:
    secrets = services.holder_of(values[0]) if values else services.secrets
    try:
        return "answer", getattr(secrets, method)(*values)
    except AppError as fault:
        return "fault", fault


class _Orders:
    """Passes pause, resume and cancel on to the process, each once."""

    def __init__(self, pipe: Connection, control: Control) -> None:
        self._pipe, self._control = pipe, control
        self._paused = self._cancelled = False

    def pass_on(self) -> None:
        """Send what is new."""
        if self._control.paused != self._paused:
            self._paused = self._control.paused
            self._pipe.send("pause" if self._paused else "resume")
        if self._control.cancelled and not self._cancelled:
            self._cancelled = True
            self._pipe.send("cancel")


@contextmanager
def _process(*details: Any) -> Iterator[tuple[Connection, BaseProcess]]:
    """Start the process and give the pipe to it; at the end it is gone, whatever happened."""
    context = multiprocessing.get_context("spawn")  # Qt does not survive a fork
    ours, theirs = context.Pipe()
    process = context.Process(target=child.work, args=(theirs, *details), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours, process
    finally:
        ours.close()
        process.join(_PATIENCE)
        with suppress(ValueError):
            process.kill()
