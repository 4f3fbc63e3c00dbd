"""A small Sansan in memory for reading: cards in the order of their updates, changed while they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from wizard.domain.card import Card, Owner, Page
from wizard.domain.users import SansanUser

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=1)


def at(second: float) -> datetime:
    return START + timedelta(seconds=second)


def card(number: int, updated: datetime | None) -> Card:
    return Card(f"C{number}", Owner("u1"), updated)


@dataclass
class Sansan:
    """Answers pages of ``limit`` cards. ``meanwhile`` runs before each answer but the first: the world moves on.

    ``offsets``: tokens count cards instead of naming the last one. ``exclusive``: the lower bound does not belong
    to the window.
    """

    cards: list[Card]
    limit: int = 3
    offsets: bool = False
    exclusive: bool = False
    meanwhile: Callable[[Sansan], None] = lambda _: None
    asked: list[tuple[datetime, str]] = field(default_factory=list)
    clock: datetime = NOW

    def page(self, since: datetime, until: datetime, token: str = "") -> Page:
        if self.asked:
            self.meanwhile(self)
        self.asked.append((since, token))
        if len(self.asked) > 2_000:
            raise AssertionError("reading does not end")
        window = [c for c in self._ordered() if self._within(c, since, until)]
        rest = window[int(token) :] if self.offsets and token else [c for c in window if self._place(c) > token]
        following = str(int(token or 0) + self.limit) if self.offsets else self._place(rest[: self.limit][-1:])
        return Page(tuple(rest[: self.limit]), len(rest) > self.limit, following)

    def newest(self) -> datetime | None:
        return max((c.updated for c in self.cards if c.updated), default=None)

    def card(self, card_id: str) -> Card | None:
        return next((c for c in self.cards if c.id == card_id), None)

    def users(self) -> list[SansanUser] | None:
        return None

    def user(self, user_id: str) -> SansanUser | None:
        return None

    def edit(self, card_id: str) -> None:
        """Change a card: its update becomes the latest of all."""
        self.clock += timedelta(seconds=1)
        self.cards = [c._replace(updated=self.clock) if c.id == card_id else c for c in self.cards]

    def delete(self, card_id: str) -> None:
        """Delete a card: nothing tells that it was there."""
        self.cards = [c for c in self.cards if c.id != card_id]

    def add(self, card_id: str) -> None:
        """Add a card, unless it is there: its update is the latest of all."""
        self.clock += timedelta(seconds=1)
        if self.card(card_id) is None:
            self.cards = [*self.cards, Card(card_id, Owner("u1"), self.clock)]

    def _ordered(self) -> list[Card]:
        return sorted(self.cards, key=self._place)

    def _within(self, c: Card, since: datetime, until: datetime) -> bool:
        updated = c.updated or since + timedelta(seconds=1)
        return (since < updated if self.exclusive else since <= updated) and updated <= until

    def _place(self, c: Card | Sequence[Card]) -> str:
        if not isinstance(c, Card):
            return self._place(c[0]) if c else ""
        return f"{c.updated.isoformat() if c.updated else '9999'} {c.id}"
