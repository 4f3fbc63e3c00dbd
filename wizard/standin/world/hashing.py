"""Deterministic choice: the same seed and number always give the same value, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

MASK = (1 << 64) - 1
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"

T = TypeVar("T")


def mix(value: int) -> int:
    """Scramble a number into 64 well-spread bits (the splitmix64 finaliser)."""
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def pick(options: Sequence[T], bits: int) -> T:
    """Choose one of ``options`` by ``bits``."""
    return options[bits % len(options)]


def token(seed: int, purpose: int, length: int) -> str:
    """Return ``length`` letters and digits that depend on ``seed`` and ``purpose`` only."""
    state = mix(mix(seed) ^ purpose)
    return "".join(pick(_LETTERS, mix(state + position)) for position in range(length))
