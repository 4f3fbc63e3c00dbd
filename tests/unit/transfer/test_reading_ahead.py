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
from wizard.transfer import cutting
from wizard.transfer.cutting import Cut, Window
from wizard.transfer.reading_ahead import pages_ahead


class SlowSansan(Sansan):
    """Answers one reader at a time, as its small world is not made for several."""

    _lock = threading.Lock()

    def page(self, since: datetime, until: datetime, token: str = "") -> Page:
        with self._lock:
            return super().page(since, until, token)


@pytest.fixture(autouse=True)
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "WINDOW_CARDS", 5)
    monkeypatch.setattr(cutting, "WORTH_HALVING", 6)


def read(source: Sansan) -> list[Card]:
    """Read all, and check at each step that no card before the mark is missing."""
    got: dict[str, Card] = {}
    for cards, reached in pages_ahead(source, BEGINNING, NOW):
        got.update((c.id, c) for c in cards)
        late = [c.id for c in source.cards if c.updated and c.updated < reached and c.id not in got]
        assert not late
    return list(got.values())


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7, 40, 200])
def test_every_card_is_read(count: int) -> None:
    assert len(read(SlowSansan([card(n, at(100 * n)) for n in range(count)]))) == count


def test_cards_that_lie_unevenly_are_all_read() -> None:
    seconds = [*range(40), *(90_000 + n for n in range(60)), *(200_000 + n * 5_000 for n in range(20)), 2_000_000]
    source = SlowSansan([card(n, at(s)) for n, s in enumerate(seconds)])
    assert len(read(source)) == len(seconds)


Step = tuple[str, str]  # what is done, and to which card


def read_while_changed(source: Sansan, changes: list[list[Step]]) -> None:
    """Change cards before each answer. Wherever the reading stops, no card is missing that the next one leaves out."""
    waiting = list(changes)

    def change(sansan: Sansan) -> None:
        for what, card_id in waiting.pop() if waiting else ():
            getattr(sansan, what)(card_id)

    source.meanwhile = change
    met: set[tuple[str, datetime | None]] = set()
    mark = BEGINNING
    for cards, reached in pages_ahead(source, BEGINNING, NOW):
        met.update((c.id, c.updated) for c in cards)
        mark = max(mark, reached)
        assert not [c for c in source.cards if c.updated and c.updated < mark and (c.id, c.updated) not in met]
    for c in source.cards:
        assert (c.id, c.updated) in met or (c.updated and c.updated > mark)


names = st.integers(0, 59).map(lambda n: f"C{n}")
steps = st.tuples(st.sampled_from(["edit", "delete", "add"]), names)
edits = st.lists(st.lists(steps, max_size=3), max_size=12)


@given(st.lists(st.integers(0, 5_000), max_size=60), edits)
def test_cards_edited_meanwhile_are_met(seconds: list[int], edited: list[list[Step]]) -> None:
    read_while_changed(SlowSansan([card(n, at(s)) for n, s in enumerate(seconds)]), edited)


@given(st.lists(st.integers(0, 3), max_size=60), edits)
def test_no_card_hides_among_equal_times_where_a_token_counts_cards(
    seconds: list[int], edited: list[list[Step]]
) -> None:
    read_while_changed(SlowSansan([card(n, at(100 * s)) for n, s in enumerate(seconds)], offsets=True), edited)


def test_a_card_pushed_across_a_border_within_a_long_block_is_met() -> None:
    source = SlowSansan([card(n, at(0)) for n in range(12)], offsets=True)
    read_while_changed(source, [[("edit", "C0")], []])


@pytest.mark.parametrize("before", range(8))
def test_a_card_deleted_behind_a_border_hides_no_other(before: int) -> None:
    """Nothing but the pages themselves tells of a deletion, whenever it happens."""
    source = SlowSansan([card(n, at(0)) for n in range(12)], offsets=True)
    read_while_changed(source, [*[[]] * (7 - before), [("delete", "C0")], *[[]] * before])


def test_pages_that_never_come_to_rest_stop_the_reading() -> None:
    source = SlowSansan([card(n, at(0)) for n in range(600)], limit=100, offsets=True)
    source.meanwhile = lambda sansan: sansan.delete(min(c.id for c in sansan.cards))
    with pytest.raises(PassingFault) as caught:
        list(pages_ahead(source, BEGINNING, NOW))
    assert caught.value.code == "sansan_paging"


class Timeless(SlowSansan):
    """Does not say what is newest."""

    def newest(self) -> datetime | None:
        return None


def test_where_the_newest_is_not_told_long_blocks_are_read_twice() -> None:
    read_while_changed(Timeless([card(n, at(0)) for n in range(12)], offsets=True), [[("edit", "C0")], []])


def test_long_blocks_cost_few_requests_more_than_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "WINDOW_CARDS", 10_000)
    monkeypatch.setattr(cutting, "WORTH_HALVING", 1_200)
    seconds = [n if n % 1_000 < 100 or n % 1_000 > 500 else n // 1_000 * 1_000 + 100 for n in range(20_000)]
    source = SlowSansan([card(n, at(1_000 * s)) for n, s in enumerate(seconds)], limit=300)
    assert len(read(source)) == len(seconds)
    twice = 20  # blocks of 400 cards with one time: their first page is looked at again
    assert len(source.asked) < 1.25 * len(seconds) / 300 + twice


def test_a_reader_without_work_waits_for_the_half_of_what_another_could_not_foresee() -> None:
    cut = Cut(at(0), at(1_000), density=0.001)
    first = cut.take()
    assert first
    found: list[Window | None] = []
    waiting = threading.Thread(target=lambda: found.append(cut.take()))
    waiting.start()
    cut.goes_on(first, 9, at(100))
    waiting.join()
    (half,) = found
    assert half
    assert (first.stop, half.start, half.stop) == (at(550), at(549), at(1_000))
    cut.ended(first)
    cut.ended(half)
    assert cut.take() is None


def test_a_fault_of_one_reader_ends_the_reading() -> None:
    def fail(source: Sansan) -> None:
        if len(source.asked) > 6:
            raise PassingFault("no_answer", host="x")

    before = threading.active_count()
    with pytest.raises(PassingFault):
        read(SlowSansan([card(n, at(100 * n)) for n in range(200)], meanwhile=fail))
    assert threading.active_count() == before
