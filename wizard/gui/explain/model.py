"""Cards as rows: those of a transfer's report, or those that fit a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from wizard.application.explain import reason
from wizard.domain.outcome import Outcome
from wizard.gui.texts import outcome_name
from wizard.transfer.explaining import CardStory
from wizard.words import Lang, say_reason

Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """A card; ``story`` is known of those that were searched for."""

    card_id: str
    outcome: Outcome | None
    story: CardStory | None = None


class CardsModel(QAbstractTableModel):
    """Words are made as a row is looked at, so that 100,000 are shown as quickly as three."""

    def __init__(self, lang: Callable[[], Lang]) -> None:
        super().__init__()
        self._lang = lang
        self._rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def card(self, row: int) -> Row:
        """Return the card of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if parent is not None and parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        translate = QCoreApplication.translate
        heads = translate("Explain", "Card"), translate("Explain", "Last outcome"), translate("Explain", "Reason")
        return heads[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self._text(self._rows[index.row()], index.column())
        return f"<qt>{escape(text)}</qt>" if role == Qt.ItemDataRole.ToolTipRole else text

    def _text(self, row: Row, column: int) -> str:
        if column == 0:
            return f"{row.story.name} ({row.card_id})" if row.story else row.card_id
        if column == 1:
            return outcome_name(row.outcome.outcome) if row.outcome else ""
        if row.story:
            return reason(row.story, self._lang())
        return say_reason(row.outcome, self._lang()) if row.outcome else ""
