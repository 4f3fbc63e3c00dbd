"""Whom the demo company knows already: accounts, contacts and leads, some of them twice, made from its cards.

Of 1,000 cards about every second one is somebody's there, 12 fit several records, and nobody knows the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from wizard.standin.world import World
from wizard.standin.world.cards import Cards
from wizard.standin.world.hashing import mix, pick

UNDECIDED = 12  # of 1,000 cards
_LAST_DAY = date(2025, 3, 31)
_BY_ADDRESS, _BY_NAME, _LEADS, _SAME_PHONE, _TWICE = (1, 6, 7, 11, 13, 14), 15, 9, 42, 22
_OLD_TITLES = ("課長代理", "主任", "営業担当", "Assistant Manager", "係長")


@dataclass(frozen=True)
class Customer:
    """One record, by the names of its fields. ``account``: the name of the account it stands under, if any.

    ``owner`` is the place of its owner among those who may own it. Records of one object with the same ``account`` and
    name are different ones.
    """

    kind: str
    values: dict[str, Any]
    owner: int
    account: str = ""


@dataclass
class Customers:
    """The customers of a world: accounts first, each name once but for one company that is there twice."""

    world: World
    _cards: Cards = field(init=False)

    def __post_init__(self) -> None:
        self._cards = Cards(self.world)

    def all(self) -> list[Customer]:
        """Return every record, the accounts before those that stand under them."""
        people = list(self._people())
        names = dict.fromkeys(person.account for person in people if person.account)
        twice = list(names)[:1]  # a contact for one of its people cannot be made: which account?
        accounts = [Customer("Account", {"Name": name}, at) for at, name in enumerate([*names, *twice])]
        return [*accounts, *people]

    def _people(self) -> Iterator[Customer]:
        left = self.world.card_count * UNDECIDED // 1_000
        mailboxes: dict[str, dict[str, Any]] = {}
        for number in range(self._cards.count):
            card = self._plain(number)
            if card is None:
                continue
            if card["email"] and card["email"].startswith("info@"):
                yield from self._mailbox(mailboxes, card, number)
            elif number % 80 == _TWICE and left and card["email"]:
                left -= 1
                yield from self._twice(card, number)
            elif number % 20 in _BY_ADDRESS and card["email"]:
                yield self._contact(card, number, **_half(number, Title=card["title"], Phone=card["tel"]))
            elif number % 20 == _BY_NAME:
                yield self._contact(card, number, Email=None, Title=pick(_OLD_TITLES, number))
            elif number % 20 == _LEADS:
                yield self._lead(card, number)
            elif number % 80 == _SAME_PHONE:
                yield self._lead(card, number, **_by_telephone(card))

    def _plain(self, number: int) -> dict[str, Any] | None:
        """Return the card of a person who has no other, as far as it says who that is; awkward ones are left out."""
        related = self._cards.relations.related(number)
        if related or number % 4 == 0 or self._cards.status(number) != "completed":
            return None
        return self._cards.card(number)

    def _twice(self, card: dict[str, Any], number: int) -> Iterator[Customer]:
        """Somebody who was entered two or three times, once before a change of post."""
        yield self._contact(card, number, Title=card["title"], Phone=card["tel"])
        yield self._contact(card, number + 1, Title=pick(_OLD_TITLES, number), Phone=None)
        if number % 240 == _TWICE:
            yield self._contact(card, number + 2, Email=card["email"].upper(), FirstName="")

    def _mailbox(self, known: dict[str, dict[str, Any]], card: dict[str, Any], number: int) -> Iterator[Customer]:
        """An address of several people: it has a contact of its own, and so has every second of its people."""
        first = known.setdefault(card["email"], card)
        if first is not card and first["lastName"] != card["lastName"]:
            yield self._contact(card, number, LastName="代表窓口", FirstName="", Title=None)
            if number % 2:
                yield self._contact(card, number, Title=card["title"])

    def _contact(self, card: dict[str, Any], number: int, **values: Any) -> Customer:
        return Customer("Contact", {**_person(card, number), **values}, mix(number), _written(card, number))

    def _lead(self, card: dict[str, Any], number: int, **values: Any) -> Customer:
        company = {"Company": _written(card, number), "LeadSource": "Trade Show", "Title": card["title"]}
        return Customer("Lead", {**_person(card, number), **company, **values}, mix(number))


def _person(card: dict[str, Any], number: int) -> dict[str, Any]:
    active = (_LAST_DAY - timedelta(days=mix(number) % 900)).isoformat() if number % 3 else None
    names = {"LastName": card["lastName"], "FirstName": card["firstName"]}
    return {**names, "Email": card["email"], "LastActivityDate": active}


def _by_telephone(card: dict[str, Any]) -> dict[str, Any]:
    """Somebody who rang once, written down as heard."""
    heard = {"LastName": card["lastNameReading"], "FirstName": card["firstNameReading"]}
    return {**heard, "Email": None, "Phone": card["tel"]}


def _half(number: int, **values: Any) -> dict[str, Any]:
    """Leave half of all records without these values, so that there is something to fill."""
    return values if number % 2 else {}


def _written(card: dict[str, Any], number: int) -> str:
    """Return a company as the organisation writes it: short forms in full, most of the time."""
    name: str = card["companyName"]
    return name.replace("㈱", "株式会社") if number % 5 else name
