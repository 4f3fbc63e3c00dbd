"""Closing the window: asks while work runs, then waits until every thread has ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from wizard.gui.ask import ask
from wizard.gui.jobs import Jobs


class Closing(QObject):
    """Decides on the close events of one window. Work that is told to stop keeps what it did."""

    def __init__(self, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs
        self._box: QMessageBox | None = None
        self._leaving = False
        jobs.all_idle.connect(self._close_when_idle)

    def decide(self, event: QCloseEvent) -> None:
        """Let the window close at once, or later, or when the person agrees."""
        if not self._jobs.busy:
            event.accept()
            return
        event.ignore()
        if self._jobs.asking and not self._leaving:
            self._ask()
        else:
            self._leave()

    def _ask(self) -> None:
        if self._box:
            return
        translate = QCoreApplication.translate
        self._box = ask(
            self._window,
            "ask-close",
            translate("Closing", "Work is still going on. What was done is kept, and it can be continued later."),
            translate("Closing", "Stop and close"),
            translate("Closing", "Keep working"),
            self._leave,
        )
        self._box.finished.connect(self._asked)

    @Slot()
    def _asked(self) -> None:
        self._box = None

    @Slot()
    def _leave(self) -> None:
        self._leaving = True
        self._window.setEnabled(False)
        self._jobs.cancel_all()
        self._close_when_idle()

    @Slot()
    def _close_when_idle(self) -> None:
        if self._leaving and not self._jobs.busy:
            self._window.setEnabled(True)
            self._window.close()
