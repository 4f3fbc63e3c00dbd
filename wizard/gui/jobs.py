"""The one place that knows QThread: work runs there, everything it tells arrives on the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from wizard.application.command import Command, Report, Run
from wizard.domain.control import Control, Throttled
from wizard.domain.errors import AppError

Job = Callable[[Report, Control], Any]  # → result; may raise AppError


class _Worker(QObject):
    """Does one job in the thread it was moved to."""

    progressed = Signal(object)
    finished = Signal()

    def __init__(self, job: Job, control: Control) -> None:
        super().__init__()
        self._job, self._control = job, control
        self.result: Any = None
        self.error: Exception | None = None

    @Slot()
    def run(self) -> None:
        """Do the job; never raises."""
        report = Throttled(self.progressed.emit)
        try:
            self.result = self._job(report, self._control)
        except Exception as error:
            if not isinstance(error, AppError):
                logging.getLogger(__name__).exception("unexpected")
            self.error = error
        finally:
            report.flush()
            self.finished.emit()


class JobRunner(QObject):
    """Runs one job at a time. When its outcome arrives the thread has ended, so the next job may start.

    ``succeeded`` carries the result, ``failed`` the exception; ``cancelled`` comes instead of ``failed`` when the
    job was told to stop.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    idle = Signal()

    def __init__(self, parent: QObject | None = None, run: Run | None = None, *, asks: bool = True) -> None:
        super().__init__(parent)
        self._run = run
        self.asks = asks  # whether closing the window while it runs asks first
        self.control = Control()
        self._thread: QThread | None = None
        self._worker: _Worker | None = None

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._thread is not None

    def do(self, command: Command[Any]) -> None:
        """Run a command. Raises ``RuntimeError`` while another one runs."""
        run = self._run
        if run is None:
            raise RuntimeError("nothing runs commands here")
        self.start(lambda report, control: run(command, report, control))

    def start(self, job: Job) -> None:
        """Run a job. Raises ``RuntimeError`` while another one runs."""
        if self.busy:
            raise RuntimeError("a job is running")
        self.control = Control()
        self._thread, self._worker = QThread(), _Worker(job, self.control)
        thread, worker = self._thread, self._worker
        worker.moveToThread(thread)
        thread.started.connect(worker.run)
        worker.progressed.connect(self.progressed)
        worker.finished.connect(thread.quit)
        thread.finished.connect(self._done)
        thread.start()

    def cancel(self) -> None:
        """Ask the job that runs, if any, to stop at its next checkpoint."""
        if self.busy:
            self.control.cancel()

    @Slot()
    def _done(self) -> None:
        """Join the thread, drop it, then tell. No ``deleteLater``: Python owns both objects."""
        if self._thread is None or self._worker is None:
            return
        self._thread.wait()
        worker, self._thread, self._worker = self._worker, None, None
        if worker.error is None:
            self.succeeded.emit(worker.result)
        elif self.control.cancelled:
            self.cancelled.emit()
        else:
            self.failed.emit(worker.error)
        self.idle.emit()


class Jobs(QObject):
    """All runners of a window, so that closing it can wait for them."""

    all_idle = Signal()
    stopping = Signal()

    def __init__(self, parent: QObject | None = None, run: Run | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._runners: list[JobRunner] = []

    def runner(self, *, asks: bool = False) -> JobRunner:
        """Return a new runner; ``asks`` for work that closing the window should not stop unasked."""
        runner = JobRunner(self, self._run, asks=asks)
        runner.idle.connect(self._one_idle)
        self._runners.append(runner)
        return runner

    @property
    def busy(self) -> bool:
        """Whether any job runs."""
        return any(runner.busy for runner in self._runners)

    @property
    def asking(self) -> bool:
        """Whether a job runs that should not be stopped unasked."""
        return any(runner.busy and runner.asks for runner in self._runners)

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        self.stopping.emit()
        for runner in self._runners:
            runner.cancel()

    @Slot()
    def _one_idle(self) -> None:
        if not self.busy:
            self.all_idle.emit()
