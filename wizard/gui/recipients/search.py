"""Searching rows as one types: each row has one prepared text, and every typed word must stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wizard.domain.variants import fold_name


def prepare(cells: Iterable[str]) -> str:
    """Return the text of a row for ``hits``. Spaces inside a cell are dropped, so 山田太郎 finds 山田 太郎."""
    return fold_name("\n".join(cells)).replace(" ", "")


def words(typed: str) -> list[str]:
    """Return the words of what was typed, folded like the prepared texts."""
    return fold_name(typed).split()


def hits(rows: Iterable[int], texts: Sequence[str], typed: str) -> list[int]:
    """Return those of ``rows`` whose text holds every word of ``typed``, in their order."""
    found = list(rows)
    for word in words(typed):
        found = [row for row in found if word in texts[row]]
    return found
