"""Keeps how the recipients are sorted, for the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wizard.gui.backend import Backend
from wizard.gui.jobs import Jobs
from wizard.gui.latest import Latest
from wizard.gui.recipients.widget import RecipientsEditor

_NAME = "recipients-sort"


class SortMemory(QObject):
    """Sorts the editor as it was sorted last, then keeps each change."""

    def __init__(self, editor: RecipientsEditor, backend: Backend, jobs: Jobs) -> None:
        super().__init__(editor)
        self._editor, self._backend = editor, backend
        self._work = Latest(jobs)
        self._work.succeeded.connect(self._begin)
        self._work.ask(lambda _report, _control: backend.remembered(_NAME))

    def _begin(self, how: str) -> None:
        self._work.succeeded.disconnect(self._begin)
        self._editor.sort(how)
        self._editor.sorted.connect(self._keep)

    def _keep(self, how: str) -> None:
        self._work.ask(lambda _report, _control: self._backend.remember(_NAME, how))
