"""The items of a card as a table: where each goes, and what a real card's value becomes there."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from wizard.application.fields import FieldsFound
from wizard.domain import field_choice
from wizard.domain.card import Card
from wizard.domain.destination import Field, destination_of
from wizard.domain.field_choice import ADVICE, ITEMS, FieldFault
from wizard.domain.fieldmap import FieldMap, Row, texts_of
from wizard.gui import theme
from wizard.gui.fields.words import about, columns, field_name, not_sent, value
from wizard.words import Lang
from wizard.words.say import say_field_fault, say_item

Index = QModelIndex | QPersistentModelIndex
ITEM, FIELD, ABOUT, VALUE = range(4)


class FieldsModel(QAbstractTableModel):
    """``changed``: the person chose another field, or switched an item on or off."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: FieldsFound | None = None
        self.chosen: dict[str, str] = {}
        self.faults: list[FieldFault] = []
        self.card: Card | None = None
        self._row: Row | None = None
        self._texts: dict[str, str] = {}  # what stands on the card, by item
        self._stored: dict[str, str] = {}  # what of it stands in Salesforce
        self.lang: Lang = "en"

    def show_found(self, found: FieldsFound | None, chosen: dict[str, str]) -> None:
        """Show an object, and the fields chosen so far (item → API name, empty: left out)."""
        self.beginResetModel()
        self._found, self.chosen = found, dict(chosen)
        self._compute()
        self.endResetModel()

    def show_card(self, card: Card | None) -> None:
        """Show the values of another card."""
        self.card = card
        self._renew()

    def translate(self, lang: Lang) -> None:
        """Take the words of a language."""
        self.lang = lang
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, VALUE)
        self._renew()

    def choices(self, row: int) -> tuple[Field, ...]:
        """Return the fields that the item of a row may go to, the usual one first."""
        if self._found is None:
            return ()
        return field_choice.choices(ITEMS[row], self.chosen, self._found.target, self._found.described)

    def is_usual(self, row: int, name: str) -> bool:
        """Whether the item goes to this field where nobody chooses another."""
        return self._found is not None and self._found.target.fields[ITEMS[row]] == name

    def name_of(self, row: int) -> str:
        """Return the API name of the field an item goes to; empty where it is left out."""
        usual = self._found.target.fields[ITEMS[row]] if self._found else ""
        return self.chosen.get(ITEMS[row], usual)

    def choose(self, row: int, name: str) -> None:
        """Send an item to another field, or leave it out."""
        if name == self.name_of(row):
            return
        self.chosen = {item: to for item, to in self.chosen.items() if item != ITEMS[row]}
        if not self.is_usual(row, name):
            self.chosen[ITEMS[row]] = name
        self._renew()
        self.changed.emit()

    def switch(self, row: int) -> None:
        """Leave an item out, or let it go again: to its usual field, else to the first that is free."""
        free = [field.name for field in self.choices(row)] or [
            "",
            *(self._found.target.fields.values() if self._found else ()),
        ][:1]
        self.choose(row, "" if self.name_of(row) else free[0])

    def _renew(self) -> None:
        self._compute()
        self.dataChanged.emit(self.index(0, 0), self.index(len(ITEMS) - 1, VALUE))

    def _compute(self) -> None:
        found = self._found
        self._row, self._texts, self._stored, self.faults = None, {}, {}, []
        if found is None:
            return
        self.faults = field_choice.broken(self.chosen, found.target, found.described)
        if self.card is None:
            return
        self._texts = texts_of(self.card, ITEMS)
        if destination := destination_of(found.target.choosing(self.chosen), found.described):
            fields = FieldMap(destination)
            self._row = fields.row(self.card)
            self._stored = dict(zip(fields.items.values(), self._row.values, strict=True))

    # As Qt asks for it

    def rowCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if self._found is None or (parent is not None and parent.isValid()) else len(ITEMS)

    def columnCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if parent is not None and parent.isValid() else len(columns())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return columns()[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Items are switched in the first column, fields chosen in the second."""
        flags = super().flags(index)
        if index.column() == ITEM:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == FIELD and self.name_of(index.row()) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, or whether its item goes."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._text(row, column).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{escape(self._text(row, column))}</qt>"
        if role == Qt.ItemDataRole.CheckStateRole and column == ITEM:
            return Qt.CheckState.Checked if self.name_of(row) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        return None

    def setData(self, index: Index, given: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Switch an item, or choose a field by its API name."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == ITEM:
            if (Qt.CheckState(given) == Qt.CheckState.Checked) != bool(self.name_of(index.row())):
                self.switch(index.row())
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == FIELD and isinstance(given, str):
            self.choose(index.row(), given)
            return True
        return False

    def _colour(self, row: int, column: int) -> QColor | None:
        if column == ABOUT and self._fault(row):
            return QColor(theme.Look.colours.bad)
        return None if self.name_of(row) else QColor(theme.Look.colours.muted)

    def _fault(self, row: int) -> FieldFault | None:
        return next((fault for fault in self.faults if fault.item == ITEMS[row] and fault.code not in ADVICE), None)

    def _field(self, row: int) -> Field | None:
        described = self._found.described if self._found else {}
        return described.get(self.name_of(row))

    def _text(self, row: int, column: int) -> str:
        item, name, field = ITEMS[row], self.name_of(row), self._field(row)
        if column == ITEM:
            return say_item(item, self.lang)
        if column == FIELD:
            return field_name(field, usual=False) if field else name or not_sent()
        if column == ABOUT:
            fault = self._fault(row)
            return say_field_fault(fault, self.lang) if fault else about(field) if field and name else ""
        if not name or field is None or self._row is None or item not in self._stored:
            return self._texts.get(item, "")
        notes = [note for note in self._row.notes if note.item == item]
        return value(self._texts[item], self._stored[item], notes)
