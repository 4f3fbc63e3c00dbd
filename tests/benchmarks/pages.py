"""The cards of a made-up company, rendered once into one file, so that serving them costs next to nothing.

``render`` writes ``cards.json`` (the cards in the order of their updates, each followed by a comma) and ``cards.index``
(for each card its update in seconds and where it ends in the file). ``Pages`` answers any window from them.
"""

from __future__ import annotations

import json
import mmap
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wizard.standin.world import World
from wizard.standin.world.cards import Cards


def render(folder: Path, world: World) -> None:
    """Write every completed card that is not past, with the tags the world's main key may see."""
    updates, ends, written = array("q"), array("q"), 0
    with (folder / "cards.json").open("wb") as file:
        for updated, card in _cards(world):
            written += file.write(json.dumps(card, ensure_ascii=False).encode() + b",")
            updates.append(updated)
            ends.append(written)
    (folder / "cards.index").write_bytes(updates.tobytes() + ends.tobytes())


def _cards(world: World) -> Iterator[tuple[int, dict[str, Any]]]:
    cards, viewer = Cards(world), world.sansan_users[0].id
    for number in range(cards.count):
        if cards.status(number) == "completed" and not cards.relations.is_past(number):
            tags = (tag for tag in cards.tags_of(number) if tag.type != "private" or tag.owner.id == viewer)
            card = {**cards.card(number), "tags": [{"id": t.id, "name": t.name, "type": t.type} for t in tags]}
            yield cards.timeline.updated(number), card


class Pages:
    """The first ``count`` rendered cards."""

    def __init__(self, folder: Path) -> None:
        numbers = array("q", (folder / "cards.index").read_bytes())
        half = len(numbers) // 2
        self._updates, self._ends = numbers[:half], numbers[half:]
        with (folder / "cards.json").open("rb") as file:
            self._cards = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.count = half

    def page(self, first: float, last: float, limit: int, token: str) -> tuple[bytes, int]:
        """Return a page of the cards updated from ``first`` to ``last`` (seconds), oldest first, and their number.

        A token is the number of the card to go on with.
        """
        start = int(token) if token else bisect_left(self._updates, first, 0, self.count)
        window_end = bisect_right(self._updates, last, 0, self.count)
        end = min(start + limit, window_end)
        more = b'"hasMore":true,"nextPageToken":"%d"' % end if end < window_end else b'"hasMore":false'
        return b'{%b,"data":[%b]}' % (more, self._slice(start, end)), max(0, end - start)

    def newest(self, limit: int) -> tuple[bytes, int]:
        """Return the first page of all cards, newest first."""
        numbers = range(self.count - 1, max(-1, self.count - 1 - limit), -1)
        cards = b",".join(self._slice(number, number + 1) for number in numbers)
        return b'{"hasMore":true,"nextPageToken":"none","data":[%b]}' % cards, len(numbers)

    def _slice(self, start: int, end: int) -> bytes:
        if start >= end:
            return b""
        return self._cards[self._ends[start - 1] if start else 0 : self._ends[end - 1] - 1]
