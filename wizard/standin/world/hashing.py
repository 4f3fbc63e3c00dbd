"""Deterministic choice: the same seed and number always give the same value, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

MASK = (1 << 64) - 1
_FIRST, _SECOND, _STEP = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0x9E3779B97F4A7C15
_FIRST_BACK, _SECOND_BACK = pow(_FIRST, -1, 1 << 64), pow(_SECOND, -1, 1 << 64)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"

T = TypeVar("T")


def mix(value: int) -> int:
    """Scramble a number into 64 well-spread bits, one to one (the splitmix64 finaliser)."""
    value = (value + _STEP) & MASK
    value = ((value ^ (value >> 30)) * _FIRST) & MASK
    value = ((value ^ (value >> 27)) * _SECOND) & MASK
    return value ^ (value >> 31)


def unmix(value: int) -> int:
    """Return the number (0 to 2**64 - 1) that ``mix`` turns into ``value``."""
    value = ((value ^ (value >> 31) ^ (value >> 62)) * _SECOND_BACK) & MASK
    value = ((value ^ (value >> 27) ^ (value >> 54)) * _FIRST_BACK) & MASK
    return ((value ^ (value >> 30) ^ (value >> 60)) - _STEP) & MASK


def pick(options: Sequence[T], bits: int) -> T:
    """Choose one of ``options`` by ``bits``."""
    return options[bits % len(options)]


def token(seed: int, purpose: int, length: int) -> str:
    """Return ``length`` letters and digits that depend on ``seed`` and ``purpose`` only."""
    state = mix(mix(seed) ^ purpose)
    return "".join(pick(_LETTERS, mix(state + position)) for position in range(length))


class Ids:
    """Ids of 32 hexadecimal capitals for the numbers 0, 1, 2 …, which can be read back without a table."""

    def __init__(self, seed: int, kind: int) -> None:
        self._salt = mix(mix(seed) + kind)

    def of(self, number: int) -> str:
        """Return the id of ``number``."""
        head = mix(number ^ self._salt)
        return f"{head:016X}{mix(head ^ self._salt):016X}"

    def number(self, text: str) -> int | None:
        """Return the number behind an id, or None when it is no id of this kind."""
        try:
            number = unmix(int(text[:16], 16)) ^ self._salt
        except ValueError:
            return None
        return number if self.of(number) == text else None
