"""One card becomes one row of the destination; nothing but a field is ever lost, and that is noted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wizard.domain.card import Card
from wizard.domain.destination import Destination, Field
from wizard.domain.text import clean, has_japanese, is_email, shorten, utf16_length

TAG_SEPARATOR = ";"
_BETWEEN = "\x1f"  # no value holds it: rows are clean


@dataclass(frozen=True, slots=True)
class Note:
    """A value that did not go as it is: ``shortened`` to ``limit`` characters, or ``left_out``."""

    kind: str
    item: str
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A card as the destination takes it: field name → text, None for empty. The key and owner are apart."""

    card_id: str
    values: dict[str, str | None]
    notes: tuple[Note, ...]
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Options:
    """What of a card goes."""

    memo: bool = True
    tags: bool = True


class FieldMap:
    """Turns cards into rows of one destination."""

    def __init__(self, destination: Destination, options: Options) -> None:
        left_out = {"memo": not options.memo, "tags": not options.tags}
        self._fields = [
            (item, target, _READ[item]) for item, target in destination.fields.items() if not left_out.get(item, False)
        ]

    @property
    def items(self) -> dict[str, str]:
        """What each field of the destination holds: field name → item."""
        return {target.name: item for item, target, _ in self._fields}

    @property
    def version(self) -> str:
        """A short text that changes when the same card would give another row."""
        parts = [(item, t.name, t.type, t.length) for item, t, _ in self._fields]
        return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()

    def row(self, card: Card) -> Row:
        """Map one card. Never raises for what the card holds."""
        values: dict[str, str | None] = {}
        notes: list[Note] = []
        for item, target, read in self._fields:
            text = read(card)
            if not text or not (text := clean(text)):
                values[target.name] = None
                continue
            fitted = _fit(item, text, target)
            values[target.name] = fitted or None
            if fitted != text:
                notes.append(Note("shortened", item, target.length) if fitted else Note("left_out", item))
        return Row(card.id, values, tuple(notes), fingerprint(values))


def fingerprint(values: dict[str, str | None]) -> bytes:
    """Return 16 bytes that tell one content from another."""
    content = _BETWEEN.join([*values, *(value or "" for value in values.values())])
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def joined_address(card: Card) -> str:
    """Join prefecture, city, street and building (sansan.md §2.5), spaced where nothing is Japanese."""
    parts = [p for p in (card.prefecture, card.city, card.street, card.building) if p]
    space = "" if any(map(has_japanese, parts)) else " "
    return space.join(parts) or card.address


def _fit(item: str, text: str, target: Field) -> str:
    """Return ``text`` as the field takes it; empty where it cannot."""
    if target.type == "email":
        return text if is_email(text) and len(text) <= (target.length or 80) else ""
    if target.type == "date":
        return text if _is_date(text) else ""
    if not target.length:
        return text
    return _whole_tags(text, target.length) if item == "tags" else shorten(text, target.length)


def _whole_tags(text: str, limit: int) -> str:
    """Leave out whole tags from the end rather than half of one."""
    if utf16_length(text) <= limit:
        return text
    return shorten(text, limit + 1).rpartition(TAG_SEPARATOR)[0] or shorten(text, limit)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def card_name(card: Card) -> str:
    """Return what to call a card in a list: the person, else the company, else its id."""
    person = " ".join(filter(None, (card.last_name, card.first_name)))
    return person or card.company or card.id


_READ: dict[str, Callable[[Card], str]] = {
    "name": card_name,
    "company": lambda c: c.company,
    "department": lambda c: c.department,
    "title": lambda c: c.title,
    "last_name": lambda c: c.last_name,
    "first_name": lambda c: c.first_name,
    "last_name_reading": lambda c: c.last_name_reading,
    "first_name_reading": lambda c: c.first_name_reading,
    "phone": lambda c: c.phone,
    "phone2": lambda c: c.phone2,
    "mobile": lambda c: c.mobile,
    "fax": lambda c: c.fax,
    "email": lambda c: c.email,
    "url": lambda c: c.url,
    "tags": lambda c: TAG_SEPARATOR.join(c.tags),
    "memo": lambda c: c.memo,
    "country_code": lambda c: c.country_code,
    "address": joined_address,
    "postal_code": lambda c: c.postal_code,
    "prefecture": lambda c: c.prefecture,
    "city": lambda c: c.city,
    "street": lambda c: c.street,
    "building": lambda c: c.building,
    "exchange_date": lambda c: c.exchange_date,
    "owner": lambda c: c.owner.id,
}
