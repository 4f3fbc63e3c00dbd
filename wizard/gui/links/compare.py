"""A card side by side with the records that may be the same person; what differs is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from wizard.application.link_decisions import CandidateFacts
from wizard.domain.identity import fold_address, fold_company, fold_person
from wizard.gui.links.words import facts, kind_name
from wizard.gui.parts import named

_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)


class Comparison(QTableWidget):
    """One column for the card, one for each candidate. ``chosen``: the place of the candidate that a person chose."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        named(self, "table-candidates")
        self._card: Mapping[str, str] = {}
        self._candidates: Sequence[CandidateFacts] = ()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemDoubleClicked.connect(lambda item: self._choose(item.column() - 1))
        self.translate()

    def show_card(self, values: Mapping[str, str], candidates: Sequence[CandidateFacts]) -> None:
        """Show a card and its candidates."""
        self._card, self._candidates = values, candidates
        self._fill()

    @property
    def current(self) -> int:
        """The place of the candidate that is marked; -1 for none."""
        return self.currentColumn() - 1 if self.currentColumn() <= len(self._candidates) else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the marked candidate, a digit the one of that number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.current)
        elif event.key() in _DIGITS:
            self._choose(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()

    def translate(self) -> None:
        """Set every text."""
        self.setAccessibleName(self.tr("The card and its candidates"))
        self._fill()

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._candidates):
            self.chosen.emit(place)

    def _fill(self) -> None:
        rows = facts()
        self.setRowCount(len(rows))
        self.setColumnCount(1 + len(self._candidates))
        self.setVerticalHeaderLabels([words for _, words in rows])
        heads = [f"{at}: {kind_name(one.kind)}" for at, one in enumerate(self._candidates, 1)]
        self.setHorizontalHeaderLabels([self.tr("Card"), *heads])
        for row, (field, _) in enumerate(rows):
            mine = _of_card(self._card, field)
            self.setItem(row, 0, QTableWidgetItem(mine))
            for column, candidate in enumerate(self._candidates, 1):
                self.setItem(row, column, _cell(getattr(candidate, field), mine, field))
        if self._candidates:
            self.setCurrentCell(0, 1)


def _cell(words: str, mine: str, field: str) -> QTableWidgetItem:
    """What differs from the card is bold, so that it is seen without colour."""
    cell = QTableWidgetItem(words)
    if mine and words and _folded(field, words) != _folded(field, mine):
        font = QFont(cell.font())
        font.setBold(True)
        cell.setFont(font)
    return cell


def _folded(field: str, words: str) -> str:
    if field == "company":
        return fold_company(words)
    return fold_address(words) if field == "email" else fold_person(words)


def _of_card(values: Mapping[str, str], field: str) -> str:
    if field == "name":
        return " ".join(filter(None, (values.get("last_name", ""), values.get("first_name", ""))))
    return values.get(field, "")
