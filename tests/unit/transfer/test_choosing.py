"""Which cards a run takes, and what taking it back puts back."""

from __future__ import annotations

import pytest

from tests.unit.transfer.rows import sent
from tests.unit.transfer.sansan import NOW, START, Sansan, at, card
from wizard.domain.card import BEGINNING
from wizard.domain.outcome import FAILED
from wizard.domain.run import FULL, MISSING, RETRY, SYNC
from wizard.transfer.choosing import cards_to_take
from wizard.transfer.ledger import Ledger

MARK = at(3600)


def taken(ledger: Ledger, kind: str, source: Sansan) -> tuple[list[str], bool]:
    """The cards of the next run, and whether the mark would follow it."""
    arrivals = list(cards_to_take(ledger.runs.begin(kind), source, ledger, NOW))
    return [card.id for cards, _ in arrivals for card in cards], any(reached for _, reached in arrivals)


def earlier(ledger: Ledger, failed: list[str]) -> None:
    """A transfer that ended, with failures."""
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1"), *(sent(card_id, FAILED, "row:X") for card_id in failed)])
    ledger.runs.advance(MARK)
    ledger.runs.end(run.id, "completed_with_errors", 1)


@pytest.mark.parametrize(
    ("kind", "cards", "moves"),
    [
        (SYNC, ["C2", "C3"], True),
        (FULL, ["C1", "C2", "C3"], True),
        (RETRY, ["C2"], False),
        (MISSING, ["C1", "C2", "C3"], False),
    ],
)
def test_each_kind_takes_its_cards(ledger: Ledger, kind: str, cards: list[str], moves: bool) -> None:
    earlier(ledger, ["C2"])
    source = Sansan([card(1, START), card(2, at(1)), card(3, at(4000))])
    assert taken(ledger, kind, source) == (cards, moves)


@pytest.mark.parametrize("kind", [SYNC, RETRY, MISSING])
def test_taking_back_what_was_older_than_the_mark_lets_the_next_run_find_it(ledger: Ledger, kind: str) -> None:
    earlier(ledger, ["C2"])
    taken(ledger, kind, Sansan([card(1, START), card(2, at(1))]))
    run = ledger.runs.last_run()
    assert run is not None
    ledger.runs.mark_undone(run.id, ledger.runs.begin_undo(run.id).id)
    assert ledger.runs.watermark() == BEGINNING


def test_many_failed_cards_are_found_by_reading_everything(ledger: Ledger) -> None:
    failed = [f"C{number}" for number in range(2, 102)]
    earlier(ledger, [*failed, "gone"])
    source = Sansan([card(number, at(number)) for number in range(200)], limit=50)
    assert sorted(taken(ledger, RETRY, source)[0]) == sorted(failed)
    assert len(source.asked) < len(failed)
    assert sorted(ledger.failures.cards()) == sorted(failed), "a card Sansan shows no longer is dropped"
