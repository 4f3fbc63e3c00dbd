"""Keeps the journey for later, in the background; of several asked for quickly, the last one counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from wizard.application.drafts import DiscardDraft, KeepDraft
from wizard.flow.answers import Answers
from wizard.flow.journey import Journey
from wizard.flow.resume import dump
from wizard.gui.jobs import Jobs


class DraftKeeper(QObject):
    """Saves and discards drafts in order. A draft that cannot be saved is no reason to stop."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._runner = jobs.runner()
        self._runner.idle.connect(self._work)
        self._to_discard: list[str] = []
        self._to_keep = self._kept = ""
        self._then: Callable[[], None] | None = None
        self.blank = Answers("")  # what every journey begins with

    def keep(self, journey: Journey) -> None:
        """Keep a journey; drop what was kept of one that is saved as a set-up now."""
        if journey.answers.saved:
            if self._kept:
                self.discard(self._kept)
            return
        if journey.answers == replace(self.blank, profile_id=journey.answers.profile_id):
            return  # nothing was answered yet
        text = dump(journey)
        if text != self._kept:
            self._to_keep = self._kept = text
            self._work()

    def discard(self, text: str) -> None:
        """Drop a kept journey."""
        self._to_discard.append(text)
        self._to_keep = self._kept = ""
        self._work()

    def when_settled(self, does: Callable[[], None]) -> None:
        """Do something once everything asked for is kept or dropped; of several things the last one."""
        self._then = does
        self._work()

    @Slot()
    def _work(self) -> None:
        if self._runner.busy:
            return
        if self._to_discard:
            self._runner.do(DiscardDraft(self._to_discard.pop(0)))
        elif self._to_keep:
            text, self._to_keep = self._to_keep, ""
            self._runner.do(KeepDraft(text))
        elif self._then:
            does, self._then = self._then, None
            does()
