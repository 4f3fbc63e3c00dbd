"""Keeps how the recipients are sorted, for the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wizard.application.drafts import Recall, Remember
from wizard.gui.jobs import Jobs
from wizard.gui.query import Query
from wizard.gui.recipients.widget import RecipientsEditor

_NAME = "recipients-sort"


class SortMemory(QObject):
    """Sorts the editor as it was sorted last, then keeps each change."""

    def __init__(self, editor: RecipientsEditor, jobs: Jobs) -> None:
        super().__init__(editor)
        self._editor = editor
        self._work = Query(jobs)
        self._work.succeeded.connect(self._begin)
        self._work.ask(_NAME, Recall(_NAME))

    def _begin(self, how: str) -> None:
        self._work.succeeded.disconnect(self._begin)
        self._editor.sort(how)
        self._editor.sorted.connect(self._keep)

    def _keep(self, how: str) -> None:
        self._work.ask(_NAME, Remember(_NAME, how))
