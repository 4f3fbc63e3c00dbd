"""Why a card was linked as it was, in words."""

from __future__ import annotations

from typing import Protocol

from wizard.domain.fieldmap import Note
from wizard.domain.links import LinkOutcome
from wizard.domain.outcome import Outcome
from wizard.words import links
from wizard.words.say import Lang, say, say_item, say_note, say_reason
from wizard.words.sentences import sentences


class LinkFacts(Protocol):
    """What a sentence about a card's link needs."""

    @property
    def outcome(self) -> LinkOutcome:
        """What became of the card."""

    @property
    def reason(self) -> str:
        """A code of ``words.links.REASONS``, ``row:CODE``, or nothing."""

    @property
    def detail(self) -> str:
        """The server's own words, or names."""

    @property
    def way(self) -> str:
        """A code of ``words.links.WAYS``, or nothing."""

    @property
    def kind(self) -> str:
        """Contact or Lead, or nothing."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """Which values of the card did not go as they are."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """The ids among which a person must choose."""


def say_link_reason(row: LinkFacts, lang: Lang) -> str:
    """Return why a card ended as it did; empty where there is nothing to say."""
    parts = []
    if row.outcome == LinkOutcome.LINKED and row.way:
        parts.append(say(links.WAYS, row.way, lang))
    if row.reason.startswith("row:"):
        parts.append(say_reason(Outcome("", "", str(row.outcome), row.reason, row.detail), lang))
    elif row.reason:
        kind = say_item(row.kind.lower(), lang) if row.kind else ""
        said = say(links.REASONS, row.reason, lang, kind=kind, count=len(row.candidates), detail=row.detail)
        parts.append(said if row.detail in said else f"{said} {row.detail}")
    return sentences(*parts, *(say_note(note, lang) for note in row.notes))
