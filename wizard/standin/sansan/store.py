"""All cards of the service: the generated ones, and over them what the control interface changed.

A card is known by its number: generated cards first, added ones after them. An edited card leaves its place
in the order of ``updatedTime`` and comes after every other; a deleted one is gone.
"""

from __future__ import annotations

import heapq
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wizard.standin.world.cards import Cards
from wizard.standin.world.quirks import Card
from wizard.standin.world.tags import Tag
from wizard.standin.world.timeline import END, day, iso

Entry = tuple[int, int]
"""A place in an order of cards, and the number of the card there."""


@dataclass(frozen=True)
class _Edit:
    card: Card | None  # None: deleted
    place: int
    updated: int


@dataclass(frozen=True)
class Order:
    """Which cards in which order: ``first`` and ``last`` bound ``updatedTime`` (seconds, inclusive)."""

    first: int | None = None
    last: int | None = None
    by_update: bool = True
    descending: bool = False


class CardStore:
    """The cards of a running service; ``clock`` gives seconds since 1970 and dates the edits."""

    def __init__(self, cards: Cards, clock: Callable[[], float]) -> None:
        self.cards = cards
        self._clock = clock
        self._edits: dict[int, _Edit] = {}
        self._persons: defaultdict[str, set[int]] = defaultdict(set)  # whose cards were edited, and which
        self._size = self._next_place = cards.count
        self._latest = END
        self._lock = threading.RLock()

    def find(self, card_id: str) -> int | None:
        """Return the number of the card with this id, or None when there is none (any more)."""
        number = self.cards.ids.number(card_id)
        return number if number is not None and number < self._size and self._alive(number) else None

    def card(self, number: int) -> Card:
        """Return the fields of a card; the result may be changed by the caller."""
        edit = self._edits.get(number)
        if edit is None:
            return self.cards.card(number)
        return dict(edit.card or {})

    def status(self, number: int) -> str:
        """Return the card's ``entryStatus``."""
        return self.card(number)["entryStatus"] if number in self._edits else self.cards.status(number)

    def owner(self, number: int) -> str:
        """Return the user id of the card's owner."""
        if number in self._edits:
            return str(self.card(number)["owner"]["id"])
        return self.cards.world.sansan_users[self.cards.relations.owner(number)].id

    def tags(self, number: int) -> list[Tag | dict[str, Any]]:
        """Return the card's tags: as edited, else the generated ones."""
        edit = self._edits.get(number)
        if edit is not None and edit.card is not None and "tags" in edit.card:
            return list(edit.card["tags"])
        return list(self.cards.tags_of(number)) if number < self.cards.count else []

    def is_past(self, number: int) -> bool:
        """Whether the same owner has a newer completed card of the same person. Edits may have changed that."""
        if not self._persons or (number not in self._edits and self._person_id(number) not in self._persons):
            return self.cards.relations.is_past(number)
        return any(self._replaces(other, number) for other in self.of_person(self._person_id(number)))

    def of_person(self, person_id: str) -> list[int]:
        """Return the cards of a person, those exchanged first at the front."""
        person = self.cards.person_ids.number(person_id)
        known = person is not None and person < self.cards.count
        numbers = set(self.cards.relations.cards_of_person(person) if known and person is not None else [])
        numbers |= self._persons.get(person_id, set())
        own = [n for n in numbers if self._alive(n) and self._person_id(n) == person_id]
        return sorted(own, key=self._age)

    def entries(self, order: Order, after: int | None = None) -> Iterator[Entry]:
        """Yield the cards of ``order`` that come after the place ``after``."""
        with self._lock:
            edits = dict(self._edits)
        window = _rest(self.cards.timeline.window(order.first, order.last), order.descending, after)
        base = ((number, number) for number in window if number not in edits)
        return heapq.merge(base, _edited(edits, order, after), reverse=order.descending)

    def place(self, number: int, order: Order) -> int:
        """Return where a card stands in this order now."""
        edit = self._edits.get(number)
        return edit.place if edit is not None and order.by_update else number

    def add(self, fields: Card) -> Card:
        """Add a card with these fields; ``id`` and ``updatedTime`` are given here. Return it."""
        with self._lock:
            number = self._size
            self._size += 1
            return self._write(number, {**self._empty(number), **fields})

    def change(self, number: int, fields: Card) -> Card:
        """Change fields of a card; its ``updatedTime`` becomes the latest of all, but for tags alone. Return it."""
        with self._lock:
            if fields.keys() == {"tags"}:
                return self._tag(number, fields)
            return self._write(number, {**self.card(number), **fields})

    def delete(self, number: int) -> None:
        """Delete a card."""
        with self._lock:
            self._persons[self._person_id(number)].add(number)
            self._edits[number] = _Edit(None, -1, 0)

    def _tag(self, number: int, fields: Card) -> Card:
        """Tags do not move the time of a card's update (a plain sync of the official product does not see them)."""
        edit, card = self._edits.get(number), {**self.card(number), **fields}
        place, updated = (edit.place, edit.updated) if edit else (number, self.cards.timeline.updated(number))
        self._edits[number] = _Edit(card, place, updated)
        self._persons[card["personId"]].add(number)
        return card

    def _write(self, number: int, card: Card) -> Card:
        self._latest = max(self._latest, int(self._clock()))
        card |= {"id": self.cards.ids.of(number), "updatedTime": iso(self._latest)}
        self._persons[card["personId"]].add(number)
        if number < self.cards.count:
            self._persons[self._person_id(number)].add(number)
        self._edits[number] = _Edit(card, self._next_place, self._latest)
        self._next_place += 1
        return card

    def _empty(self, number: int) -> Card:
        user = self.cards.world.sansan_users[0]
        now = int(self._clock())
        return {
            "personId": self.cards.person_ids.of(number),
            "exchangeDate": day(now),
            "registeredTime": iso(now),
            "owner": {"id": user.id, "name": user.name, "email": user.email},
            "entryStatus": "completed",
        }

    def _alive(self, number: int) -> bool:
        return number not in self._edits or self._edits[number].card is not None

    def _person_id(self, number: int) -> str:
        edit = self._edits.get(number)
        if edit is not None and edit.card is not None:
            return str(edit.card["personId"])
        return self.cards.person_ids.of(self.cards.relations.person(number))

    def _age(self, number: int) -> tuple[str, int]:
        return (self.card(number).get("exchangeDate") or "", number)

    def _replaces(self, other: int, number: int) -> bool:
        """Newest exchange date wins, then newest registration (sansan.md §2.6 [C])."""
        return (
            self.owner(other) == self.owner(number)
            and self.status(other) == "completed"
            and self._age(other) > self._age(number)
        )


def _edited(edits: dict[int, _Edit], order: Order, after: int | None) -> list[Entry]:
    places = (
        (edit.place if order.by_update else number, number)
        for number, edit in edits.items()
        if edit.card is not None
        and (order.first is None or order.first <= edit.updated)
        and (order.last is None or edit.updated <= order.last)
    )
    if after is not None:
        places = (entry for entry in places if (entry[0] < after if order.descending else entry[0] > after))
    return sorted(places, reverse=order.descending)


def _rest(window: range, descending: bool, after: int | None) -> range:
    if after is not None and descending:
        window = range(window.start, max(window.start, min(window.stop, after)))
    elif after is not None:
        window = range(min(window.stop, max(window.start, after + 1)), window.stop)
    return window[::-1] if descending else window
