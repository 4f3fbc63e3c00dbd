"""The numbers of the links page: what was found, with the decisions made since; they add up to all cards."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QObject

from wizard.application.links import LinkResult
from wizard.domain.links import Choice, Kind, LinkOutcome
from wizard.gui.links.undecided import UndecidedModel
from wizard.gui.links.words import reason_text
from wizard.gui.texts import number
from wizard.words import Lang, say_trouble

Tile = tuple[str, int, str]  # as ``Tiles`` takes them
_TOLD_ELSEWHERE = (LinkOutcome.AMBIGUOUS, LinkOutcome.ALREADY)


class Numbers(QObject):
    """Puts what a link run found, or did, into words of the current language."""

    def __init__(self, shown: LinkResult, model: UndecidedModel) -> None:
        super().__init__()
        self._shown, self._model = shown, model

    def to_link(self) -> int:
        """Return how many cards the button links: after a run, those that were decided since."""
        decided = self._model.decided(Choice.THIS, Choice.NEW)
        if not self._shown.dry_run:
            return decided
        return self._count(LinkOutcome.LINKED) + self._count(LinkOutcome.CREATED) + decided

    def said(self, lang: Lang) -> tuple[list[Tile], list[str]]:
        """Return the tiles, and what else is to be said, a line each (rich text)."""
        return [tile for tile in self._tiles() if tile[1] or tile[0] in _ALWAYS], list(self._lines(lang))

    def _tiles(self) -> Iterator[Tile]:
        ways, decided = self._shown.ways, self._model.decided
        yield "email", ways.get("email", 0), self.tr("found by e-mail")
        yield "name", ways.get("name", 0), self.tr("found by name and company")
        yield "person", ways.get("person", 0) + decided(Choice.THIS), self.tr("chosen by you")
        new = self._count(LinkOutcome.CREATED) + ways.get("group", 0) + decided(Choice.NEW)
        yield "made", new, self.tr("to a new record") if self._shown.dry_run else self.tr("new record")
        several = self._count(LinkOutcome.AMBIGUOUS) - decided(Choice.THIS, Choice.NONE, Choice.NEW)
        yield "several", several, self.tr("several candidates")
        yield "nobody", self._count(LinkOutcome.UNMATCHED) + decided(Choice.NONE), self.tr("linked to nobody")
        yield "failed", self._count(LinkOutcome.FAILED), self.tr("cannot be linked")
        yield "already", self._count(LinkOutcome.ALREADY), self.tr("linked before")

    def _lines(self, lang: Lang) -> Iterator[str]:
        counts = self._shown.counts
        yield self.tr("%Ln card(s) in Salesforce, together.", "", counts.cards)
        people = sum(counts.created.get(kind, 0) for kind in (Kind.CONTACT, Kind.LEAD))
        if people or counts.created.get(Kind.ACCOUNT, 0):
            words = self.tr("New records: {people} people, {accounts} accounts.")
            yield words.format(people=number(people), accounts=number(counts.created.get(Kind.ACCOUNT, 0)))
        if counts.filled:
            yield self.tr("Empty fields filled in %Ln record(s).", "", counts.filled)
        for outcome, reason, cards in self._shown.reasons:
            if outcome not in _TOLD_ELSEWHERE:
                said = self.tr("%Ln card(s)", "", cards)
                yield f"<b>{said}</b>: {reason_text(outcome, reason, lang)}"
        yield from (escape(say_trouble(notice, lang)) for notice in self._shown.notices)

    def _count(self, outcome: LinkOutcome) -> int:
        return self._shown.counts.outcomes.get(outcome, 0)


_ALWAYS = ("email", "name", "several", "nobody", "already")
