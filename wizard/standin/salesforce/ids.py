"""Record ids: 15 case-sensitive characters, and 3 more that tell upper from lower case."""

from __future__ import annotations

import re

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_POD = "5i"
_SHAPE = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")
_FIRST = 1000


def to_18(short: str) -> str:
    """Return the 18-character form of a 15-character id: one suffix character for each five, by their capitals."""
    suffix = ""
    for start in (0, 5, 10):
        bits = sum(1 << place for place in range(5) if short[start + place].isupper())
        suffix += _SUFFIX[bits]
    return short + suffix


def normal(text: str) -> str | None:
    """Return an id of either length as 18 characters; None when it is none."""
    if not _SHAPE.fullmatch(text):
        return None
    whole = to_18(text[:15])
    return whole if len(text) == 15 or whole[15:] == text[15:].upper() else None


class IdMaker:
    """Gives out ids, counting up for each key prefix."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def make(self, prefix: str) -> str:
        """Return a new id that starts with ``prefix``."""
        number = self._next.get(prefix, _FIRST)
        self._next[prefix] = number + 1
        return numbered(prefix, number)


def numbered(prefix: str, number: int) -> str:
    """Return the id with that number."""
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return to_18(f"{prefix}{_POD}0{digits:0>9}")
