"""The undecided cards: a table, its search, the comparison, and the buttons that decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QGroupBox, QHeaderView, QLineEdit, QVBoxLayout

from wizard.application.link_decisions import CandidateFacts, DecideLink
from wizard.application.links import LinkResult
from wizard.domain.links import Choice, Create, Kind
from wizard.gui.links.buttons import DecideButtons
from wizard.gui.links.compare import Comparison
from wizard.gui.links.facts import FactsReader
from wizard.gui.links.keeper import DecisionKeeper
from wizard.gui.links.table import DecideTable
from wizard.gui.links.undecided import UndecidedModel
from wizard.gui.page import Context
from wizard.gui.parts import named
from wizard.gui.texts import number
from wizard.transfer.ledger.links import LinkRow


class DecidePanel(QGroupBox):
    """``changed``: a decision was made or taken back. ``kept``: nothing is still to be kept.

    ``stale``: what is shown is not how things are any more; look again. ``failed``: the fault.
    """

    changed = Signal()
    kept = Signal()
    stale = Signal()
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        named(self, "group-undecided")
        self._profile, self._create, self._reopened = "", Create.NONE, False
        self._candidates: Sequence[CandidateFacts] = ()
        self._made: list[tuple[LinkRow, ...]] = []  # decisions that can be taken back, the latest last
        self._again: tuple[LinkRow, Choice] | None = None  # decided just now: may hold for all of the company
        self.model = UndecidedModel()
        self._table, self._search = named(DecideTable(), "table-links"), named(QLineEdit(), "input-filter-links")
        self._search.setClearButtonEnabled(True)
        self.compare, self._buttons = Comparison(), DecideButtons()
        self._facts, self._keeper = FactsReader(context), DecisionKeeper(context)
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
        layout.addLayout(self._buttons.layout())
        layout.addWidget(self.compare, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._filter)
        self._table.selectionModel().currentRowChanged.connect(self._look)
        self.compare.chosen.connect(self._choose)
        self._facts.cards_read.connect(self._take_facts)
        self._facts.records_read.connect(self.model.add_names)
        self._facts.candidates_read.connect(self._show_candidates)
        self._facts.ended.connect(self._switch)
        self._facts.failed.connect(self.failed)
        self._keeper.kept.connect(self._tell_kept)
        self._keeper.failed.connect(self.failed)
        self._buttons["this"].clicked.connect(lambda: self._choose(self.compare.current))
        self._buttons["none"].clicked.connect(lambda: self._decide([*self._current()], Choice.NONE))
        self._buttons["new"].clicked.connect(lambda: self._decide([*self._current()], Choice.NEW))
        self._buttons["company"].clicked.connect(self._decide_company)
        self._buttons["undo"].clicked.connect(self.take_back)
        self._table.place_wanted.connect(self._choose)
        for part in (self._table, self.compare):
            part.wanted.connect(self._buttons.click)

    def show_cards(self, profile: str, found: LinkResult, create: Create) -> None:
        """Show the cards of a set-up to decide; ``create`` says what can be made for them."""
        earlier = {card.card_id: choice for card, choice in found.decided}
        cards = (*found.undecided, *(card for card, _ in found.decided))
        self._profile, self._create, self._made, self._again = profile, create, [], None
        self._search.clear()
        self.model.show_cards(cards, earlier)
        self._table.selectRow(self.model.next_open(-1))
        self._switch()
        if cards:
            self._facts.read(profile, cards, earlier)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._facts.stop()

    def focus(self) -> None:
        """Let keys decide."""
        self._table.setFocus()

    @property
    def saving(self) -> bool:
        """Whether a decision is still to be kept."""
        return self._keeper.busy

    def take_back(self) -> None:
        """Open the current card again where it is decided, else the latest decision."""
        if cards := self._to_open():
            self._made = [made for made in self._made if made != cards]
            self._reopened = self._reopened or any(map(self.model.is_earlier, cards))
            self.model.decide(cards, None)
            self._keep(cards, None)
            self._again = None
            self._switch()
            self.changed.emit()

    def _to_open(self) -> tuple[LinkRow, ...]:
        current = self._current()
        if current and self.model.choice(current[0]) and not (self._made and current[0] in self._made[-1]):
            return current
        return self._made[-1] if self._made else ()

    # What arrives

    def _take_facts(self, facts: object) -> None:
        self.model.add_facts(facts)  # type: ignore[arg-type]
        for card in self._current():
            self.compare.show_card(self.model.values(card), self._candidates)
        self._switch()

    def _show_candidates(self, candidates: Sequence[CandidateFacts]) -> None:
        for card in self._current():
            self._candidates = candidates
            self.compare.show_card(self.model.values(card), candidates)
            self._switch()

    def _tell_kept(self) -> None:
        self.kept.emit()
        if self._reopened:
            self._reopened = False
            self.stale.emit()

    # What the person does

    def _filter(self, typed: str) -> None:
        self.model.search(typed)
        self._table.selectRow(0)

    def _current(self) -> tuple[LinkRow, ...]:
        index = self._table.currentIndex()
        return (self.model.card(index.row()),) if index.isValid() and index.row() < self.model.rowCount() else ()

    def _look(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._candidates, self._again = (), None
        if not current.isValid():
            self.compare.show_card({}, ())
            return
        card = self.model.card(current.row())
        self.compare.show_card(self.model.values(card), ())
        self._switch()
        self._facts.look(self._profile, card)

    def _choose(self, place: int) -> None:
        if self._buttons["this"].isEnabled() and 0 <= place < len(self._candidates):
            one = self._candidates[place]
            self._decide([*self._current()], Choice.THIS, one.kind, one.id, one.name)

    def _decide_company(self) -> None:
        """Decide all open cards of a company alike, where that names no record: as the last one, or the current."""
        card, choice = self._same() or (None, Choice.NONE)
        if card:
            others = self.model.of_company(card)
            self._decide([*others, *(() if self.model.choice(card) else (card,))], choice)

    def _same(self) -> tuple[LinkRow, Choice] | None:
        if self._again:
            return self._again
        for card in self._current():
            choice = self.model.choice(card) or Choice.NONE
            if choice in (Choice.NONE, Choice.NEW) and not self.model.is_earlier(card):
                return card, choice
        return None

    def _decide(self, cards: list[LinkRow], choice: Choice, kind: str = "", target: str = "", said: str = "") -> None:
        if not cards or (choice == Choice.NEW and self._create == Create.NONE):
            return
        self._made.append(tuple(cards))
        self.model.decide(cards, choice, said)
        self._keep(cards, choice, kind, target)
        self._table.selectRow(self.model.next_open(self._table.currentIndex().row()))
        alike = len(cards) == 1 and choice in (Choice.NONE, Choice.NEW) and self.model.has_alike(cards[0])
        self._again = (cards[0], choice) if alike else None
        self._switch()
        self.changed.emit()

    def _keep(self, cards: Sequence[LinkRow], choice: Choice | None, kind: str = "", target: str = "") -> None:
        ids = tuple(card.card_id for card in cards)
        self._keeper.keep(DecideLink(self._profile, ids, choice, kind, target))

    # What is shown

    def _switch(self) -> None:
        current = self._current()
        earlier = bool(current) and self.model.is_earlier(current[0])
        there = bool(current) and not earlier
        company = self._company()
        self._buttons["this"].setEnabled(there and any(c.kind != Kind.ACCOUNT for c in self._candidates))
        self._buttons["none"].setEnabled(there)
        self._buttons["company"].setEnabled(bool(company) and self._facts.complete)
        self._buttons["new"].setEnabled(there and self._create != Create.NONE)
        self._buttons["undo"].setEnabled(bool(self._to_open()))
        last = self._made[-1] if self._made else ()
        self._buttons.say(company=company, opens_again=self._to_open() not in ((), last), create=self._create)
        self._say_title()

    def _company(self) -> str:
        same = self._same()
        return self.model.values(same[0]).get("company", "") if same else ""

    def _say_title(self) -> None:
        left = self.model.open
        words = self.tr("Cards with several candidates: who is it?")
        to_decide = self.tr("{words} ({count} to decide)").format(words=words, count=number(left))
        self.setTitle(to_decide if left else words)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()

    def translate(self) -> None:
        """Set every text."""
        self._table.setAccessibleName(self.tr("Cards with several candidates: who is it?"))
        self._search.setPlaceholderText(self.tr("Search by name, reading, company or e-mail"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._switch()
