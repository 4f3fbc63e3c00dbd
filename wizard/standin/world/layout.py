"""Where in the sequence of cards the special ones stand, and how long the sequence is; counted without a look.

In every block of 20 cards, number 17 is a second card of the person of an earlier number 3, number 18 a
third one (all of one owner), and number 19 another owner's card of the person of an earlier number 5.
In every block of 80, number 10 is still being processed and number 50 cannot be read.
"""

from __future__ import annotations

from bisect import bisect_left

BLOCK = 20


def distances(wanted: int) -> dict[int, int]:
    """Return how far behind numbers 17, 18 and 19 of a block the first card of their person lies."""
    stride = BLOCK * max(1, wanted // 400)  # an eighth of a year or so lies between the cards
    return {17: stride - 6, 18: 2 * stride - 5, 19: stride - 6}


def status(number: int) -> str:
    """Return ``entryStatus``: completed, and for a few processing or unreadable."""
    return {10: "processing", 50: "unreadable"}.get(number % 80, "completed")


def total(wanted: int, users: int) -> int:
    """Return the number of cards, so that exactly ``wanted`` are completed and not past.

    Each new card either counts, or does not but leaves the others alone, or counts and makes one older card
    past: the sum rises by one or stays, so every number is met.
    """
    return bisect_left(range(2 * wanted + 1), wanted, key=lambda length: _counted(length, wanted, users))


def _counted(length: int, wanted: int, users: int) -> int:
    waiting = sum(_in_steps(length, first, 80) for first in (10, 50))
    same_owner = (17, 18) if users > 1 else (17, 18, 19)
    back = distances(wanted)
    past = sum(
        _in_steps(length, place, BLOCK) - _in_steps(back[place], place, BLOCK)
        for place in same_owner
        if length > back[place]
    )
    return length - waiting - past


def _in_steps(length: int, first: int, step: int) -> int:
    """Return how many of the numbers below ``length`` are ``first`` plus a multiple of ``step``."""
    return max(0, -(-(length - first) // step))
