from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.transfer.rows import NOTES, change, sent
from tests.unit.transfer.sansan import START
from wizard.domain.card import BEGINNING
from wizard.domain.errors import Interrupted
from wizard.domain.outcome import (
    CHANGED_SINCE,
    CREATED,
    DELETED,
    FAILED,
    LEFT,
    SKIPPED,
    UNCHANGED,
    UPDATED,
    Outcome,
)
from wizard.domain.plan import Change, Known
from wizard.domain.results import StoredRecord
from wizard.domain.run import FULL
from wizard.transfer.ledger import Ledger, Written


def outcomes(ledger: Ledger, run: str) -> dict[str, str]:
    return {o.card_id: o.outcome for o in ledger.outcomes.of_run(run)}


def test_an_empty_ledger(ledger: Ledger) -> None:
    assert ledger.runs.last_run() is None
    assert ledger.cards.totals() == (0, 0)
    assert ledger.runs.watermark() == BEGINNING
    assert (ledger.cards.known(["C1"]), ledger.failures.cards(), ledger.jobs.left_open()) == ({}, [], [])


# Runs


def test_a_run_that_ended_is_followed_by_another(ledger: Ledger) -> None:
    first = ledger.runs.begin()
    assert (first.state, first.kind, first.continued) == ("running", "sync", False)
    ledger.runs.end(first.id, "completed", 1.5)
    second = ledger.runs.begin()
    assert second.id != first.id
    assert not second.continued
    assert ledger.runs.last_run() == ledger.runs.run(second.id)


def test_runs_of_the_same_second_have_different_ids(ledger: Ledger) -> None:
    ids = []
    for _ in range(5):
        ids.append(ledger.runs.begin().id)
        ledger.runs.end(ids[-1], "completed_with_errors", 0)
    assert len(set(ids)) == 5


@pytest.mark.parametrize("state", ["paused", "failed", None])
def test_a_run_that_did_not_end_is_continued(tmp_path: Path, state: str | None) -> None:
    """None: the process was killed."""
    before = Ledger(tmp_path)
    first = before.runs.begin()
    if state:
        before.runs.end(first.id, state, 2.0, Interrupted("no_answer", host="api.example"))
    before.close()
    ledger = Ledger(tmp_path)
    again = ledger.runs.begin()
    ledger.runs.end(again.id, "completed", 1.0)
    done = ledger.runs.run(first.id)
    ledger.close()
    assert (again.id, again.continued, again.trouble_code) == (first.id, True, "")
    assert (done.state, done.seconds) == ("completed", 3.0 if state else 1.0)


