"""Brings what stands on the undecided cards, and who their candidates are, without holding the person up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from wizard.application.link_decisions import CardFacts, ReadCandidates, ReadCardFacts
from wizard.domain.links import Choice
from wizard.gui.page import Context
from wizard.gui.query import Query
from wizard.transfer.ledger.links import LinkRow


class FactsReader(QObject):
    """``cards_read`` and ``records_read`` bring some; ``candidates_read`` those of the card that was asked about last.

    ``failed`` says that not all could be read.
    """

    cards_read = Signal(object)  # Sequence[CardFacts]
    records_read = Signal(object)  # Sequence[CandidateFacts]: chosen earlier
    candidates_read = Signal(object)  # Sequence[CandidateFacts]
    failed = Signal(object)
    ended = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.jobs)
        self._cards, self._records, self._looks = (Query(context.jobs) for _ in range(3))
        self._cards.progressed.connect(self._bring)
        self._cards.succeeded.connect(self._end)
        self._records.succeeded.connect(self.records_read)
        self._looks.succeeded.connect(self.candidates_read)
        for query in (self._cards, self._records, self._looks):
            query.failed.connect(self.failed)
        self.complete, self._taken = False, 0

    def read(self, profile: str, cards: Sequence[LinkRow], earlier: Mapping[str, Choice]) -> None:
        """Read these cards, and who was chosen for them earlier; what is read of others is dropped."""
        self.complete, self._taken = False, 0
        self._cards.ask(object(), ReadCardFacts(profile, tuple(card.record_id for card in cards)))
        chosen = [card.target_id for card in cards if earlier.get(card.card_id) == Choice.THIS and card.target_id]
        if chosen:
            self._records.ask(object(), ReadCandidates(profile, tuple(dict.fromkeys(chosen))))

    def look(self, profile: str, card: LinkRow) -> None:
        """Read the candidates of one card, in place of any asked about before."""
        if card.candidates:
            self._looks.ask(card.card_id, ReadCandidates(profile, card.candidates))
        else:
            self._looks.drop()

    def stop(self) -> None:
        """Nobody looks any more."""
        for query in (self._cards, self._records, self._looks):
            query.drop()

    def _bring(self, read: Sequence[CardFacts]) -> None:
        """Tell what is new: reports are throttled, so each holds all there was before, and the list still grows."""
        new = read[self._taken :]
        self._taken += len(new)
        if new:
            self.cards_read.emit(new)

    def _end(self, read: Sequence[CardFacts]) -> None:
        self._bring(read)
        self.complete = True
        self.ended.emit()
