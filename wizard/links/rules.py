"""Who a card is: the rules, on a card's candidates. Pure; the order of the kinds and ways is that of ``ORDER``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wizard.domain.links import Choice, Decision, Kind, LinkOutcome

EMAIL, NAME = "email", "name"
ORDER = ((Kind.CONTACT, EMAIL), (Kind.LEAD, EMAIL), (Kind.CONTACT, NAME), (Kind.LEAD, NAME))
"""The first of these with a candidate decides."""


class Candidate(NamedTuple):
    """A contact or lead that has the card's address (``email``), or its names and company (``name``).

    ``same_name``: family name and given name are the card's, too.
    """

    kind: Kind
    id: str
    account_id: str
    way: str
    same_name: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided about one card earlier; ``chosen`` has its kind and id."""

    chosen: tuple[Kind, str] | None = None
    none: bool = False
    new: bool = False
    excluded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[tuple[Choice, str, str]]) -> Choices:
        """Put the remembered choices of one card together: each a choice, a kind and an id."""
        given = list(rows)
        this = next(((Kind(kind), target) for choice, kind, target in given if choice == Choice.THIS), None)
        kept = {choice for choice, _, _ in given}
        excluded = frozenset(target for choice, _, target in given if choice == Choice.NOT)
        return cls(this, Choice.NONE in kept, Choice.NEW in kept, excluded)


NO_CHOICES = Choices()


def decide(card_id: str, candidates: Sequence[Candidate], *, shared: bool, choices: Choices = NO_CHOICES) -> Decision:
    """Decide for a card that is not linked. ``shared``: its address is that of several people.

    A choice *this* is followed where its record is among the candidates or is vouched for by the caller.
    """
    if choices.chosen:
        kind, target = choices.chosen
        account = next((c.account_id for c in candidates if c.id == target), "")
        return Decision(card_id, LinkOutcome.LINKED, "person", kind, target, account)
    if choices.none or choices.new:
        return Decision(card_id, LinkOutcome.UNMATCHED, "person", reason="chosen_none" if choices.none else "")
    left = [c for c in candidates if c.id not in choices.excluded]
    for kind, way in ORDER:
        found = {c.id: c for c in left if (c.kind, c.way) == (kind, way) and (way == NAME or not shared or c.same_name)}
        if len(found) == 1:
            one = next(iter(found.values()))
            return Decision(card_id, LinkOutcome.LINKED, way, kind, one.id, one.account_id)
        if found:
            reason = f"several_{way}"
            return Decision(card_id, LinkOutcome.AMBIGUOUS, way, kind, reason=reason, candidates=tuple(sorted(found)))
    return Decision(card_id, LinkOutcome.UNMATCHED)


class Unmatched(NamedTuple):
    """A card that nobody fits. Keys are equal for equal values, empty for none; ``email`` not of a shared mailbox."""

    number: int
    card_id: str
    record_id: str
    email: bytes
    name: bytes  # of family name, given name and company together
    exchanged: str
    complete: bool  # it has a family name and a company


def people(cards: Sequence[Unmatched]) -> list[list[Unmatched]]:
    """Group the cards by person: the same address, or the same names and company. The newest card comes first."""
    leader: dict[str, str] = {}

    def lead(card_id: str) -> str:
        while (above := leader.setdefault(card_id, card_id)) != card_id:
            leader[card_id] = leader[above]
            card_id = above
        return card_id

    first: dict[tuple[int, bytes], str] = {}
    for card in cards:
        for key in ((0, card.email), (1, card.name)):
            if key[1]:
                leader[lead(card.card_id)] = lead(first.setdefault(key, card.card_id))
    groups: dict[str, list[Unmatched]] = {}
    for card in cards:
        groups.setdefault(lead(card.card_id), []).append(card)
    return [sorted(group, key=_newest, reverse=True) for group in groups.values()]


def _newest(card: Unmatched) -> tuple[bool, str, str]:
    return card.complete, card.exchanged, card.card_id
