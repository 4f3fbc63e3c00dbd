"""What a page may ask about links to contacts and leads: the questions and the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from wizard.domain.control import Control
from wizard.domain.links import Choice, Kind, LinkOptions


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What stands on a stored card, by item."""

    record_id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """A contact or lead as a person compares it with a card. ``last_activity`` is a date, or empty."""

    id: str
    kind: str
    name: str
    company: str
    title: str = ""
    email: str = ""
    phone: str = ""
    owner: str = ""
    last_activity: str = ""


class LinkQuestions(Protocol):
    """What a person decides from, and decisions."""

    def link_options(self, profile: str) -> LinkOptions:
        """What was chosen for links when the set-up was saved."""

    def card_facts(self, profile: str, record_ids: Sequence[str], control: Control) -> tuple[CardFacts, ...]:
        """What stands on stored cards; deleted ones are left out."""

    def candidate_facts(
        self, profile: str, kind: Kind, ids: Sequence[str], control: Control
    ) -> tuple[CandidateFacts, ...]:
        """Contacts or leads to choose from; deleted ones are left out."""

    def choose_link(
        self, profile: str, card_ids: Sequence[str], choice: Choice, kind: str = "", target_id: str = ""
    ) -> None:
        """Remember a person's decision about cards; the next link run follows it."""

    def unchoose_link(self, profile: str, card_ids: Sequence[str]) -> None:
        """Forget every decision about cards."""
