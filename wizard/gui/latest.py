"""Work whose outcome only counts for the newest wish."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from wizard.gui.jobs import Job, Jobs


class Latest(QObject):
    """Does one job at a time; of those asked for meanwhile only the last one follows. Faults tell nothing."""

    succeeded = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._runner = jobs.runner()
        self._runner.succeeded.connect(self._tell)
        self._runner.idle.connect(self._follow)
        self._next: Job | None = None

    def ask(self, job: Job) -> None:
        """Have a job done instead of any that still waits."""
        self._next = job
        self._follow()

    @Slot(object)
    def _tell(self, result: object) -> None:
        if self._next is None:
            self.succeeded.emit(result)

    @Slot()
    def _follow(self) -> None:
        if self._next and not self._runner.busy:
            job, self._next = self._next, None
            self._runner.start(job)
