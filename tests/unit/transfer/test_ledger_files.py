from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from tests.unit.transfer.rows import NOTES, change, sent
from wizard.domain.errors import SetupMustChange
from wizard.domain.outcome import Outcome
from wizard.domain.plan import Known
from wizard.domain.results import StoredRecord
from wizard.transfer.ledger import Job, Ledger, Run, Written, put_aside_damaged
from wizard.transfer.ledger.schema import FILES

# Jobs


def test_a_job_left_open_comes_back_with_its_rows(tmp_path: Path) -> None:
    before = Ledger(tmp_path)
    run = before.runs.begin()
    job = before.jobs.open(run.id, "bulk", [change("C1", notes=NOTES), change("C2", creates=False)])
    other = before.jobs.open(run.id, "collections", [change("C3")])
    before.jobs.name(job, "750X")
    before.close()
    ledger = Ledger(tmp_path)
    assert ledger.jobs.left_open() == [Job(job, run.id, "bulk", "750X"), Job(other, run.id, "collections", "")]
    rows = {c.card_id: c for c in ledger.jobs.changes(job)}
    assert (rows["C1"].creates, rows["C1"].notes, rows["C1"].recipient_id) == (True, NOTES, "005H")
    assert (rows["C2"].creates, rows["C2"].salesforce_id, rows["C2"].fingerprint) == (False, "a00C2", b"C2")
    ledger.jobs.close(job)
    assert ledger.jobs.left_open() == [Job(other, run.id, "collections", "")]
    assert ledger.jobs.changes(job) == []
    ledger.close()


def test_no_content_of_a_card_is_in_any_file(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    run = ledger.runs.begin()
    ledger.jobs.open(run.id, "bulk", [change("C1")])
    ledger.outcomes.settle(run.id, [sent("C1")])
    ledger.close()
    assert not any("部長".encode() in file.read_bytes() for file in tmp_path.iterdir())


# Before-images


def test_the_first_before_image_of_a_run_is_kept(tmp_path: Path, ledger: Ledger) -> None:
    run = ledger.runs.begin()
    for title in ("部長", "課長"):
        ledger.images.keep(run.id, [StoredRecord("C1", "a00C1", "005H", "2026-01-01", {"Title__c": title})])
    ledger.images.keep("later", [StoredRecord("C1", "a00C1", "005H", "2026-01-02", {"Title__c": "課長"})])
    ledger.images.keep(run.id, [])
    images = sqlite3.connect(tmp_path / "before.sqlite")
    rows = images.execute("SELECT run = ?, salesforce_id, fields FROM images ORDER BY modified", (run.id,)).fetchall()
    images.close()
    assert rows == [(1, "a00C1", '{"Title__c": "\\u90e8\\u9577"}'), (0, "a00C1", '{"Title__c": "\\u8ab2\\u9577"}')]


def test_a_copy_for_a_rehearsal_holds_no_before_images_and_is_gone_afterwards(tmp_path: Path, ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1")])
    ledger.images.keep(run.id, [StoredRecord("C1", "a00C1", "005H", "2026-01-01", {"Title__c": "部長"})])
    (tmp_path / "preview-killed").mkdir()
    (tmp_path / "preview-killed" / "before.sqlite").write_bytes(b"what a killed one left behind")
    with ledger.copied() as folder, Ledger(folder) as copy:
        assert copy.cards.totals() == (1, 0)
        assert copy.images.of(run.id, ["C1"]) == {}
        assert [found.name for found in tmp_path.glob("preview-*")] == [folder.name]
    assert not list(tmp_path.glob("preview-*"))


# Files


@pytest.mark.posix("modes of files")
def test_every_file_is_for_the_owner_only(tmp_path: Path, ledger: Ledger) -> None:
    ledger.runs.begin()
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} >= {"ledger.sqlite", "before.sqlite"}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


@pytest.mark.parametrize("name", ["ledger.sqlite", "before.sqlite"])
def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path, name: str) -> None:
    Ledger(tmp_path).close()
    newer = sqlite3.connect(tmp_path / name)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(SetupMustChange) as caught:
        Ledger(tmp_path)
    assert caught.value.code == "ledger_too_new"


