"""Reading in windows, several at once: nothing is missed, and the mark never runs ahead of what was read."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.transfer.sansan import NOW, Sansan, at, card
from wizard.domain.card import BEGINNING, Card, Page
from wizard.domain.errors import PassingFault
from wizard.transfer import reading_ahead
from wizard.transfer.reading_ahead import pages_ahead


class SlowSansan(Sansan):
    """Answers one reader at a time, as its small world is not made for several."""

    _lock = threading.Lock()

    def page(self, since: datetime, until: datetime, token: str = "") -> Page:
        with self._lock:
            return super().page(since, until, token)


@pytest.fixture(autouse=True)
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "WINDOW_CARDS", 5)


def read(source: Sansan) -> list[Card]:
    """Read all, and check at each step that no card up to the mark is missing."""
    got: dict[str, Card] = {}
    for cards, reached in pages_ahead(source, BEGINNING, NOW):
        got.update((c.id, c) for c in cards)
        late = [c.id for c in source.cards if c.updated and c.updated <= reached and c.id not in got]
        assert not late
    return list(got.values())


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7, 40, 200])
def test_every_card_is_read(count: int) -> None:
    assert len(read(SlowSansan([card(n, at(100 * n)) for n in range(count)]))) == count


def test_cards_that_lie_unevenly_are_all_read() -> None:
    seconds = [*range(40), *(90_000 + n for n in range(60)), *(200_000 + n * 5_000 for n in range(20)), 2_000_000]
    source = SlowSansan([card(n, at(s)) for n, s in enumerate(seconds)])
    assert len(read(source)) == len(seconds)


@given(st.lists(st.integers(0, 5_000), max_size=60), st.lists(st.integers(0, 59), max_size=6))
def test_cards_edited_meanwhile_are_met(seconds: list[int], edits: list[int]) -> None:
    left = [n for n in edits if n < len(seconds)]

    def edit(source: Sansan) -> None:
        if left:
            source.edit(f"C{left.pop()}")

    source = SlowSansan([card(n, at(s)) for n, s in enumerate(seconds)], meanwhile=edit)
    got: dict[str, Card] = {}
    for cards, _ in pages_ahead(source, BEGINNING, NOW):
        got.update((c.id, c) for c in cards if c.id not in got or c.updated >= got[c.id].updated)
    assert {c.id: c.updated for c in got.values()} == {c.id: c.updated for c in source.cards}


def test_a_fault_of_one_reader_ends_the_reading() -> None:
    def fail(source: Sansan) -> None:
        if len(source.asked) > 6:
            raise PassingFault("no_answer", host="x")

    before = threading.active_count()
    with pytest.raises(PassingFault):
        read(SlowSansan([card(n, at(100 * n)) for n in range(200)], meanwhile=fail))
    assert threading.active_count() == before
