"""One sentence below the table: how many cards in Salesforce a change of recipients moves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.application.recipients import CountOwnerChanges
from wizard.flow.answers import Answers
from wizard.gui.jobs import Jobs
from wizard.gui.parts import text
from wizard.gui.query import Query


class Consequences(QWidget):
    """Says nothing while no card would change owner, as before a first transfer."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._cards = 0
        self._text = text("text-consequences")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        self._asking = Query(jobs)
        self._asking.succeeded.connect(self._tell)
        self.hide()

    def ask(self, answers: Answers) -> None:
        """Have the cards counted that would change owner with these answers."""
        self._asking.ask(answers.profile_id, CountOwnerChanges(answers))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _tell(self, changes: Mapping[str, int]) -> None:
        self._cards = sum(changes.values())
        self._show()

    def _show(self) -> None:
        self.setVisible(self._cards > 0)
        self._text.setText(
            self.tr("%Ln card(s) already in Salesforce will change owner at the next transfer.", "", self._cards)
        )
