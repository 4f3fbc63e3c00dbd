"""One card becomes one row of the destination; nothing but a field is ever lost, and that is noted."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

from wizard.domain.card import Card
from wizard.domain.destination import Destination, Field
from wizard.domain.text import clean_column, has_japanese, is_email, shorten, utf16_length

TAG_SEPARATOR = ";"
STRICT = ("email", "date")  # types that refuse more than what is too long
ALTERED = frozenset({"shortened", "left_out", "taken", "no_field"})  # kinds of notes: a value did not go as it is
SLOWED = frozenset({"small_calls", "no_bulk"})  # kinds of notes: why a run went more slowly than it could
_BETWEEN = "\x1f"  # no value holds it: rows are clean
Columns = Sequence[Sequence[Any]]  # of cards: one for each of their items


class Note(NamedTuple):
    """A value that did not go as it is; ``kind`` is one of ``ALTERED``, ``limit`` what it was shortened to.

    Other kinds say what else is to be known of a card or a run (``words.reasons``).
    """

    kind: str
    item: str
    limit: int = 0


class Row(NamedTuple):
    """A card as the destination takes it: one text a field, in their order, empty for none. Key and owner are apart."""

    card_id: str
    values: tuple[str, ...]
    notes: tuple[Note, ...]
    fingerprint: bytes


_row = partial(tuple.__new__, Row)  # past its own constructor, which takes the values one by one


@dataclass(frozen=True, slots=True)
class Options:
    """What of a card goes."""

    memo: bool = True
    tags: bool = True

    @property
    def left_out(self) -> tuple[str, ...]:
        """The items that do not go."""
        return tuple(item for item, goes in (("memo", self.memo), ("tags", self.tags)) if not goes)


class FieldMap:
    """Turns cards into rows of one destination. ``former`` is the map that cards were sent by before, if another."""

    def __init__(self, destination: Destination, former: FieldMap | None = None) -> None:
        self.destination, self._former = destination, former
        self._targets = list(destination.fields.items())
        self._homeless = destination.missing
        self._texts, self._others = _pickers(destination.fields), _pickers(destination.missing)
        self._roomy = [_roomy(target) for _, target in self._targets]
        self._names = [target.name for target in destination.fields.values()]
        self._before = [name + _BETWEEN for name in self._names]

    @property
    def items(self) -> dict[str, str]:
        """What each field of a row holds, in their order: field name → item."""
        return {target.name: item for item, target in self._targets}

    @property
    def version(self) -> str:
        """A short text that changes when the same card would give another row."""
        return hashlib.blake2b(self.parts.encode(), digest_size=8).hexdigest()

    @property
    def parts(self) -> str:
        """What goes to which field, and what that takes, as a text of which ``fields_of`` makes the fields again."""
        parts = [
            (item, target.name, target.type, target.length, *(target.values if target.closed else ()))
            for item, target in self._targets
        ]
        return json.dumps(parts)

    def row(self, card: Card) -> Row:
        """Map one card. Never raises for what the card holds."""
        return self.rows([card])[0]

    def rows(self, cards: Sequence[Card]) -> list[Row]:
        """Map cards, field by field of all of them: a page at once takes half the time of card by card."""
        if not cards:
            return []
        columns = list(zip(*cards, strict=True))
        notes: dict[int, list[Note]] = {}
        fields = [clean_column(pick(columns)) for pick in self._texts]
        for (item, target), roomy, texts in zip(self._targets, self._roomy, fields, strict=True):
            _fit_column(item, target, roomy, texts, notes)
        for item, pick in zip(self._homeless, self._others, strict=True):
            for at, text in enumerate(clean_column(pick(columns))):
                if text:
                    notes.setdefault(at, []).append(Note("no_field", item))
        values: list[tuple[str, ...]] = list(zip(*fields, strict=True)) if fields else [()] * len(cards)
        noted = [tuple(notes.get(at, ())) for at in range(len(cards))] if notes else repeat(())
        return list(map(_row, zip(columns[0], values, noted, map(self._fingerprint, values), strict=False)))

    def to_write(self, card: Card, row: Row, fingerprint: bytes) -> tuple[str | None, ...]:
        """Return what is to be written of a row whose card was last sent with this fingerprint; None leaves alone.

        Of a card that is as it was sent by the former map, only what goes to another field now.
        """
        if self._former is None:
            return row.values
        sent = self._former.row(card)
        if not self._former.is_of(sent, fingerprint):
            return row.values
        held = dict(zip(self._former._names, sent.values, strict=True))
        return tuple(
            None if held.get(name, "") == value else value for name, value in zip(self._names, row.values, strict=True)
        )

    def moves(self, card: Card, fingerprint: bytes) -> bool:
        """Whether a card, as it was last sent by the former map, has something to write by this one."""
        if self._former is None or not self._former.is_of(self._former.row(card), fingerprint):
            return False
        return any(value is not None for value in self.to_write(card, self.row(card), fingerprint))

    def is_of(self, row: Row, fingerprint: bytes) -> bool:
        """Whether a fingerprint is that of a row, or the one an earlier program kept of it."""
        return fingerprint == row.fingerprint or fingerprint == _digest(_BETWEEN.join((*self._names, *row.values)))

    def _fingerprint(self, texts: Sequence[str]) -> bytes:
        """Return 16 bytes that tell one content from another: what stands in which field, but for empty ones."""
        return _digest(_BETWEEN.join([before + x for before, x in zip(self._before, texts, strict=True) if x]))


def fields_of(parts: str) -> dict[str, Field]:
    """Return the fields of a map of which only its ``parts`` were kept, by item."""
    return {
        item: Field(name, kind, length, values=tuple(values), closed=bool(values))
        for item, name, kind, length, *values in json.loads(parts)
    }


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def named(names: Iterable[str], values: Sequence[str | None]) -> dict[str, str | None]:
    """Return a row's texts by field, None for empty; nothing for what is to be left alone, or a row without texts."""
    sent = zip(names, values, strict=False)
    return {name: value or None for name, value in sent if value is not None}


