"""The rows of docs/faults.md about this computer: the memory of transfers cannot be written, was spoilt, is too new."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.command_line.bad_days import rows
from tests.journeys.command_line.people import CARD, Administrator, Answer, Salesforce

pytestmark = pytest.mark.posix("limits of a process (resource)")

ROWS = rows()
IDS = f"SELECT Id, Sansan_CI__BizCardId__c FROM {CARD}"

SMALL_FILES = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from wizard.cli import main
sys.exit(main(sys.argv[2:]))
"""


def type_with_files_of_at_most(limit: int, admin: Administrator, *words: str) -> Answer:
    """Run a command where no file may grow beyond so many bytes: to a program, a disk that is full."""
    command = [sys.executable, "-c", SMALL_FILES, str(limit), *words]
    done = subprocess.run(command, env=admin.environment(), capture_output=True, text=True, timeout=100, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("kilobytes", [40, 200, 400])
@pytest.mark.parametrize("standins", [{"cards": 700}], indirect=True)
def test_a_full_disk_stops_with_a_sentence_and_nothing_is_lost(
    admin: Administrator, salesforce: Salesforce, kilobytes: int
) -> None:
    admin.set_up()
    stopped = type_with_files_of_at_most(kilobytes * 1024, admin, "sync", "--json", "--lang", "en")
    assert stopped.code == ROWS["disk-full"].exit, stopped.stderr
    assert ROWS["disk-full"].sees in stopped.json["message"]
    assert "Traceback" not in stopped.stderr
    done = admin.sync()
    records = salesforce.query(IDS)
    assert len({r["Sansan_CI__BizCardId__c"] for r in records}) == len(records) == done["cards_read"]


@pytest.mark.parametrize("spoil", ["cut", "overwritten"])
def test_a_spoilt_ledger_is_said_and_made_anew_on_request(
    admin: Administrator, salesforce: Salesforce, spoil: str
) -> None:
    admin.set_up()
    done = admin.sync()
    before = salesforce.query(IDS)
    (file,) = (admin.folder / "home").rglob("ledger.sqlite")
    whole = file.read_bytes()
    file.write_bytes(whole[:6000] if spoil == "cut" else b"\xa5" * len(whole))
    refused = admin.type("sync", "--json", "--lang", "en")
    assert refused.code == ROWS["ledger-spoilt"].exit
    assert ROWS["ledger-spoilt"].sees in refused.json["message"]
    mended = admin.type("sync", "--full", "--json", "--lang", "en")
    assert mended.code == 0, mended.stderr
    assert "It is kept under another name" in mended.stderr
    assert (mended.json["created"], mended.json["unchanged"]) == (0, done["cards_read"])
    assert salesforce.query(IDS) == before
    assert [kept.suffix for kept in _kept(file.parent)] == [".sqlite"]
    assert json.loads(admin.type("status", "--json").stdout)["cards_sent"] == done["cards_read"]


def test_a_ledger_of_a_newer_program_is_left_alone(admin: Administrator) -> None:
    admin.set_up()
    done = admin.sync()
    (file,) = (admin.folder / "home").rglob("ledger.sqlite")
    with closing(sqlite3.connect(file)) as ledger:
        ledger.execute("PRAGMA user_version = 99")
    for words in (("sync",), ("sync", "--full"), ("status",), ("undo", done["run"])):
        refused = admin.type(*words, "--json", "--lang", "en")
        assert refused.code == ROWS["ledger-newer"].exit
        assert ROWS["ledger-newer"].sees in refused.json["message"]
    with closing(sqlite3.connect(file)) as ledger:
        assert ledger.execute("PRAGMA user_version").fetchone() == (99,)


def _kept(folder: Path) -> list[Path]:
    return list(folder.glob("damaged-*-ledger.sqlite"))
