"""The undecided cards: a table, its search, the comparison, and the buttons that decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QGroupBox, QHeaderView, QLineEdit, QPushButton, QVBoxLayout

from wizard.application.link_decisions import CandidateFacts, CardFacts, DecideLink, ReadCandidates, ReadCardFacts
from wizard.domain.links import Choice, Create, Kind
from wizard.gui.flow_layout import flow
from wizard.gui.links.compare import Comparison
from wizard.gui.links.table import DecideTable
from wizard.gui.links.undecided import UndecidedModel
from wizard.gui.page import Context
from wizard.gui.parts import named
from wizard.gui.query import Query
from wizard.transfer.ledger.links import LinkRow


class DecidePanel(QGroupBox):
    """``changed``: a decision was made or taken back."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        named(self, "group-undecided")
        self._context, self._profile = context, ""
        self._create = Create.NONE
        self._candidates: tuple[CandidateFacts, ...] = ()
        self._made: list[tuple[LinkRow, ...]] = []  # decisions that can be taken back, the latest last
        self.model = UndecidedModel()
        self._table, self._search = named(DecideTable(), "table-links"), named(QLineEdit(), "input-filter-links")
        self.compare = Comparison()
        names = ("this", "none", "new", "company", "undo")
        self._buttons = {name: named(QPushButton(), f"button-link-{name}") for name in names}
        self._facts, self._looks = context.jobs.runner(), Query(context.jobs)
        self._saves = context.jobs.runner(asks=True)
        self._waiting: list[tuple[tuple[LinkRow, ...], Choice | None, str, str]] = []
        self._lay_out()
        self._connect()
        self.translate()

    def _lay_out(self) -> None:
        self._table.setModel(self.model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.setMinimumHeight(140)
        self.compare.setMinimumHeight(150)
        layout = QVBoxLayout(self)
        layout.addWidget(self._search)
        layout.addWidget(self._table, 1)
        layout.addWidget(self.compare, 1)
        layout.addLayout(flow(*self._buttons.values()))

    def _connect(self) -> None:
        self._search.textChanged.connect(self._filter)
        self._table.selectionModel().currentRowChanged.connect(self._look)
        self.compare.chosen.connect(self._choose)
        self._facts.progressed.connect(self._take_facts)
        self._looks.succeeded.connect(self._show_candidates)
        self._saves.idle.connect(self._save)
        self._buttons["this"].clicked.connect(lambda: self._choose(self.compare.current))
        self._buttons["none"].clicked.connect(lambda: self._decide([*self._current()], Choice.NONE))
        self._buttons["new"].clicked.connect(lambda: self._decide([*self._current()], Choice.NEW))
        self._buttons["company"].clicked.connect(self._decide_company)
        self._buttons["undo"].clicked.connect(self.take_back)
        self._table.place_wanted.connect(self._choose)
        self._table.wanted.connect(lambda wanted: self._buttons[wanted].click())

    def show_cards(self, profile: str, cards: Sequence[LinkRow], create: Create) -> None:
        """Show the undecided cards of a set-up; ``create`` says what can be made for them."""
        self._profile, self._create, self._made = profile, create, []
        self.model.show_cards(cards)
        self._table.selectRow(0)
        self._switch()
        ids = [card.record_id for card in cards]
        if not ids or self._facts.busy:
            return
        self._facts.do(ReadCardFacts(profile, tuple(ids)))

    def _take_facts(self, facts: Sequence[CardFacts]) -> None:
        self.model.add_facts(facts)
        for card in self._current():
            self.compare.show_card(self.model.values(card), self._candidates)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._facts.cancel()

    def take_back(self) -> None:
        """Open the latest decision again."""
        if self._made:
            cards = self._made.pop()
            self.model.decide(cards, None)
            self._queue(cards, None)
            self.changed.emit()
            self._switch()

    def _filter(self, typed: str) -> None:
        self.model.search(typed)
        self._table.selectRow(0)

    def _current(self) -> tuple[LinkRow, ...]:
        index = self._table.currentIndex()
        return (self.model.card(index.row()),) if index.isValid() and index.row() < self.model.rowCount() else ()

    def _look(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._candidates = ()
        self._looks.drop()
        if not current.isValid():
            self.compare.show_card({}, ())
            return
        card = self.model.card(current.row())
        self.compare.show_card(self.model.values(card), ())
        self._switch()
        kind = Kind.ACCOUNT if card.reason == "several_accounts" else Kind(card.kind or Kind.CONTACT)
        if kind != Kind.ACCOUNT:
            self._looks.ask(card, ReadCandidates(self._profile, kind, card.candidates))

    def _show_candidates(self, candidates: tuple[CandidateFacts, ...]) -> None:
        self._candidates = candidates
        for card in self._current():
            self.compare.show_card(self.model.values(card), candidates)
        self._switch()

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._candidates):
            one = self._candidates[place]
            self._decide([*self._current()], Choice.THIS, one.kind, one.id, one.name)

    def _decide_company(self) -> None:
        """Decide all open cards of this company as the current one, where that names no record."""
        for card in self._current():
            choice = self.model.choice(card) or Choice.NONE
            if choice in (Choice.NONE, Choice.NEW):
                self._decide(self.model.of_company(card), choice)

    def _decide(self, cards: list[LinkRow], choice: Choice, kind: str = "", target: str = "", said: str = "") -> None:
        if not cards or (choice == Choice.NEW and self._create == Create.NONE):
            return
        self._made.append(tuple(cards))
        self.model.decide(cards, choice, said)
        self._queue(tuple(cards), choice, kind, target)
        self._table.selectRow(self.model.next_open(self._table.currentIndex().row()))
        self._switch()
        self.changed.emit()

    def _queue(self, cards: tuple[LinkRow, ...], choice: Choice | None, kind: str = "", target: str = "") -> None:
        """Have a decision kept; one after the other, in their order."""
        self._waiting.append((cards, choice, kind, target))
        if not self._saves.busy:
            self._save()

    def _save(self) -> None:
        if not self._waiting:
            return
        cards, choice, kind, target = self._waiting.pop(0)
        ids = tuple(card.card_id for card in cards)
        self._saves.do(DecideLink(self._profile, ids, choice, kind, target))

    @property
    def saving(self) -> bool:
        """Whether a decision is still to be kept."""
        return self._saves.busy or bool(self._waiting)

    def _switch(self) -> None:
        there = bool(self._current())
        self._buttons["this"].setEnabled(there and bool(self._candidates))
        self._buttons["none"].setEnabled(there)
        self._buttons["company"].setEnabled(there)
        self._buttons["new"].setEnabled(there and self._create != Create.NONE)
        self._buttons["undo"].setEnabled(bool(self._made))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()

    def translate(self) -> None:
        """Set every text."""
        self.setTitle(self.tr("Cards with several candidates: who is it?"))
        self._table.setAccessibleName(self.title())
        self._search.setPlaceholderText(self.tr("Search by name, reading, company or e-mail"))
        self._search.setAccessibleName(self._search.placeholderText())
        for name, words in (
            ("this", self.tr("This one (1–9)")),
            ("none", self.tr("None of these (0)")),
            ("new", self.tr("A new one (N)")),
            ("company", self.tr("The same for all of this company (S)")),
            ("undo", self.tr("Undo")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
