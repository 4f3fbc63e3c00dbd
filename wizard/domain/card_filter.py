"""Which cards go by a person's choice of owners, dates and tags, and how many that leaves. Pure rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from wizard.domain.profile import CardChoice
from wizard.domain.text import fold


class CardGroup(NamedTuple):
    """What cards have in common that counts for the choice: their owner (``owner_key``), exchange date and tags."""

    owner: str
    owner_email: str
    exchanged: str
    tags: tuple[str, ...]


class CardFilter:
    """A choice, prepared for many cards."""

    def __init__(self, choice: CardChoice) -> None:
        self._owners = {fold(email) for email in choice.exclude_owners}
        self._from, self._tags = choice.exchanged_from, frozenset(choice.tags_any)

    def why_not(self, owner_email: str, exchanged: str, tags: Collection[str]) -> str:
        """Return the reason (a code of ``words.reasons``) why a card does not go, empty when it does."""
        if self._owners and fold(owner_email) in self._owners:
            return "owner_excluded"
        if self._from and exchanged and exchanged < self._from:
            return "exchanged_before"
        return "no_chosen_tag" if self._tags and self._tags.isdisjoint(tags) else ""


def cards_left(groups: Mapping[CardGroup, int], choice: CardChoice, skipped: Collection[str] = ()) -> int:
    """Return how many cards a choice leaves; ``skipped`` are owners (``owner_key``) whose cards stay anyway."""
    goes = CardFilter(choice)

    def left(group: CardGroup) -> bool:
        stays = group.owner in skipped or fold(group.owner_email) in skipped
        return not stays and not goes.why_not(group.owner_email, group.exchanged, group.tags)

    return sum(count for group, count in groups.items() if left(group))
