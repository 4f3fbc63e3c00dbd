"""Keeps a person's decisions about links, one after the other in their order, while the person goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.application.link_decisions import DecideLink
from wizard.gui.page import Context


class DecisionKeeper(QObject):
    """``kept``: nothing waits any more. ``failed``: a decision was not kept, and those behind it were dropped."""

    kept = Signal()
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.jobs)
        self._runner = context.jobs.runner(asks=True)
        self._runner.failed.connect(self._give_up)
        self._runner.idle.connect(self._next)
        self._waiting: list[DecideLink] = []

    @property
    def busy(self) -> bool:
        """Whether a decision is still to be kept."""
        return self._runner.busy or bool(self._waiting)

    def keep(self, decision: DecideLink) -> None:
        """Have a decision kept, or forgotten."""
        self._waiting.append(decision)
        if not self._runner.busy:
            self._next()

    def _give_up(self, error: Exception) -> None:
        self._waiting.clear()
        self.failed.emit(error)

    def _next(self) -> None:
        if self._waiting:
            self._runner.do(self._waiting.pop(0))
        else:
            self.kept.emit()
