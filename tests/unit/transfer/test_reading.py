from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.transfer.sansan import NOW, START, Sansan, at, card
from wizard.domain.card import BEGINNING, Card, Page
from wizard.domain.errors import PassingFault
from wizard.transfer.reading import AHEAD, pages


def read(source: Sansan, since: datetime = BEGINNING) -> list[Card]:
    return [c for cards, _ in pages(source, since, NOW) for c in cards]


def ids(cards: list[Card]) -> list[str]:
    return [c.id for c in cards]


def block(count: int, second: float, first: int = 0) -> list[Card]:
    return [card(first + n, at(second)) for n in range(count)]


@pytest.fixture(params=[False, True], ids=["keyset", "offset"])
def offsets(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=[False, True], ids=["inclusive", "exclusive"])
def exclusive(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_no_card_at_all() -> None:
    assert list(pages(Sansan([]), START, NOW)) == [([], START)]


@pytest.mark.parametrize("count", [1, 3, 4, 6, 20])
def test_every_card_once_in_the_order_of_updates(count: int, offsets: bool, exclusive: bool) -> None:
    source = Sansan([card(n, at(10 * n)) for n in range(count)], offsets=offsets, exclusive=exclusive)
    assert ids(read(source)) == [f"C{n}" for n in range(count)]


def test_only_what_was_updated_since() -> None:
    source = Sansan([card(n, at(10 * n)) for n in range(10)])
    assert ids(read(source, at(50))) == ["C5", "C6", "C7", "C8", "C9"]


def test_equal_times_across_a_page_border(offsets: bool, exclusive: bool) -> None:
    cards = block(2, 0) + block(2, 5, 2) + block(2, 9, 4)
    assert ids(read(Sansan(cards, offsets=offsets, exclusive=exclusive))) == [f"C{n}" for n in range(6)]


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize("count", [3, 4, 6, 7, 12, 31])
def test_a_block_longer_than_a_page(count: int, before: int, offsets: bool, exclusive: bool) -> None:
    cards = block(before, 0, 100) + block(count, 50) + block(4, 90, 200)
    source = Sansan(cards, offsets=offsets, exclusive=exclusive)
    assert Counter(ids(read(source))) == Counter(c.id for c in cards)


def test_long_blocks_in_neighbouring_seconds(offsets: bool, exclusive: bool) -> None:
    cards = [c for second in range(6) for c in block(7, second, 100 * second)]
    source = Sansan(cards, offsets=offsets, exclusive=exclusive)
    assert Counter(ids(read(source))) == Counter(c.id for c in cards)


def test_times_within_one_second_are_told_apart(exclusive: bool) -> None:
    cards = [card(n, at(n / 10)) for n in range(40)]
    assert Counter(ids(read(Sansan(cards, exclusive=exclusive)))) == Counter(c.id for c in cards)


def test_a_block_updated_at_the_very_beginning_of_the_window() -> None:
    assert len(read(Sansan(block(10, 0)), at(0))) == 10


def test_a_card_updated_at_the_very_end_of_the_window() -> None:
    assert ids(read(Sansan([card(1, NOW + AHEAD)]))) == ["C1"]


def test_a_card_edited_while_reading_is_met_again_at_the_end() -> None:
    source = Sansan([card(n, at(10 * n)) for n in range(12)])

    def edit_once(sansan: Sansan) -> None:
        if len(sansan.asked) == 2:
            sansan.edit("C1")

    source.meanwhile = edit_once
    found = ids(read(source))
    assert found[-1] == "C1"
    assert Counter(found) == {**{f"C{n}": 1 for n in range(12)}, "C1": 2}


def test_a_card_edited_before_its_turn_is_met_once_and_hides_no_other(offsets: bool) -> None:
    source = Sansan([card(n, at(10 * n)) for n in range(12)], offsets=offsets)

    def edit_once(sansan: Sansan) -> None:
        if len(sansan.asked) == 1:
            sansan.edit("C7")
            sansan.edit("C0")

    source.meanwhile = edit_once
    found = Counter(ids(read(source)))
    assert found == {**{f"C{n}": 1 for n in range(12)}, "C0": 2}


def test_cards_without_an_update_are_met_once() -> None:
    cards = [card(n, at(10 * n)) for n in range(7)] + [card(n, None) for n in range(7, 10)]
    assert Counter(ids(read(Sansan(cards)))) == Counter(c.id for c in cards)


def test_nothing_but_cards_without_an_update(offsets: bool) -> None:
    assert len(read(Sansan([card(n, None) for n in range(10)], offsets=offsets))) == 10


def test_the_latest_update_only_grows_and_ends_at_the_newest_card() -> None:
    source = Sansan([card(n, at(10 * n)) for n in range(9)] + [card(9, None)])
    latest = [mark for _, mark in pages(source, START, NOW)]
    assert latest == sorted(latest)
    assert latest[-1] == at(80)


def test_the_window_reaches_ahead_of_our_own_clock() -> None:
    assert ids(read(Sansan([card(1, NOW + timedelta(hours=9))]))) == ["C1"]


class Endless:
    """Says for ever that there is more."""

    def __init__(self, *answers: Page) -> None:
        self.answers, self.asked = answers, 0

    def page(self, since: datetime, until: datetime, token: str = "") -> Page:
        self.asked += 1
        assert self.asked < 50, "reading does not end"
        return self.answers[self.asked % len(self.answers)]


ONE = (card(1, at(0)),)


@pytest.mark.parametrize(
    "answers",
    [
        (Page(ONE, True, "same"),),
        (Page(ONE, True, ""),),
        (Page((), True, "more"),),
        (Page((), True, ""),),
        (Page(ONE, True, "a"), Page((card(2, at(0)),), True, "b")),
        (Page((card(1, None),), True, "a"), Page((card(2, None),), True, "b")),
    ],
)
def test_more_that_leads_nowhere_is_a_passing_fault(answers: tuple[Page, ...]) -> None:
    with pytest.raises(PassingFault) as caught:
        for _ in pages(Endless(*answers), BEGINNING, NOW):  # type: ignore[arg-type]
            pass
    assert caught.value.code == "sansan_paging"


seconds = st.one_of(st.integers(0, 8), st.integers(0, 80).map(lambda tenth: tenth / 10))


def worlds(times: st.SearchStrategy[float | None]) -> st.SearchStrategy[list[Card]]:
    return st.lists(times, max_size=40).map(
        lambda chosen: [card(n, None if second is None else at(second)) for n, second in enumerate(chosen)]
    )


@given(worlds(seconds | st.none()), st.integers(1, 7), st.booleans(), st.booleans())
def test_no_card_is_ever_missed(cards: list[Card], limit: int, offsets: bool, exclusive: bool) -> None:
    source = Sansan(cards, limit, offsets, exclusive)
    assert Counter(ids(read(source))) == Counter(c.id for c in cards)


@given(
    worlds(seconds), st.integers(1, 7), st.booleans(), st.lists(st.lists(st.integers(0, 39), max_size=3), max_size=12)
)
def test_no_card_is_missed_while_others_are_edited(
    cards: list[Card], limit: int, exclusive: bool, edits: list[list[int]]
) -> None:
    """Every card comes in its last state; one that is not edited comes once."""
    source, waiting = Sansan(cards, limit, exclusive=exclusive), list(edits)

    def edit(sansan: Sansan) -> None:
        for number in waiting.pop() if waiting else ():
            sansan.edit(f"C{number}")

    source.meanwhile = edit
    found = read(source)
    assert {c.id: c for c in found} == {c.id: c for c in source.cards}
    edited = {f"C{n}" for numbers in edits for n in numbers}
    assert all(count == 1 for name, count in Counter(ids(found)).items() if name not in edited)


def test_the_beginning_is_before_every_card() -> None:
    assert datetime(2007, 6, 11, tzinfo=UTC) > BEGINNING
