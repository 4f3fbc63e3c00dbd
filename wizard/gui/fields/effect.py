"""How many cards a choice of fields would write again, counted in the background before it is taken."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from wizard.application.fields import CountRewritten
from wizard.domain.control import Progress
from wizard.flow.answers import Answers
from wizard.gui.announce import announce
from wizard.gui.page import Context
from wizard.gui.parts import text
from wizard.gui.query import Query
from wizard.gui.texts import number, say_error
from wizard.words import sentences


class Effect(QWidget):
    """Counts for the newest answers only."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted: Answers | None = None
        self._count: tuple[int | None] | None = None
        self._fault: Exception | None = None
        self._words: QLabel = text("text-fields-effect")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        self._query = Query(context.jobs)
        self._query.progressed.connect(self._show_progress)
        self._query.succeeded.connect(self._show_count)
        self._query.failed.connect(self._show_fault)

    def show_answers(self, answers: Answers | None) -> None:
        """Count for these answers; with None stop counting."""
        if answers == self._wanted:
            return
        self._wanted, self._count, self._fault = answers, None, None
        self.translate()
        if answers is None:
            self._query.drop()
        else:
            self._query.ask(answers, CountRewritten(answers))

    def translate(self) -> None:
        """Set the words."""
        if self._fault:
            words = self.tr("How many cards would be written again could not be counted: {reason}")
            self._words.setText(words.format(reason=say_error(self._fault, self._context.languages.lang)))
        elif self._count:
            self._words.setText(self._said(*self._count))
        else:
            self._words.setText(self.tr("Counting the cards that would be written again…"))

    def _show_progress(self, progress: Progress) -> None:
        words = self.tr("Counting the cards that would be written again: {count} so far, {read} cards read…")
        self._words.setText(words.format(count=number(progress.done), read=number(progress.read)))

    def _show_count(self, count: int | None) -> None:
        self._count = (count,)
        self.translate()
        announce(self, self._words.text())

    def _show_fault(self, fault: Exception) -> None:
        self._fault = fault
        self.translate()

    def _said(self, count: int | None) -> str:
        if count is None:
            return self.tr("Nothing was sent with this set-up yet, so no card is written again.")
        if not count:
            return self.tr("With this choice no card that was sent before is written again.")
        words = self.tr("With this choice the next transfer writes %Ln card(s) again.", "", count)
        return sentences(words, self.tr("What stands in the former fields stays."))
