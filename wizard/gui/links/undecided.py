"""The cards that a person must decide, as a table: 30,000 rows are shown as quickly as three."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wizard.application.link_decisions import CandidateFacts, CardFacts
from wizard.domain.identity import fold_company
from wizard.domain.links import Choice
from wizard.gui.links.words import candidates_text, choice_text, columns
from wizard.gui.recipients.search import hits, prepare
from wizard.transfer.ledger.links import LinkRow

Index = QModelIndex | QPersistentModelIndex
_ITEMS = ("last_name", "first_name", "last_name_reading", "first_name_reading", "company", "email")


class UndecidedModel(QAbstractTableModel):
    """Rows of cards, of which ``facts`` arrive later; ``decide`` marks them, ``search`` keeps those that hold words.

    A card with a decision of an earlier day is one of them; it counts as decided, but not as decided now.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cards: Sequence[LinkRow] = ()
        self._shown: Sequence[int] = ()
        self._places: dict[str, int] = {}
        self._facts: dict[str, Mapping[str, str]] = {}
        self._names: dict[str, str] = {}  # of records chosen earlier
        self._texts: list[str] = []
        self._companies: dict[str, list[LinkRow]] = {}
        self._chosen: dict[str, tuple[Choice, str]] = {}
        self._earlier: frozenset[str] = frozenset()
        self._typed = ""

    def show_cards(self, cards: Sequence[LinkRow], earlier: Mapping[str, Choice]) -> None:
        """Show other cards; those that are not decided ``earlier`` (card id → choice) are open."""
        self.beginResetModel()
        self._cards, self._facts, self._names, self._typed = cards, {}, {}, ""
        self._places = {card.record_id: at for at, card in enumerate(cards)}
        self._chosen = {card_id: (choice, "") for card_id, choice in earlier.items()}
        self._earlier = frozenset(self._chosen)
        self._texts = [card.card_id.casefold() for card in cards]
        self._companies = {}
        self._shown = range(len(cards))
        self.endResetModel()

    def add_facts(self, facts: Iterable[CardFacts]) -> None:
        """Take what stands on cards."""
        for fact in facts:
            self._facts[fact.record_id] = fact.values
            if (at := self._places.get(fact.record_id)) is not None:
                if company := fold_company(fact.values.get("company", "")):
                    self._companies.setdefault(company, []).append(self._cards[at])
                self._texts[at] = prepare([fact.values.get(item, "") for item in _ITEMS])
        if self._typed.strip():
            self.search(self._typed)
        else:
            self._changed()

    def add_names(self, records: Iterable[CandidateFacts]) -> None:
        """Take the names of records that were chosen earlier."""
        self._names.update((record.id, record.name) for record in records)
        self._changed()

    def search(self, typed: str) -> None:
        """Show the cards that hold every word."""
        self._typed = typed
        self.beginResetModel()
        everyone = range(len(self._cards))
        self._shown = hits(everyone, self._texts, typed) if typed.strip() else everyone
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
        self._changed()

    def choice(self, card: LinkRow) -> Choice | None:
        """Return what was decided about a card."""
        found = self._chosen.get(card.card_id)
        return found[0] if found else None

    def is_earlier(self, card: LinkRow) -> bool:
        """Whether its decision is one of an earlier day: its candidates are not known any more."""
        return card.card_id in self._earlier

    def decided(self, *choices: Choice) -> int:
        """Count the cards that were decided so, now."""
        return sum(choice in choices for card, (choice, _) in self._chosen.items() if card not in self._earlier)

    @property
    def open(self) -> int:
        """The number of cards that are still to be decided."""
        return len(self._cards) - len(self._chosen)

    def next_open(self, row: int) -> int:
        """Return the next row that is open, below or else from the top on; else the row itself."""
        following = chain(range(row + 1, len(self._shown)), range(row + 1))
        return next((at for at in following if self.choice(self.card(at)) is None), row)

    def of_company(self, card: LinkRow) -> list[LinkRow]:
        """Return the other open cards with the company of one."""
        return list(self._open_alike(card))

    def has_alike(self, card: LinkRow) -> bool:
        """Whether another card of its company is open."""
        return any(True for _ in self._open_alike(card))

    def _open_alike(self, card: LinkRow) -> Iterator[LinkRow]:
        alike = self._companies.get(fold_company(self._value(card, "company")), ())
        return (other for other in alike if other is not card and self.choice(other) is None)

    def rowCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """As Qt asks for it."""
        return 0 if parent is not None and parent.isValid() else 5

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
            return "" if self.is_earlier(card) else candidates_text(card)
        choice, said = self._chosen.get(card.card_id, (None, ""))
        return choice_text(choice, said or self._names.get(card.target_id, "")) if choice else ""

    def _value(self, card: LinkRow, item: str) -> str:
        return self.values(card).get(item, "")

    def _changed(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, self.columnCount() - 1))
