"""What a page may ask about links to contacts and leads: the questions and the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wizard.domain.control import Control, Report
from wizard.domain.errors import Trouble
from wizard.domain.links import Choice, Kind, LinkCounts, LinkOptions
from wizard.words import Lang


@dataclass(frozen=True, slots=True)
class Undecided:
    """A card that a person must decide: several records of ``kind`` fit, or a rule of the organisation found some.

    ``reason`` is a code of ``words.links``.
    """

    card_id: str
    record_id: str
    kind: str
    reason: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinksResult:
    """What a link run did, or with ``dry_run`` would do. ``ways`` counts the linked cards by why they were found.

    ``kinds`` are those that cards can be linked to. ``trouble`` is what stopped it before the end.
    """

    run: str
    state: str
    counts: LinkCounts
    ways: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[tuple[str, str, int], ...] = ()  # outcome, reason, cards
    undecided: tuple[Undecided, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    rows_file: str = ""
    trouble: Trouble | None = None
    dry_run: bool = False
    notices: tuple[Trouble, ...] = ()


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
    """The first two work in a process of their own; a stop before the end is in the result, not raised."""

    def preview_links(
        self, profile: str, options: LinkOptions, lang: Lang, report: Report, control: Control
    ) -> LinksResult:
        """Find out what linking would do; writes nothing but a report."""

    def link(self, profile: str, options: LinkOptions, lang: Lang, report: Report, control: Control) -> LinksResult:
        """Link the stored cards of a saved set-up."""

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
