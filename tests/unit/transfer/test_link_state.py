"""How far cards are linked, over all link runs and whatever is forgotten of earlier ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.unit.transfer.rows import sent
from tests.unit.transfer.test_history import made_earlier, rows
from wizard.domain.links import Choice, LinkOutcome, LinkState
from wizard.domain.outcome import RESTORED, Outcome
from wizard.domain.run import LINK, SYNC
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.links import LinkRow

NOW = datetime.now(UTC)
SEVERAL, LINKED, NOBODY = LinkOutcome.AMBIGUOUS, LinkOutcome.LINKED, LinkOutcome.UNMATCHED


def stored(ledger: Ledger, *cards: str) -> None:
    run = ledger.runs.begin(SYNC)
    ledger.outcomes.settle(run.id, [sent(card) for card in cards])
    ledger.runs.end(run.id, "completed", 1)


def look(ledger: Ledger, **found: LinkOutcome) -> str:
    """A link run that found this."""
    run = ledger.runs.begin(LINK)
    kinds = {"kind": "Contact", "target_id": "003A"}
    ledger.links.settle(run.id, [LinkRow(card, f"a00{card}", outcome, **kinds) for card, outcome in found.items()])
    ledger.runs.end(run.id, "completed", 1)
    return run.id


def state(ledger: Ledger) -> LinkState:
    found = ledger.link_state.now()
    assert found is not None
    return found


def test_without_a_link_run_there_is_nothing_to_say(ledger: Ledger) -> None:
    stored(ledger, "C1")
    assert ledger.link_state.now() is None


def test_linked_and_undecided_are_counted_and_a_decision_counts_at_once(tmp_path: Path, ledger: Ledger) -> None:
    stored(ledger, "C1", "C2", "C3", "C4")
    first = look(ledger, C1=LINKED, C2=SEVERAL, C3=SEVERAL, C4=NOBODY)
    made_earlier(tmp_path, first, 9)
    look(ledger, C2=SEVERAL, C3=SEVERAL)
    assert (state(ledger).linked, state(ledger).undecided) == (1, 2)
    assert (NOW - datetime.fromisoformat(state(ledger).since)).days == 9, "not when it was last looked at"
    ledger.links.choose("C2", Choice.NONE)
    assert state(ledger).undecided == 1
    ledger.links.choose("C3", Choice.NOT, "Contact", "003B")
    assert state(ledger).undecided == 1, "to rule one out decides nothing"
    ledger.links.unchoose("C2")
    assert state(ledger).undecided == 2


def test_what_was_taken_back_is_linked_no_more(ledger: Ledger) -> None:
    stored(ledger, "C1")
    run = look(ledger, C1=LINKED)
    undo = ledger.runs.begin_undo(run)
    ledger.links.take_back(undo.id, [Outcome("C1", "a00C1", RESTORED)])
    assert state(ledger).linked == 0


def test_many_small_runs_do_not_forget_who_is_undecided_and_since_when(tmp_path: Path, ledger: Ledger) -> None:
    stored(ledger, "C1", "C2", "C3")
    made_earlier(tmp_path, look(ledger, C1=SEVERAL, C2=SEVERAL), 40)
    for _ in range(12):
        look(ledger, C3=NOBODY)
        ledger.history.prune(NOW)
    assert (state(ledger).undecided, rows(tmp_path, "link_rows")) == (2, 2 + 3)
    assert (NOW - datetime.fromisoformat(state(ledger).since)).days == 40
    look(ledger, C1=SEVERAL, C2=NOBODY)
    for _ in range(6):
        look(ledger, C3=NOBODY)
        ledger.history.prune(NOW)
    assert (state(ledger).undecided, rows(tmp_path, "link_rows")) == (1, 1 + 3)
