"""Transfers, previews and undos for the window: a process of its own does each, supervised from a worker thread."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from wizard.app import child
from wizard.app.part import Part
from wizard.app.pipe import Connection
from wizard.app.tasks import PREVIEW, TRANSFER, UNDO, Result, Task
from wizard.domain.control import Control, Report
from wizard.domain.errors import Interrupted, Trouble
from wizard.domain.profile import REFRESH_TOKEN, SANSAN_KEY, secret_name
from wizard.flow.answers import Answers
from wizard.gui.backend import Preview, RunResult, UndoResult
from wizard.gui.link_questions import LinksResult
from wizard.services.awake import kept_awake
from wizard.services.logs import NAME
from wizard.transfer.ledger import FULL, RETRY
from wizard.transfer.owner_changes import owner_changes
from wizard.words import Lang

_LISTEN = 0.1  # seconds between two looks at what the person asked for
_PATIENCE = 30.0  # seconds for a process that was told to stop
_log = logging.getLogger(__name__)
_R = TypeVar("_R", RunResult, Preview, UndoResult, LinksResult)


class TransferPart(Part):
    """Runs transfers of saved set-ups, rehearses them, takes them back."""

    def transfer(self, profile: str, lang: Lang, report: Report, control: Control) -> RunResult:
        """Transfer with a saved set-up; a stop before the end is in the result, not raised."""
        return self._do(Task(TRANSFER, profile, lang), RunResult, report, control)

    def retry_failed(self, profile: str, lang: Lang, report: Report, control: Control) -> RunResult:
        """Transfer only the cards whose last try failed."""
        return self._do(Task(TRANSFER, profile, lang, RETRY), RunResult, report, control)

    def check_everything(self, profile: str, lang: Lang, report: Report, control: Control) -> RunResult:
        """Read every card again and compare with Salesforce."""
        return self._do(Task(TRANSFER, profile, lang, FULL), RunResult, report, control)

    def preview(self, profile: str, lang: Lang, report: Report, control: Control) -> Preview:
        """Find out what a transfer would do; writes nothing but a report."""
        return self._do(Task(PREVIEW, profile, lang), Preview, report, control)

    def undo(
        self, profile: str, run: str, lang: Lang, report: Report, control: Control, *, even_changed: bool = False
    ) -> UndoResult:
        """Take a run back; a stop before the end is in the result, not raised."""
        task = Task(UNDO, profile, lang, run=run, even_changed=even_changed)
        return self._do(task, UndoResult, report, control)

    def owner_changes(self, answers: Answers) -> Mapping[str, int]:
        """How many cards sent already would change owner at the next transfer, by ``recipients.owner_key``."""
        saved = self._saved(answers.profile_id)
        if saved is None:
            return {}
        with self._services.ledger(saved) as ledger:
            return owner_changes(ledger, answers.recipients)

    def _do(self, task: Task, kind: type[_R], report: Report, control: Control) -> _R:
        """Have a task done; its result is of this kind."""
        services = self._services
        saved = services.profiles.pick(task.profile)
        names = [secret_name(saved.id, secret) for secret in (SANSAN_KEY, REFRESH_TOKEN)]
        secrets = {name: services.secrets.get(name) for name in names}
        with kept_awake(), _process(services.home.root, task, secrets) as (pipe, process):
            result = _with_notices(self._supervise(pipe, process, report, control), services.secrets.notices())
        if not isinstance(result, kind):
            raise TypeError(type(result))
        return result

    def _supervise(self, pipe: Connection, process: BaseProcess, report: Report, control: Control) -> Result:
        orders = _Orders(pipe, control)
        try:
            while True:
                orders.pass_on()
                if not pipe.poll(_LISTEN):
                    continue
                kind, *rest = pipe.recv()
                if kind == "progress":
                    report(rest[0])
                elif kind == "secret":
                    pipe.send(self._keep(*rest) or "kept")
                elif kind == "trouble":
                    raise rest[0]
                else:
                    result: Result = rest[0]
                    return result
        except (EOFError, OSError):
            process.join(_PATIENCE)
            _log.warning("the transfer's process ended with %s", process.exitcode)
            file = str(self._services.home.logs() / NAME)
            raise Interrupted("transfer_ended_early", code=process.exitcode, file=file) from None

    def _keep(self, name: str, value: str) -> Trouble | None:
        """Keep or forget a secret; return why it was not done."""
        try:
            if value:
                self._services.secrets.set(name, value)
            else:
                self._services.secrets.delete(name)
        except Trouble as fault:
            return fault
        return None


def _with_notices(result: Result, notices: tuple[Trouble, ...]) -> Result:
    if isinstance(result, UndoResult):
        return result
    return replace(result, notices=(*result.notices, *notices))


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
