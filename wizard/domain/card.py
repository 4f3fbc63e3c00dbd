"""A business card as Sansan holds it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # before any card in Sansan


class Owner(NamedTuple):
    """The Sansan user whose card it is. Sansan may leave out the e-mail address (sansan.md §1.5 [I])."""

    id: str = ""
    name: str = ""
    email: str = ""


class Card(NamedTuple):
    """One card. Every text may be empty: Sansan guarantees none but ``id`` (sansan.md §1.5)."""

    id: str
    owner: Owner
    updated: datetime | None
    tags: tuple[str, ...] = ()
    person_id: str = ""
    exchange_date: str = ""
    last_name: str = ""
    first_name: str = ""
    last_name_reading: str = ""
    first_name_reading: str = ""
    company: str = ""
    department: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    phone2: str = ""
    mobile: str = ""
    fax: str = ""
    url: str = ""
    country_code: str = ""
    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    street: str = ""
    building: str = ""
    address: str = ""
    memo: str = ""
    registered: str = ""


class Page(NamedTuple):
    """One answer of Sansan's card list. ``more`` says that it is not the last; ``token`` asks for the next.

    ``until`` is where the window really ended, when Sansan refuses windows as long as the one asked for.
    """

    cards: tuple[Card, ...]
    more: bool
    token: str
    until: datetime | None = None