def _pickers(items: Iterable[str]) -> list[Callable[[Columns], Iterable[str]]]:
    """Return what reads each item from the columns of cards: most just stand there, some are made."""
    return [_MADE[item] if item in _MADE else itemgetter(Card._fields.index(item)) for item in items]


def _fit_column(item: str, target: Field, roomy: int, texts: list[str], notes: dict[int, list[Note]]) -> None:
    """Replace the texts their field does not take, and say so; for most pages one look tells that all fit."""
    if target.type in STRICT or target.closed:
        doubtful = [at for at, text in enumerate(texts) if text]
    elif max(map(len, texts)) > roomy:
        doubtful = [at for at, text in enumerate(texts) if len(text) > roomy]
    else:
        return
    for at in doubtful:
        if (fitted := _fit(item, texts[at], target)) != texts[at]:
            note = Note("shortened", item, target.length) if fitted else Note("left_out", item)
            notes.setdefault(at, []).append(note)
            texts[at] = fitted


def texts_of(card: Card, items: Collection[str]) -> dict[str, str]:
    """Return what stands on a card, by item, before any field shortens it."""
    return {
        item: clean_column(pick([[value] for value in card]))[0]
        for item, pick in zip(items, _pickers(items), strict=True)
    }


def joined_address(card: Card) -> str:
    """Join prefecture, city, street and building (sansan.md §2.5), spaced where nothing is Japanese."""
    return _address(card.prefecture, card.city, card.street, card.building, card.address)


def _address(prefecture: str, city: str, street: str, building: str, address: str) -> str:
    parts = (prefecture, city, street, building)
    joined = "".join(parts)
    if not joined.isascii() and any(map(has_japanese, parts)):
        return joined
    return " ".join(filter(None, parts)) or address


def _roomy(target: Field) -> int:
    """Return a length that the field takes whatever the characters are. E-mail and date are looked at anyway."""
    if target.type in STRICT:
        return sys.maxsize
    return target.length // 2 if target.length else sys.maxsize


def _fit(item: str, text: str, target: Field) -> str:
    """Return ``text`` as the field takes it; empty where it cannot."""
    if target.type == "email":
        return text if is_email(text) and len(text) <= (target.length or 80) else ""
    if target.type == "date":
        return text if _is_date(text) else ""
    if target.closed:
        return text if target.lists(text) else ""
    return cut(item, text, target.length) if target.length else text


def cut(item: str, text: str, limit: int) -> str:
    """Return as much of an item's text as ``limit`` UTF-16 units hold."""
    return _whole_tags(text, limit) if item == "tags" else shorten(text, limit)


def _whole_tags(text: str, limit: int) -> str:
    """Leave out whole tags from the end rather than half of one."""
    if utf16_length(text) <= limit:
        return text
    return shorten(text, limit + 1).rpartition(TAG_SEPARATOR)[0] or shorten(text, limit)


@lru_cache(4096)  # many cards share few days
def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def card_name(card: Card) -> str:
    """Return what to call a card in a list: the person, else the company, else its id."""
    return _name(card.last_name, card.first_name, card.company, card.id)


def _name(last_name: str, first_name: str, company: str, card_id: str) -> str:
    return " ".join(filter(None, (last_name, first_name))) or company or card_id


def _pick(*names: str) -> Callable[[Columns], Columns]:
    return itemgetter(*map(Card._fields.index, names))


_of_address = _pick("prefecture", "city", "street", "building", "address")
_of_name = _pick("last_name", "first_name", "company", "id")
_owners, _tags = itemgetter(Card._fields.index("owner")), itemgetter(Card._fields.index("tags"))
_MADE: dict[str, Callable[[Columns], Iterable[str]]] = {
    "name": lambda columns: map(_name, *_of_name(columns)),
    "tags": lambda columns: map(TAG_SEPARATOR.join, _tags(columns)),
    "address": lambda columns: map(_address, *_of_address(columns)),
    "owner": lambda columns: [owner.id for owner in _owners(columns)],
}