def test_a_run_remembers_what_stopped_it(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.runs.end(run.id, "paused", 1, Interrupted("server_fault", host="api.example", status=503))
    stopped = ledger.runs.run(run.id)
    assert (stopped.trouble_code, stopped.trouble_details) == (
        "server_fault",
        {"host": "api.example", "status": 503},
    )


# Cards and outcomes


def test_what_was_sent_is_known(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1"), sent("C2", UPDATED)])
    assert ledger.cards.known(["C1", "C2", "C3"]) == {
        "C1": Known("a00C1", b"C1", "hanako@c.example", "005H"),
        "C2": Known("a00C2", b"C2", "hanako@c.example", "005H"),
    }
    assert ledger.cards.totals() == (2, 0)


def test_counts_by_outcome(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1"), sent("C2"), sent("C3", UPDATED), sent("C4", FAILED, "row:X")])
    ledger.outcomes.note(run.id, [Outcome("C5", "", SKIPPED, "owner_excluded"), Outcome("C6", "a00C6", UNCHANGED)])
    assert ledger.outcomes.counts(run.id) == {CREATED: 2, UPDATED: 1, FAILED: 1, SKIPPED: 1, UNCHANGED: 1}
    assert ledger.outcomes.counts("another") == {}


def test_an_outcome_keeps_its_reason_and_notes(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    wanted = Outcome("C1", "", FAILED, "row:X", "the org's words", NOTES)
    ledger.outcomes.settle(run.id, [(change("C1"), wanted)])
    assert list(ledger.outcomes.of_run(run.id)) == [wanted]


@pytest.mark.parametrize(
    ("first", "then", "stands"),
    [
        (CREATED, UPDATED, CREATED),
        (CREATED, FAILED, FAILED),
        (FAILED, CREATED, CREATED),
        (FAILED, UPDATED, UPDATED),
        (UPDATED, UPDATED, UPDATED),
    ],
)
def test_a_card_sent_twice_in_a_run_has_one_outcome(ledger: Ledger, first: str, then: str, stands: str) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1", first, "row:X" if first == FAILED else "")])
    ledger.outcomes.settle(run.id, [sent("C1", then, "row:X" if then == FAILED else "")])
    assert outcomes(ledger, run.id) == {"C1": stands}


@pytest.mark.parametrize("first", [CREATED, UPDATED])
def test_what_is_refused_after_it_was_written_is_shown_and_still_taken_back(ledger: Ledger, first: str) -> None:
    run, undo = ledger.runs.begin().id, "undo"
    ledger.outcomes.settle(run, [sent("C1", first)], "2026-01-02T00:00:00+00:00")
    refused = Outcome("C1", "", FAILED, "row:X", "the org's words", NOTES)
    ledger.outcomes.settle(run, [(change("C1", creates=False), refused)], "2026-01-03T00:00:00+00:00")
    assert list(ledger.outcomes.of_run(run)) == [refused._replace(salesforce_id="a00C1")]
    assert ledger.undoing.written(run, undo) == [Written("C1", "a00C1", first == CREATED, "2026-01-02T00:00:00+00:00")]
    ledger.outcomes.settle(run, [sent("C1", UPDATED)], "2026-01-04T00:00:00+00:00")
    assert outcomes(ledger, run) == {"C1": first}
    assert ledger.undoing.written(run, undo) == [Written("C1", "a00C1", first == CREATED, "2026-01-04T00:00:00+00:00")]


def test_a_refused_card_that_needs_no_write_any_more_ends_as_what_the_run_wrote(ledger: Ledger) -> None:
    run = ledger.runs.begin().id
    ledger.outcomes.settle(run, [sent("C1"), sent("C2", FAILED, "row:X")])
    ledger.outcomes.settle(run, [(change("C1", creates=False), Outcome("C1", "a00C1", FAILED, "row:X"))])
    ledger.outcomes.note(run, [Outcome("C1", "a00C1", UNCHANGED), Outcome("C2", "", SKIPPED, "owner_excluded")])
    assert outcomes(ledger, run) == {"C1": CREATED, "C2": SKIPPED}
    assert ledger.failures.cards() == []


def test_what_a_run_wrote_stands_when_the_card_is_met_again(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1")])
    ledger.outcomes.note(run.id, [Outcome("C1", "a00C1", UNCHANGED)])
    assert outcomes(ledger, run.id) == {"C1": CREATED}


def test_a_failed_card_is_remembered_until_it_is_cured(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1", FAILED, "row:X"), sent("C2", FAILED, "row:X"), sent("C3")])
    assert sorted(ledger.failures.cards()) == ["C1", "C2"]
    assert ledger.cards.totals() == (1, 2)
    ledger.outcomes.settle(run.id, [sent("C1")])
    ledger.outcomes.note(run.id, [Outcome("C2", "", SKIPPED, "owner_excluded")])
    assert ledger.failures.cards() == []
    assert ledger.cards.totals() == (2, 0)


def test_a_card_that_fails_keeps_what_was_sent_before(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1")])
    ledger.outcomes.settle(run.id, [(change("C1", creates=False), Outcome("C1", "a00C1", FAILED, "row:X"))])
    assert ledger.cards.known(["C1"])["C1"] == Known("a00C1", b"C1", "hanako@c.example", "005H")
    assert ledger.failures.cards() == ["C1"]


def test_a_failed_card_gone_from_sansan_is_forgotten(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1", FAILED, "row:X")])
    ledger.failures.forget("C1")
    assert ledger.failures.cards() == []


def test_nothing_is_recorded_of_a_batch_that_breaks(ledger: Ledger) -> None:
    run = ledger.runs.begin()

    def breaking() -> Iterator[tuple[Change, Outcome]]:
        yield sent("C1")
        raise Interrupted("stopped_by_person")

    with pytest.raises(Interrupted):
        ledger.outcomes.settle(run.id, breaking())
    assert (ledger.outcomes.counts(run.id), ledger.cards.totals()) == ({}, (0, 0))


# Owners


def test_owned_gives_the_cards_of_an_owner_under_another_recipient(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(
        run.id, [sent("C1", recipient="005A"), sent("C2", recipient="005B"), sent("C3", FAILED, "row:X")]
    )
    assert [card_id for card_id, _ in ledger.cards.owned("hanako@c.example", not_by="005B")] == ["C1"]
    assert list(ledger.cards.owned("nobody@c.example", not_by="005B")) == []


def test_an_owner_whose_id_is_met_is_known_by_it_everywhere(ledger: Ledger) -> None:
    first = ledger.runs.begin()
    by_id = change("C3", "005B")._replace(owner_key="id:u1")
    ledger.outcomes.settle(first.id, [sent("C1", recipient="005A"), sent("C2", recipient="005B")])
    ledger.outcomes.settle(first.id, [(by_id, Outcome("C3", "a00C3", CREATED))])
    ledger.runs.end(first.id, "completed", 1)
    second = ledger.runs.begin()
    ledger.images.keep(second.id, [StoredRecord("C1", "a00C1", "005A", "2026-01-01T00:00:00+00:00", {})])
    ledger.cards.rename_owners({"hanako@c.example": "id:u1", "nobody@c.example": "id:u9"})
    known = {card_id: (k.owner_key, k.owner_id) for card_id, k in ledger.cards.known(["C1", "C2", "C3"]).items()}
    assert known == {"C1": ("id:u1", "005A"), "C2": ("id:u1", "005B"), "C3": ("id:u1", "005B")}
    assert sorted(ledger.cards.by_owner()) == [("id:u1", "005A", 1), ("id:u1", "005B", 2)]
    ledger.outcomes.settle(second.id, [sent("C1", UPDATED)])
    ledger.undoing.take_back(second.id, ledger.runs.begin_undo(second.id).id, [Outcome("C1", "a00C1", "restored")])
    assert ledger.cards.known(["C1"])["C1"].owner_key == "id:u1", "what an undo brings back, too"


def test_owned_pages_on_while_cards_are_settled(ledger: Ledger) -> None:
    run, names = ledger.runs.begin(), [f"C{n:05}" for n in range(2_500)]
    ledger.outcomes.settle(run.id, [sent(name, recipient="005A") for name in names])
    met = []
    for card_id, known in ledger.cards.owned("hanako@c.example", not_by="005B"):
        met.append(card_id)
        assert known.owner_id == "005A"
        if len(met) % 700 == 0:
            ledger.outcomes.settle(run.id, [sent(name, UPDATED, recipient="005B") for name in met[-700:]])
    assert met == names


def test_noting_nothing_waits_for_nobody(ledger: Ledger, tmp_path: Path) -> None:
    run = ledger.runs.begin().id
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        ledger.outcomes.note(run, [])
    assert outcomes(ledger, run) == {}


# The mark


def test_the_mark_never_goes_back_by_itself(ledger: Ledger) -> None:
    ledger.runs.advance(START)
    ledger.runs.advance(START - timedelta(days=1))
    assert ledger.runs.watermark() == START
    ledger.runs.start_over("1")
    assert ledger.runs.watermark() == BEGINNING


def test_the_mark_and_other_texts_last(tmp_path: Path) -> None:
    before = Ledger(tmp_path)
    assert before.runs.field_map() == ""
    before.runs.start_over("1")
    before.runs.start_over("2")
    before.runs.advance(START)
    before.close()
    ledger = Ledger(tmp_path)
    assert (ledger.runs.watermark(), ledger.runs.field_map()) == (START, "2")
    ledger.close()


def test_taking_back_a_run_that_read_everything_again_lets_the_next_one_do_so_too(ledger: Ledger) -> None:
    ledger.runs.advance(START)
    ledger.runs.end(ledger.runs.begin().id, "completed", 1)
    full = ledger.runs.begin(FULL)
    ledger.runs.advance(START)
    ledger.runs.end(full.id, "completed", 1)
    ledger.runs.mark_undone(full.id, ledger.runs.begin_undo(full.id).id)
    assert ledger.runs.watermark() == BEGINNING, "what it wrote may be older than the mark"


# Records that Salesforce refused to take back


def test_a_run_counts_as_taken_back_once_no_record_is_left_open(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1"), sent("C2"), sent("C3")])
    ledger.runs.end(run.id, "paused", 1)
    undo = ledger.runs.begin_undo(run.id)
    final = Outcome("C1", "a00C1", LEFT, CHANGED_SINCE)
    refused = [Outcome(card, f"a00{card}", LEFT, "row:UNABLE_TO_LOCK_ROW") for card in ("C2", "C3")]
    ledger.undoing.take_back(run.id, undo.id, [final, *refused])
    ledger.runs.mark_undone(run.id, undo.id)
    assert not ledger.runs.run(run.id).undone
    ledger.undoing.reopen(undo.id, ["C2", "C1"])
    assert [w.card_id for w in ledger.undoing.written(run.id, undo.id)] == ["C2"], "what is final is not tried again"
    ledger.undoing.reopen(undo.id)
    assert [w.card_id for w in ledger.undoing.written(run.id, undo.id)] == ["C2", "C3"]
    ledger.undoing.take_back(run.id, undo.id, [Outcome(card, f"a00{card}", DELETED) for card in ("C2", "C3")])
    ledger.runs.mark_undone(run.id, undo.id)
    assert ledger.runs.run(run.id).undone


def test_a_stopped_run_that_is_being_taken_back_is_not_continued(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.runs.end(run.id, "paused", 1)
    ledger.runs.begin_undo(run.id)
    assert ledger.runs.begin().id != run.id


def test_which_values_did_not_go_as_they_are_is_remembered_with_the_card(ledger: Ledger) -> None:
    run = ledger.runs.begin()
    outcome = Outcome("C1", "a00C1", CREATED, notes=NOTES)
    ledger.outcomes.settle(run.id, [(change("C1", notes=NOTES), outcome), sent("C2")])
    ledger.runs.end(run.id, "completed", 1)
    ledger.outcomes.note(ledger.runs.begin().id, [Outcome("C1", "a00C1", UNCHANGED)])
    assert ledger.cards.last_notes(["C1", "C2"]) == {"C1": NOTES}


def test_a_run_names_everybody_who_signed_in_for_it(ledger: Ledger) -> None:
    begun = ledger.runs.begin(user="integration@example.com")
    for user in ("admin@example.com", "admin@example.com", ""):
        assert ledger.runs.begin(user=user).id == begun.id
    assert ledger.runs.run(begun.id).users == "integration@example.com, admin@example.com"
