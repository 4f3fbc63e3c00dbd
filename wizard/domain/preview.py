"""What a transfer would do, as values for those who show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnerCounts:
    """What one Salesforce user would get, in cards by outcome. Both texts are empty for cards not sent to anybody."""

    user_id: str
    username: str
    counts: Mapping[str, int]

    @property
    def cards(self) -> int:
        """All cards of this user."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value of a sample: what Salesforce holds now, and what would be sent. ``item`` as in ``words.items``."""

    item: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One card as an example. ``values`` are those that would change; ``recipient`` is a username, the owner to be.

    ``moves`` says that the owner would change.
    """

    card_id: str
    outcome: str
    recipient: str
    values: tuple[ValueChange, ...]
    moves: bool = False
