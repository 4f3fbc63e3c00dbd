"""The cards that a person must decide, as a table: 30,000 rows are shown as quickly as three."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wizard.application.link_decisions import CardFacts
from wizard.domain.links import Choice
from wizard.gui.links.words import candidates_text, choice_text, columns
from wizard.gui.recipients.search import hits, prepare
from wizard.transfer.ledger.links import LinkRow

Index = QModelIndex | QPersistentModelIndex
_ITEMS = ("last_name", "first_name", "last_name_reading", "first_name_reading", "company", "email")


class UndecidedModel(QAbstractTableModel):
    """Rows of cards, of which ``facts`` arrive later; ``decide`` marks them, ``search`` keeps those that hold words."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: Sequence[LinkRow] = ()
        self._shown: list[int] = []
        self._facts: dict[str, Mapping[str, str]] = {}
        self._texts: list[str] = []
        self._chosen: dict[str, tuple[Choice, str]] = {}
        self._typed = ""

    def show_cards(self, cards: Sequence[LinkRow]) -> None:
        """Show other cards; nothing of them is decided."""
        self.beginResetModel()
        self._cards, self._facts, self._chosen, self._typed = cards, {}, {}, ""
        self._texts = [card.card_id.casefold() for card in cards]
        self._shown = list(range(len(cards)))
        self.endResetModel()

    def add_facts(self, facts: Iterable[CardFacts]) -> None:
        """Take what stands on cards."""
        self._facts.update((fact.record_id, fact.values) for fact in facts)
        self._texts = [prepare([self._value(card, item) for item in _ITEMS]) for card in self._cards]
        if self._typed.strip():
            self.search(self._typed)
        elif self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, self.columnCount() - 1))

    def search(self, typed: str) -> None:
        """Show the cards that hold every word."""
        self._typed = typed
        self.beginResetModel()
        everyone = range(len(self._cards))
        self._shown = hits(everyone, self._texts, typed) if typed.strip() else list(everyone)
        self.endResetModel()

    def card(self, row: int) -> LinkRow:
        """Return the card of a row."""
        return self._cards[self._shown[row]]

    def values(self, card: LinkRow) -> Mapping[str, str]:
        """Return what stands on a card, as far as it is known."""
        return self._facts.get(card.record_id, {})

    def decide(self, cards: Sequence[LinkRow], choice: Choice | None, said: str = "") -> None:
        """Mark cards as decided, or with None as open again; ``said`` names the record."""
        for card in cards:
            if choice is None:
                self._chosen.pop(card.card_id, None)
            else:
                self._chosen[card.card_id] = choice, said
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, self.columnCount() - 1))

    def choice(self, card: LinkRow) -> Choice | None:
        """Return what was decided about a card."""
        found = self._chosen.get(card.card_id)
        return found[0] if found else None

    def decided(self, *choices: Choice) -> int:
        """Count the cards that were decided so."""
        return sum(choice in choices for choice, _ in self._chosen.values())

    def next_open(self, row: int) -> int:
        """Return the next row below that is open, else the row itself."""
        following = range(row + 1, len(self._shown))
        return next((at for at in following if self.choice(self.card(at)) is None), row)

    def of_company(self, card: LinkRow) -> list[LinkRow]:
        """Return the open cards with the company of one."""
        company = self._value(card, "company")
        same = (other for other in self._cards if company and self._value(other, "company") == company)
        return [other for other in same if self.choice(other) is None or other is card]

    def rowCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if parent is not None and parent.isValid() else len(columns())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return columns()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._cell(self.card(index.row()), index.column())

    def _cell(self, card: LinkRow, column: int) -> str:
        if column == 0:
            name = " ".join(filter(None, (self._value(card, "last_name"), self._value(card, "first_name"))))
            return name or card.card_id
        if column in (1, 2):
            return self._value(card, ("company", "email")[column - 1])
        if column == 3:
            return candidates_text(card)
        chosen = self._chosen.get(card.card_id)
        return choice_text(*chosen) if chosen else ""

    def _value(self, card: LinkRow, item: str) -> str:
        return self.values(card).get(item, "")
