"""The table's model: a thin Qt face of ``rows.Rows``. It sorts and filters itself; a proxy takes seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon

from wizard.domain.recipients import Recipient
from wizard.gui import theme
from wizard.gui.recipients.rows import Column, Rows, reason_of
from wizard.gui.texts import number

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_GAP = "\N{EN SPACE}"  # between a right-aligned number and the next column
_DISPLAY = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class RecipientsModel(QAbstractTableModel):
    """Shows the visible ``rows``. ``changed`` tells which recipients were replaced, by whatever way."""

    changed = Signal(object)  # list[int], places among all

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows()
        self.complete = False
        self.repaint_icons()

    def reset(self, rows: Rows) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show(self, typed: str, kind: str) -> None:
        """Filter by what was typed and by kind (empty: any)."""
        self.beginResetModel()
        self.rows.show(typed, kind)
        self.endResetModel()

    def change(self, changes: Mapping[int, Recipient]) -> None:
        """Replace recipients, by their place among all."""
        self.rows.change(changes)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.changed.emit(list(changes))

    def set_cards(self, by_owner: Mapping[str, int], complete: bool = False) -> None:
        """Change the numbers of cards; ``complete`` when all are counted."""
        self.rows.set_cards(by_owner)
        if complete != self.complete:
            self.complete = complete
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.CARDS, Column.CARDS)
        self.dataChanged.emit(self.index(0, Column.CARDS), self.index(self.rowCount() - 1, Column.CARDS))

    def retranslate(self) -> None:
        """Take the words of the current language."""
        self.rows.set_words(self.words())
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def repaint_icons(self) -> None:
        """Draw the icons in the colours of the look."""
        colours = theme.Look.colours
        self._warning = theme.icon("problem", QColor(colours.bad))
        self._defaulted = theme.icon("problem", QColor(colours.text))
        self._stopped = theme.icon("to_do", QColor(colours.text))

    def words(self) -> dict[str, str]:
        """Return how a match and a problem are told, by the codes of ``rows.Rows``."""
        return {
            "username": self.tr("Same username"),
            "suffix": self.tr("Same username, without the sandbox’s suffix"),
            "email": self.tr("Same e-mail address"),
            "federation_id": self.tr("Same federation ID"),
            "file": self.tr("Read from a file"),
            "manual": self.tr("Chosen by hand"),
            "default": self.tr("Default: no match"),
            "skip": self.tr("Not transferred"),
            "suggested_name": self.tr("Perhaps {name}: same name ({confidence} %)"),
            "suggested_address": self.tr("Perhaps {name}: same name in the address ({confidence} %)"),
            "suggested_reading": self.tr("Perhaps {name}: sounds the same ({confidence} %)"),
            "suggested_address_reading": self.tr("Perhaps {name}: the address sounds like the name ({confidence} %)"),
            "problem_gone": self.tr("No Salesforce user any more"),
            "problem_inactive": self.tr("Inactive in Salesforce"),
            "problem_licence": self.tr("Licence cannot own cards"),
            "problem_unidentified": self.tr("Cannot be identified"),
            "problem_needs_access": self.tr("Needs access"),
            "problem_shared": self.tr("Match of several Sansan users"),
        }

    def visible_at(self, rows: Iterable[int]) -> list[int]:
        """Return the display rows of some of all rows, where they are visible."""
        wanted = set(rows)
        return [at for at, row in enumerate(self.rows.visible) if row in wanted]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self.rows.visible)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See Qt."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.USER else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.CARDS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Vertical or role not in _DISPLAY:
            return super().headerData(section, orientation, role)
        return (
            self.tr("Sansan user"),
            self.tr("E-mail"),
            (self.tr("Cards") if self.complete else self.tr("Cards so far")) + _GAP,
            self.tr("Salesforce user"),
            self.tr("Username"),
            self.tr("How matched"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if not index.isValid():
            return None
        row, column = self.rows.visible[index.row()], Column(index.column())
        if role in _DISPLAY:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.CARDS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """See Qt; a negative column goes back to the first order, the unmatched first."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self.rows.visible[index.row()] for index in before]
        self.rows.sort(Column(column) if column >= 0 else None, order == Qt.SortOrder.DescendingOrder)
        at = {row: place for place, row in enumerate(self.rows.visible)}
        after = [
            self.index(at[row], index.column()) if row in at else QModelIndex()
            for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _text(self, row: int, column: Column) -> str:
        if column is Column.CARDS:
            return number(self.rows.cards[row]) + _GAP
        if column is Column.USER and self.rows.problems[row] == "gone":
            return self.tr("Not available any more")
        return self.rows.text(row, column)

    def _icon(self, row: int, column: Column) -> QIcon | None:
        if column is not Column.REASON:
            return None
        if self.rows.has_problem(row):
            return self._warning
        return {"default": self._defaulted, "skip": self._stopped}.get(reason_of(self.rows.recipients[row]))
