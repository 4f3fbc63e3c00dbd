"""One card becomes one row of the destination; nothing but a field is ever lost, and that is noted."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from wizard.domain.card import Card
from wizard.domain.destination import Destination, Field
from wizard.domain.text import clean, has_japanese, is_email, shorten, utf16_length

TAG_SEPARATOR = ";"
_BETWEEN = "\x1f"  # no value holds it: rows are clean


class Note(NamedTuple):
    """A value that did not go as it is: ``shortened`` to ``limit`` characters, or ``left_out``."""

    kind: str
    item: str
    limit: int = 0


class Row(NamedTuple):
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
            (target.name, item, _READ[item], _roomy(target), target)
            for item, target in destination.fields.items()
            if not left_out.get(item, False)
        ]

    @property
    def items(self) -> dict[str, str]:
        """What each field of the destination holds: field name → item."""
        return {name: item for name, item, *_ in self._fields}

    @property
    def version(self) -> str:
        """A short text that changes when the same card would give another row."""
        parts = [(item, name, target.type, target.length) for name, item, _, _, target in self._fields]
        return hashlib.blake2b(json.dumps(parts).encode(), digest_size=8).hexdigest()

    def row(self, card: Card) -> Row:
        """Map one card. Never raises for what the card holds."""
        values: dict[str, str | None] = {}
        notes: list[Note] = []
        for name, item, read, roomy, target in self._fields:
            text = clean(read(card))
            if len(text) > roomy and (fitted := _fit(item, text, target)) != text:
                notes.append(Note("shortened", item, target.length) if fitted else Note("left_out", item))
                text = fitted
            values[name] = text or None
        return Row(card.id, values, tuple(notes), fingerprint(values))


def fingerprint(values: dict[str, str | None]) -> bytes:
    """Return 16 bytes that tell one content from another."""
    content = _BETWEEN.join(values) + _BETWEEN + _BETWEEN.join([value or "" for value in values.values()])
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def joined_address(card: Card) -> str:
    """Join prefecture, city, street and building (sansan.md §2.5), spaced where nothing is Japanese."""
    parts = [p for p in (card.prefecture, card.city, card.street, card.building) if p]
    space = "" if any(map(has_japanese, parts)) else " "
    return space.join(parts) or card.address


def _roomy(target: Field) -> int:
    """Return a length that the field takes whatever the characters are; 0 where that is not all there is to it."""
    if target.type in ("email", "date"):
        return 0
    return target.length // 2 if target.length else sys.maxsize


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
    **{name: attrgetter(name) for name in Card._fields if name not in ("id", "owner", "updated", "tags")},
    "name": card_name,
    "tags": lambda c: TAG_SEPARATOR.join(c.tags),
    "address": joined_address,
    "owner": lambda c: c.owner.id,
}
