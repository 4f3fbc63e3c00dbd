"""Counts the cards of each Sansan key in the background, and says what it has found so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from wizard.application.sansan import CardsSeen, CountCards
from wizard.flow.answers import Connection
from wizard.gui.jobs import JobRunner, Jobs


class CardCounter(QObject):
    """One count a key, begun once; a count that failed is begun again when asked for."""

    counted = Signal(str)  # the secret of the connection

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._runners: dict[str, JobRunner] = {}
        self._seen: dict[str, CardsSeen] = {}

    def begin(self, connection: Connection) -> None:
        """Count the cards of a key, unless that is done or going on."""
        runner = self._runners.get(connection.secret) or self._new_runner(connection.secret)
        if not runner.busy and not self.seen(connection).complete:
            runner.do(CountCards(connection))

    def seen(self, connection: Connection) -> CardsSeen:
        """Return what was found so far, at least the first look."""
        first = CardsSeen(connection.cards, {}, connection.owners, not connection.more and connection.cards == 0)
        return self._seen.get(connection.secret, first)

    def _new_runner(self, secret: str) -> JobRunner:
        runner = self._runners[secret] = self._jobs.runner()
        keep: Callable[[CardsSeen], None] = partial(self._keep, secret)
        runner.progressed.connect(keep)
        runner.succeeded.connect(keep)
        return runner

    def _keep(self, secret: str, seen: CardsSeen) -> None:
        self._seen[secret] = seen
        self.counted.emit(secret)
