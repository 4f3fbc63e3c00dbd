"""A process may end between any two statements: each method of the ledger leaves all of its work or none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.unit.transfer.rows import change, sent
from tests.unit.transfer.sansan import START
from wizard.domain.card import BEGINNING
from wizard.domain.outcome import DELETED, FAILED, UPDATED, Outcome
from wizard.domain.results import StoredRecord
from wizard.domain.run import FULL, SYNC
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.database import Database

State = tuple[Any, ...]


class Killed(BaseException):
    """The process ends here."""


def killed_after(statements: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process end instead of carrying out one more statement, the end of a transaction included."""
    execute, done = Database.execute, 0

    def counted(self: Database, sql: str, parameters: Any = (), /) -> Any:
        nonlocal done
        done += 1
        if done > statements:
            raise Killed
        return execute(self, sql, parameters)

    monkeypatch.setattr(Database, "execute", counted)


def state(folder: Path) -> State:
    """Return all that later runs go by."""
    with Ledger(folder) as ledger:
        runs = ledger.runs.last_runs(9)
        return (
            ledger.runs.watermark(),
            ledger.runs.field_map(),
            [(run.kind, run.undone) for run in runs],
            sorted(ledger.failures.cards()),
            {i: tuple(known) for i, known in ledger.cards.known(["C1", "C2", "C3"]).items()},
            len(ledger.jobs.left_open()),
            [written.card_id for run in runs for written in ledger.undoing.written(run.id, "none")],
            {run.id: sum(ledger.outcomes.counts(run.id).values()) for run in runs},
        )


def prepared(folder: Path) -> tuple[str, str, int]:
    """Make a ledger with a run, its undo, and rows on their way."""
    folder.mkdir()
    with Ledger(folder) as ledger:
        ledger.runs.start_over("1")
        ledger.runs.advance(START)
        run = ledger.runs.begin()
        ledger.images.keep(run.id, [StoredRecord("C2", "a00C2", "005H", "2026-01-01T00:00:00+00:00", {})])
        ledger.outcomes.settle(run.id, [sent("C1"), sent("C2", UPDATED)])
        job = ledger.jobs.open(run.id, "bulk", [change("C1", creates=False), change("C3")])
        ledger.runs.end(run.id, "completed", 1)
        return run.id, ledger.runs.begin_undo(run.id).id, job


Work = Callable[[Ledger, str, str, int], object]
FATES = [
    (change("C1", creates=False), Outcome("C1", "a00C1", FAILED, "row:X")),
    (change("C3"), Outcome("C3", "a00C3", UPDATED)),
]
IMAGE = StoredRecord("C2", "a00C2", "005H", "2026-01-01T00:00:00+00:00", {})
METHODS: dict[str, Work] = {
    "begin": lambda ledger, *_: ledger.runs.begin(SYNC),
    "begin a full run": lambda ledger, *_: ledger.runs.begin(FULL),
    "start over": lambda ledger, *_: ledger.runs.start_over("2"),
    "advance": lambda ledger, *_: ledger.runs.advance(START.replace(year=2030)),
    "note": lambda ledger, run, *_: ledger.outcomes.note(run, [Outcome("C3", "", "skipped", "owner_excluded")]),
    "settle": lambda ledger, run, _, job: ledger.outcomes.settle(run, FATES, "2026-01-02T00:00:00+00:00", job),
    "adopt": lambda ledger, run, *_: ledger.cards.adopt(run, [FATES[1]]),
    "put back": lambda ledger, run, *_: ledger.undoing.put_back(run, [IMAGE], "2026-01-03T00:00:00+00:00"),
    "take back": lambda ledger, run, undo, _: ledger.undoing.take_back(
        run, undo, [Outcome("C1", "a00C1", DELETED), Outcome("C2", "a00C2", "restored")]
    ),
    "rename owners": lambda ledger, *_: ledger.cards.rename_owners({"hanako@c.example": "id:u1"}),
    "doubt": lambda ledger, *_: ledger.cards.doubt([change("C2", "005B", creates=False)]),
    "mark undone": lambda ledger, run, undo, _: ledger.runs.mark_undone(run, undo),
}


@pytest.mark.parametrize("method", METHODS)
def test_each_method_does_all_or_nothing(tmp_path: Path, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = after = None
    for statements in range(40, -1, -1):
        folder = tmp_path / str(statements)
        run, undo, job = prepared(folder)
        ledger = Ledger(folder)
        started = state(folder)
        with monkeypatch.context() as patched:
            killed_after(statements, patched)
            with suppress(Killed):
                METHODS[method](ledger, run, undo, job)
        ledger.close()
        before, after = before or started, after or state(folder)
        names = {run: "run"}
        assert _named(state(folder), names) in (_named(before, names), _named(after, names))
    assert before != after or method == "put back"


def _named(found: State, names: dict[str, str]) -> tuple[object, ...]:
    """Leave out ids, which differ from one ledger to the next."""
    return (*found[:-1], sorted(found[-1].values()))


def test_a_run_taken_back_never_leaves_the_watermark_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for statements in range(8):
        folder = tmp_path / str(statements)
        prepared(folder)
        with Ledger(folder) as ledger:
            ledger.runs.end(ledger.runs.begin(FULL).id, "completed", 1)
            full = ledger.runs.last_run()
            assert full
            ledger.runs.advance(START)
            undo = ledger.runs.begin_undo(full.id).id
        ledger = Ledger(folder)
        with monkeypatch.context() as patched:
            killed_after(statements, patched)
            with suppress(Killed):
                ledger.runs.mark_undone(full.id, undo)
        ledger.close()
        with Ledger(folder) as ledger:
            assert ledger.runs.run(full.id).undone == (ledger.runs.watermark() == BEGINNING)
