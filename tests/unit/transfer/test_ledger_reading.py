"""Who only looks writes nothing: the ledger is read beside a process that holds the profile, whatever its version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.transfer.rows import sent
from wizard.domain.errors import SetupMustChange
from wizard.transfer.ledger import Ledger
from wizard.transfer.ledger.schema import FILES


def of_version(folder: Path, main: int, before: int) -> None:
    """Make the files of an earlier program, with one run."""
    with closing(sqlite3.connect(folder / FILES["main"].file, isolation_level=None)) as file:
        file.execute("ATTACH DATABASE ? AS before", (str(folder / FILES["before"].file),))
        for name, version in (("main", main), ("before", before)):
            steps = "".join(FILES[name].steps[:version])
            file.executescript(f"{steps} PRAGMA {name}.user_version = {version};")
    with closing(sqlite3.connect(folder / FILES["main"].file)) as file:
        file.execute(
            "INSERT INTO runs (id, kind, state, started, mark_before)"
            " VALUES ('20260101-000000', 'sync', 'completed', '2026-01-01T00:00:00+00:00', '')"
        )
        file.commit()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith(("-shm", "-wal"))}


@pytest.mark.parametrize("version", range(1, FILES["main"].version))
def test_a_file_of_an_earlier_version_is_read_and_stays_as_it_is(tmp_path: Path, version: int) -> None:
    of_version(tmp_path, version, 1 if version < 4 else 2)
    before = contents(tmp_path)
    with Ledger(tmp_path, only_read=True) as ledger:
        run = ledger.runs.last_run()
        assert run
        assert (run.id, run.state) == ("20260101-000000", "completed")
        assert ledger.cards.totals() == (0, 0)
        assert ledger.history.can_undo(datetime.now(UTC)) == {}
        assert ledger.outcomes.counts(run.id) == {}
    assert contents(tmp_path) == before


def test_what_a_process_is_just_writing_is_read_beside_it(tmp_path: Path) -> None:
    with Ledger(tmp_path) as writing:
        run = writing.runs.begin()
        writing.outcomes.settle(run.id, [sent("C1")])
        with Ledger(tmp_path, only_read=True) as ledger:
            assert ledger.cards.totals() == (1, 0)
            with pytest.raises(SetupMustChange):
                ledger.runs.begin()
        writing.outcomes.settle(run.id, [sent("C2")])


def test_where_nothing_was_remembered_nothing_is_made(tmp_path: Path) -> None:
    with Ledger(tmp_path, only_read=True) as ledger:
        assert (ledger.runs.last_run(), ledger.cards.totals()) == (None, (0, 0))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_only_begun_says_nothing_yet(tmp_path: Path) -> None:
    for schema in FILES.values():
        (tmp_path / schema.file).touch()
    with Ledger(tmp_path, only_read=True) as ledger:
        assert ledger.runs.last_run() is None


@pytest.mark.parametrize("begun", [("main",), ("before",), ("main", "before")])
def test_a_file_that_was_killed_before_its_tables_says_nothing_yet(tmp_path: Path, begun: tuple[str, ...]) -> None:
    """It holds no more than the way its log is kept."""
    Ledger(tmp_path).close()
    for name in begun:
        file = tmp_path / FILES[name].file
        file.unlink()
        with closing(sqlite3.connect(file)) as fresh:
            fresh.execute("PRAGMA journal_mode = WAL")
        assert file.stat().st_size
    with Ledger(tmp_path, only_read=True) as ledger:
        assert ledger.runs.last_run() is None
        assert ledger.cards.totals() == (0, 0)


@pytest.mark.parametrize("name", ["ledger.sqlite", "before.sqlite"])
@pytest.mark.parametrize(
    ("damage", "code"),
    [(b"this is no database at all, not by any means", "ledger_damaged"), (None, "ledger_too_new")],
)
def test_a_damaged_or_newer_file_is_said_to_be_so(tmp_path: Path, name: str, damage: bytes | None, code: str) -> None:
    Ledger(tmp_path).close()
    if damage:
        (tmp_path / name).write_bytes(damage)
    else:
        with closing(sqlite3.connect(tmp_path / name)) as newer:
            newer.execute("PRAGMA user_version = 99")
    with pytest.raises(SetupMustChange) as caught:
        Ledger(tmp_path, only_read=True)
    assert caught.value.code == code