@pytest.mark.parametrize("name", ["ledger.sqlite", "before.sqlite"])
@pytest.mark.parametrize(
    "damage", [b"this is no database at all, not by any means", b"\0" * 4096, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_ledger_is_said_to_be_unreadable(tmp_path: Path, name: str, damage: bytes) -> None:
    (tmp_path / name).write_bytes(damage)
    with pytest.raises(SetupMustChange) as caught:
        Ledger(tmp_path)
    assert caught.value.code == "ledger_damaged"
    assert (tmp_path / name).read_bytes() == damage


def test_a_place_where_no_ledger_can_be(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").mkdir()
    with pytest.raises(SetupMustChange) as caught:
        Ledger(tmp_path)
    assert (caught.value.code, caught.value.details) == (
        "ledger_unreadable",
        {"file": str(tmp_path / "ledger.sqlite")},
    )


def damage_inside(folder: Path) -> None:
    """Make a ledger of many cards, then spoil all but its first pages."""
    with Ledger(folder) as ledger:
        run = ledger.runs.begin()
        ledger.outcomes.settle(run.id, [sent(f"C{n}") for n in range(3_000)])
    file = folder / "ledger.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))


def test_a_ledger_damaged_inside_is_said_to_be_so(tmp_path: Path) -> None:
    damage_inside(tmp_path)
    with pytest.raises(SetupMustChange) as caught, Ledger(tmp_path) as damaged:
        damaged.cards.known(["C1"])
        damaged.cards.totals()
        list(damaged.outcomes.of_run("any"))
    assert caught.value.code == "ledger_damaged"


def test_only_a_damaged_ledger_is_put_aside_and_none_of_it_lost(tmp_path: Path) -> None:
    damage_inside(tmp_path)
    spoilt = (tmp_path / "ledger.sqlite").read_bytes()
    assert put_aside_damaged(tmp_path)
    (kept,) = tmp_path.glob("damaged-*-ledger.sqlite")
    assert kept.read_bytes() == spoilt
    assert not list(tmp_path.glob("damaged-*-before.sqlite")), "what stood on cards is not kept without need"
    assert not put_aside_damaged(tmp_path)
    with Ledger(tmp_path) as ledger:
        assert ledger.cards.totals() == (0, 0)
        ledger.runs.begin()
    assert not put_aside_damaged(tmp_path)
    with Ledger(tmp_path) as ledger:
        assert ledger.runs.last_run()


@pytest.mark.posix("modes of files")
@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_ledger_of_an_older_program_is_copied_and_brought_up_to_date(tmp_path: Path, version: int) -> None:
    write_older(tmp_path / "ledger.sqlite", version)
    with Ledger(tmp_path) as ledger:
        assert ledger.cards.known(["B", "A"]) == {"A": Known("a01", b"print", "tanaka@example.co.jp", "005A")}
        assert (ledger.cards.totals(), ledger.failures.cards()) == ((1, 1), ["B"])
        assert list(ledger.cards.owned("tanaka@example.co.jp", "005B")) == [("A", ledger.cards.known(["A"])["A"])]
        assert list(ledger.outcomes.of_run("run-1")) == [
            Outcome("A", "a01", "created", ""),
            Outcome("B", "", "failed", "row_refused", "too long"),
            Outcome("C", "", "skipped", "owner_skipped"),
        ]
        assert ledger.cards.written_at(["A"]) == {"A": "2026-01-02T00:00:00+00:00"}
        assert ledger.jobs.left_open() == [Job(7, "run-1", "bulk", "750X")]
        (row,) = ledger.jobs.changes(7)
        assert (row.card_id, row.fingerprint, row.recipient_id, row.notes) == ("B", b"later", "005B", NOTES)
        assert ledger.undoing.written("run-1", "undo") == [Written("A", "a01", True, "2026-01-02T00:00:00+00:00")]
        ledger.findings.add("run-1", [("A", "a01"), ("D", "a04")])
        assert ledger.findings.cards("run-1", "not_ours") == ["D"]
    copy = tmp_path / f"ledger-v{version}.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as before:
        assert before.execute("PRAGMA user_version").fetchone() == (version,)
        cards = "cards" if version < 3 else "cards JOIN ids USING (card)"
        assert before.execute(f"SELECT card_id FROM {cards} ORDER BY card_id").fetchall() == [("A",), ("B",)]


def test_an_older_before_image_learns_which_run_wrote_before(tmp_path: Path) -> None:
    """Taking back the later of two runs leaves the earlier one as if nobody had touched its record."""
    write_older(tmp_path / "ledger.sqlite", 3)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as older:
        older.executescript(
            """
            INSERT INTO runs (id, kind, state, started, mark_before) VALUES
              ('run-2', 'sync', 'completed', '2026-01-03T00:00:00+00:00', '2000-01-01T00:00:00+00:00');
            INSERT INTO outcomes SELECT 'run-2', card, 'a01', 'updated', '', '', '', '2026-01-03T00:00:00+00:00'
              FROM ids WHERE card_id = 'A';
            """
        )
    with closing(sqlite3.connect(tmp_path / "before.sqlite")) as images:
        images.executescript(FILES["before"].steps[0].replace("before.images", "images"))
        row = ("run-2", "A", "a01", "005A", "2026-01-01T23:59:59+00:00", "{}", 1, b"print", "tanaka@example.co.jp")
        images.execute("INSERT INTO images VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '005A')", row)
        images.execute("PRAGMA user_version = 1")
        images.commit()
    with Ledger(tmp_path) as ledger:
        ledger.undoing.put_back("run-2", ledger.images.of("run-2", ["A"]).values(), "2026-01-04T00:00:00+00:00")
        assert ledger.undoing.written("run-1", "none")[0].written == "2026-01-04T00:00:00+00:00"
        assert ledger.cards.written_at(["A"]) == {"A": "2026-01-04T00:00:00+00:00"}


def write_older(file: Path, version: int) -> None:
    """Write the ledger that an earlier program left behind."""
    with closing(sqlite3.connect(file)) as older:
        older.executescript("".join(FILES["main"].steps[:version]))
        older.executescript(
            """
            INSERT INTO runs (id, kind, state, started, mark_before) VALUES
              ('run-1', 'sync', 'completed', '2026-01-01T00:00:00+00:00', '2000-01-01T00:00:00+00:00');
            INSERT INTO jobs VALUES (7, 'run-1', 'bulk', '750X');
            INSERT INTO job_rows VALUES
              (7, 'B', CAST('later' AS BLOB), 'tanaka@example.co.jp', '005B', 1, '',
               '[["shortened", "memo", 255], ["left_out", "email", 0]]');
            """
        )
        numbers = {"A": 3, "B": 2, "C": 1}
        if version == 3:
            older.executemany("INSERT INTO ids VALUES (?, ?)", ((number, name) for name, number in numbers.items()))
        for table, rows in _ROWS.items():
            for row in rows:
                values = [numbers.get(value, value) if version == 3 else value for value in row]
                older.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
        older.execute(f"PRAGMA user_version = {version}")
        older.commit()


_ROWS = {
    "cards": [
        ("A", "a01", b"print", "tanaka@example.co.jp", "005A", "", 0, "run-1"),
        ("B", "", b"", "", "", "row_refused", 0, "run-1"),
    ],
    "outcomes": [
        ("run-1", "A", "a01", "created", "", "", "", "2026-01-02T00:00:00+00:00"),
        ("run-1", "B", "", "failed", "row_refused", "too long", "", ""),
        ("run-1", "C", "", "skipped", "owner_skipped", "", "", ""),
    ],
}


def test_status_can_be_read_while_a_run_writes(tmp_path: Path, ledger: Ledger) -> None:
    run = ledger.runs.begin()
    ledger.outcomes.settle(run.id, [sent("C1")])
    reader = Ledger(tmp_path)
    assert reader.cards.totals() == (1, 0)
    ledger.outcomes.settle(run.id, [sent("C2")])
    assert reader.cards.totals() == (2, 0)
    reader.close()


def test_a_new_ledger_may_be_opened_by_several_at_once(tmp_path: Path) -> None:
    for number in range(20):
        folder = tmp_path / str(number)
        folder.mkdir()
        together = Barrier(4)

        def open_it(folder: Path = folder, together: Barrier = together) -> Run | None:
            together.wait()
            with closing(Ledger(folder)) as ledger:
                return ledger.runs.last_run()

        with ThreadPoolExecutor(4) as pool:
            assert [each.result() for each in [pool.submit(open_it) for _ in range(4)]] == [None] * 4


WRITER = """
import sys
from pathlib import Path
from wizard.transfer.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
run = ledger.runs.begin()
sender = Ledger(Path(sys.argv[1]))
print("opened", flush=True)
sys.stdin.readline()
sender.jobs.open(run.id, "bulk", [])
print("written", flush=True)
sys.stdin.readline()
"""


def test_who_only_looks_takes_nothing_from_a_run_that_is_killed_later(tmp_path: Path) -> None:
    """A run has several connections; opening another one once dropped the locks of those before it."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdin=pipe, stdout=pipe, text=True) as writer:
        assert writer.stdin and writer.stdout
        assert writer.stdout.readline() == "opened\n"
        with Ledger(tmp_path) as reader:
            assert reader.jobs.left_open() == []
        writer.stdin.write("write\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "written\n"
        writer.kill()
    with Ledger(tmp_path) as after:
        assert len(after.jobs.left_open()) == 1
