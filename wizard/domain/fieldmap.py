"""One card becomes one row of the destination; nothing but a field is ever lost, and that is noted."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import gt, itemgetter
from typing import NamedTuple

from wizard.domain.card import Card
from wizard.domain.destination import Destination, Field
from wizard.domain.text import clean_all, has_japanese, is_email, shorten, utf16_length

TAG_SEPARATOR = ";"
STRICT = ("email", "date")  # types that refuse more than what is too long
ALTERED = frozenset({"shortened", "left_out", "taken", "no_field"})  # kinds of notes: a value did not go as it is
SLOWED = frozenset({"small_calls", "no_bulk"})  # kinds of notes: why a run went more slowly than it could
_BETWEEN = "\x1f"  # no value holds it: rows are clean


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
        self._texts, self._others = _reader(destination.fields), _reader(destination.missing)
        self._strict = [at for at, (_, target) in enumerate(self._targets) if target.type in STRICT or target.closed]
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
        texts = clean_all(self._texts(card))
        notes = self._fit(texts)
        if self._homeless:
            others = zip(self._homeless, clean_all(self._others(card)), strict=True)
            notes += [Note("no_field", item) for item, text in others if text]
        return Row(card.id, tuple(texts), tuple(notes), self._fingerprint(texts))

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

    def _fit(self, texts: list[str]) -> list[Note]:
        """Replace the texts their fields do not take, and say so."""
        notes: list[Note] = []
        for at in self._doubtful(texts):
            item, target = self._targets[at]
            if (fitted := _fit(item, texts[at], target)) != texts[at]:
                notes.append(Note("shortened", item, target.length) if fitted else Note("left_out", item))
                texts[at] = fitted
        return notes

    def _doubtful(self, texts: list[str]) -> list[int]:
        """Return the places of texts that may not fit; for most cards one look tells that none is too long."""
        strict = [at for at in self._strict if texts[at]]
        if not any(map(gt, map(len, texts), self._roomy)):
            return strict
        return strict + [at for at, room in enumerate(self._roomy) if len(texts[at]) > room]

    def is_of(self, row: Row, fingerprint: bytes) -> bool:
        """Whether a fingerprint is that of a row, or the one an earlier program kept of it."""
        return fingerprint == row.fingerprint or fingerprint == _digest(_BETWEEN.join((*self._names, *row.values)))

    def _fingerprint(self, texts: list[str]) -> bytes:
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


def _reader(items: Collection[str]) -> Callable[[Card], list[str]]:
    """Return what reads these items from a card: most just stand there, some are made."""
    made = [item for item in items if item in _MADE]
    makers = [_MADE[item] for item in made]
    places = [(*made, *Card._fields).index(item) for item in items]
    pick = itemgetter(*places) if len(places) > 1 else lambda texts: [texts[at] for at in places]

    def read(card: Card) -> list[str]:
        return list(pick((*[make(card) for make in makers], *card)))

    return read


def texts_of(card: Card, items: Collection[str]) -> dict[str, str]:
    """Return what stands on a card, by item, before any field shortens it."""
    return dict(zip(items, clean_all(_reader(items)(card)), strict=True))


def joined_address(card: Card) -> str:
    """Join prefecture, city, street and building (sansan.md §2.5), spaced where nothing is Japanese."""
    parts = (card.prefecture, card.city, card.street, card.building)
    if any(map(has_japanese, parts)):
        return "".join(parts)
    return " ".join(filter(None, parts)) or card.address


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
    person = " ".join(filter(None, (card.last_name, card.first_name)))
    return person or card.company or card.id


_MADE: dict[str, Callable[[Card], str]] = {
    "name": card_name,
    "tags": lambda c: TAG_SEPARATOR.join(c.tags),
    "address": joined_address,
    "owner": lambda c: c.owner.id,
}
