"""Asking the outside for what is shown: an answer whose key is no longer asked for is dropped."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from wizard.application.command import Command
from wizard.gui.jobs import Jobs


class Query(QObject):
    """Asks one thing at a time. ``succeeded`` and ``failed`` bring only what was asked for last.

    ``changed``: ``busy`` is another. What is asked for while another answer is on its way follows it.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._wanted: tuple[Hashable, Command[Any]] | None = None
        self._asked: tuple[Hashable, Command[Any]] | None = None
        self._runner = jobs.runner()
        self._runner.progressed.connect(self._tell_progress)
        self._runner.succeeded.connect(self._tell_result)
        self._runner.failed.connect(self._tell_fault)
        self._runner.idle.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way that is still asked for."""
        return self._runner.busy and self._wanted is not None

    def ask(self, key: Hashable, command: Command[Any]) -> None:
        """Ask. The same question is asked once while its answer is on its way."""
        wanted = (key, command)
        if self._runner.busy and self._asked != wanted:
            self._runner.cancel()
        self._wanted = wanted
        self._go_on()

    def drop(self) -> None:
        """Ask for nothing any more."""
        self._wanted = self._asked = None
        self._runner.cancel()

    @Slot(object)
    def _tell_progress(self, told: object) -> None:
        if self._asked == self._wanted:
            self.progressed.emit(told)

    @Slot(object)
    def _tell_result(self, result: object) -> None:
        if self._answered():
            self.succeeded.emit(result)

    @Slot(object)
    def _tell_fault(self, error: Exception) -> None:
        if self._answered():
            self.failed.emit(error)

    def _answered(self) -> bool:
        """Whether what was asked is asked for still; then it is no more."""
        answered = self._wanted is not None and self._asked == self._wanted
        if answered:
            self._wanted = None
        return answered

    @Slot()
    def _go_on(self) -> None:
        if self._wanted and not self._runner.busy:
            self._asked = self._wanted
            self._runner.do(self._wanted[1])
        self.changed.emit()
