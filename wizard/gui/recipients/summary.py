"""One sentence above the table: who has no match yet, and where those cards go."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.domain.users import SalesforceUser
from wizard.gui.mark import Mark
from wizard.gui.parts import named, text
from wizard.gui.recipients.rows import DEFAULTED, Rows
from wizard.gui.texts import number


class Summary(QWidget):
    """Says how many are unmatched and how many cards that concerns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unmatched, self._cards, self._all, self._default, self._complete = 0, 0, 0, "", False
        self._icon = named(Mark(), "icon-summary")
        self._icon.hide()
        self._text = text("label-summary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)

    def tell(self, rows: Rows, default: SalesforceUser | None, complete: bool) -> None:
        """Count the rows; ``complete`` when all cards are counted."""
        self._complete = complete
        self._all = len(rows.kinds)
        cards = [cards for kind, cards in zip(rows.kinds, rows.cards, strict=True) if kind in DEFAULTED]
        self._unmatched, self._cards = len(cards), sum(cards)
        self._default = (default.name or default.username) if default else ""
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._icon.show_icon("problem" if self._unmatched else "done")
        self._icon.setVisible(self._all > 0)
        self._text.setText(self._sentence())

    def _sentence(self) -> str:
        if not self._all:
            return ""
        if not self._unmatched:
            return self.tr("Every Sansan user has a match, or a recipient you chose. Look them over, then click Next.")
        sentence = self.tr(
            "%n Sansan user(s) without a match: their cards ({cards} so far) go to {default}.", "", self._unmatched
        )
        if self._complete:
            sentence = self.tr(
                "%n Sansan user(s) without a match: their cards ({cards}) go to {default}.", "", self._unmatched
            )
        return sentence.format(cards=number(self._cards), default=self._default)
