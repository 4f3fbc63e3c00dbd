"""A card side by side with the records that may be the same person; what differs is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from wizard.application.link_decisions import CandidateFacts
from wizard.domain.identity import fold_address, fold_company, fold_person
from wizard.gui import theme
from wizard.gui.links.table import meaning
from wizard.gui.links.words import differs_text, facts, kind_name
from wizard.gui.parts import named
from wizard.gui.texts import day


class Comparison(QTableWidget):
    """One column for the card, one for each candidate.

    ``chosen``: the place of the candidate that a person chose. ``wanted`` as in ``DecideTable``.
    """

    chosen = Signal(int)
    wanted = Signal(str)

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
        """Enter takes the marked candidate; the other keys are those of the table."""
        wanted = meaning(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.current)
        elif wanted is None:
            super().keyPressEvent(event)
        elif isinstance(wanted, int):
            self._choose(wanted)
        else:
            self.wanted.emit(wanted)

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
                self.setItem(row, column, _cell(_of_record(candidate, field), mine, field))
        if self._candidates:
            self.setCurrentCell(0, 1)


def _cell(words: str, mine: str, field: str) -> QTableWidgetItem:
    """What differs from the card is bold on a ground of its own, and is read aloud as different."""
    cell = QTableWidgetItem(words)
    if mine and words and _folded(field, words) != _folded(field, mine):
        font = QFont(cell.font())
        font.setBold(True)
        cell.setFont(font)
        cell.setBackground(QColor(theme.Look.colours.bad_ground))
        cell.setForeground(QColor(theme.Look.colours.text))
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, differs_text(words))
    return cell


def _folded(field: str, words: str) -> str:
    if field == "company":
        return fold_company(words)
    if field == "phone":
        return "".join(letter for letter in fold_person(words) if letter.isdigit())
    return fold_address(words) if field == "email" else fold_person(words)


def _of_record(candidate: CandidateFacts, field: str) -> str:
    words: str = getattr(candidate, field)
    return day(words) if field == "last_activity" else words


def _of_card(values: Mapping[str, str], field: str) -> str:
    if field == "name":
        return " ".join(filter(None, (values.get("last_name", ""), values.get("first_name", ""))))
    return values.get(field, "")
