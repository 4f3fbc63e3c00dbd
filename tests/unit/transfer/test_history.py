"""How long a run can be taken back, and what of earlier runs is kept."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.transfer.rows import sent
from wizard.domain.errors import SetupMustChange
from wizard.domain.outcome import FAILED, UNCHANGED, UPDATED, Outcome
from wizard.domain.results import StoredRecord
from wizard.domain.run import SYNC
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger import history as module

NOW = datetime.now(UTC)


def run_of(ledger: Ledger, card_id: str = "", *, text: str = "") -> str:
    """A transfer that updated a card, or found nothing to do."""
    run = ledger.runs.begin(SYNC)
    if card_id:
        ledger.images.keep(run.id, [StoredRecord(card_id, f"a00{card_id}", "005H", NOW.isoformat(), {"Text__c": text})])
        ledger.outcomes.settle(run.id, [sent(card_id, UPDATED)])
        ledger.outcomes.note(run.id, [Outcome("other", "a00other", UNCHANGED)])
    ledger.runs.end(run.id, "completed", 1)
    return run.id


def made_earlier(folder: Path, run_id: str, days: float) -> None:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as file:
        started = (NOW - timedelta(days=days)).isoformat(timespec="seconds")
        file.execute("UPDATE runs SET started = ? WHERE id = ?", (started, run_id))
        file.commit()


def rows(folder: Path, table: str, file: str = "ledger") -> int:
    with closing(sqlite3.connect(folder / f"{file}.sqlite")) as opened:
        return int(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_quiet_runs_do_not_make_a_transfer_final(tmp_path: Path, ledger: Ledger) -> None:
    run = run_of(ledger, "C1")
    for _ in range(40):
        run_of(ledger)
        ledger.history.prune(NOW)
    assert list(ledger.history.can_undo(NOW)) == [run]
    assert ledger.undoing.possible(run)


def test_every_run_of_thirty_days_can_be_taken_back_and_the_last_ten_beyond(tmp_path: Path, ledger: Ledger) -> None:
    old = [run_of(ledger, f"C{n}") for n in range(12)]
    for run_id in old:
        made_earlier(tmp_path, run_id, 31)
    ledger.history.prune(NOW)
    assert list(ledger.history.can_undo(NOW)) == old[:1:-1], "the last ten"
    assert set(ledger.history.can_undo(NOW).values()) == {""}, "until later runs, not until a time"
    new = [run_of(ledger, f"D{n}") for n in range(11)]
    made_earlier(tmp_path, new[0], 29)
    ledger.history.prune(NOW)
    assert list(ledger.history.can_undo(NOW)) == new[::-1]
    until = datetime.fromisoformat(ledger.history.can_undo(NOW)[new[0]])
    assert abs(until - NOW - timedelta(days=1)) < timedelta(seconds=2)
    for run_id in old:
        with pytest.raises(SetupMustChange) as caught:
            ledger.runs.check_undo(run_id)
        assert caught.value.code == "undo_too_late"
    assert rows(tmp_path, "images", "before") == 11


def test_where_the_disk_is_small_the_oldest_go_first(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [run_of(ledger, f"C{n}", text="部長" * 20_000) for n in range(5)]
    usage = namedtuple("usage", "total used free")(4_000_000, 0, 0)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: usage)
    ledger.history.prune(NOW)
    left = list(ledger.history.can_undo(NOW))
    assert 1 <= len(left) < 5
    assert left == runs[::-1][: len(left)]


def test_counts_outlive_the_rows(tmp_path: Path, ledger: Ledger) -> None:
    run = run_of(ledger, "C1")
    before = ledger.outcomes.counts(run)
    for _ in range(6):
        run_of(ledger)
        ledger.history.prune(NOW)
    assert ledger.outcomes.counts(run) == before == {UPDATED: 1, UNCHANGED: 1}
    assert [w.card_id for w in ledger.undoing.written(run, "none")] == ["C1"]
    assert rows(tmp_path, "outcomes") == 1, "only what taking it back needs"


def test_the_file_does_not_grow_with_runs_that_fail_again(tmp_path: Path, ledger: Ledger) -> None:
    for _ in range(12):
        run = ledger.runs.begin(SYNC)
        ledger.outcomes.settle(run.id, [sent(f"C{n}", FAILED, "row:X") for n in range(100)])
        ledger.runs.end(run.id, "completed_with_errors", 1)
        ledger.history.prune(NOW)
    assert rows(tmp_path, "outcomes") <= module.REPORTS * 100


def test_quiet_runs_of_long_ago_are_forgotten_altogether(tmp_path: Path, ledger: Ledger) -> None:
    for _ in range(30):
        made_earlier(tmp_path, run_of(ledger), 40)
        ledger.history.prune(NOW)
    assert rows(tmp_path, "runs") <= module.REPORTS


def test_disconnecting_makes_final_what_needs_images(ledger: Ledger) -> None:
    run = run_of(ledger, "C1")
    ledger.history.forget_all()
    ledger.images.drop_all()
    assert list(ledger.history.can_undo(NOW)) == []
    with pytest.raises(SetupMustChange):
        ledger.runs.check_undo(run)
