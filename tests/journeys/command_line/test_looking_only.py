"""Who only asks for the state of a set-up writes nothing to its memory, least of all beside a run."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from wizard.application.overview import ReadOverview
from wizard.services.home import Home
from wizard.standin.services import Standins
from wizard.transfer.ledger.schema import FILES
from wizard.wiring import Services


@pytest.fixture
def admin(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    admin = HastyAdministrator(tmp_path, standins.ready())
    admin.set_up()
    return admin


def folder(admin: HastyAdministrator) -> Path:
    return admin.folder / "home" / "profiles" / "production"


def contents(admin: HastyAdministrator) -> dict[str, bytes]:
    """Every file but those by which SQLite's readers share a file that is written."""
    files = (file for file in folder(admin).rglob("*") if file.is_file())
    return {str(file): file.read_bytes() for file in files if not file.name.endswith(("-wal", "-shm"))}


def make_older(admin: HastyAdministrator) -> None:
    """Put the memory as the version before wrote it: its last step added a column and a table."""
    with closing(sqlite3.connect(folder(admin) / "ledger.sqlite", isolation_level=None)) as file:
        file.executescript("DROP TABLE link_asked; ALTER TABLE link_rows DROP COLUMN notes;")
        file.execute(f"PRAGMA user_version = {FILES['main'].version - 1}")


def status(admin: HastyAdministrator) -> object:
    answer = admin.type("status", "--json")
    assert answer.code == 0, answer.stderr
    return answer.json["cards_sent"]


def at_home(admin: HastyAdministrator) -> object:
    [summary] = ReadOverview("en").run(Services(home=Home(admin.folder / "home"))).profiles
    assert summary.trouble is None
    return summary.sent


LOOKS = [status, at_home]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("held", [True, False])
def test_a_memory_of_an_earlier_version_is_read_as_it_is(
    admin: HastyAdministrator, look: Callable[[HastyAdministrator], object], held: bool
) -> None:
    sent = admin.sync()["created"]
    make_older(admin)
    before = contents(admin)
    if held:
        with Home(admin.folder / "home").run_lock("production"):
            assert look(admin) == sent
    else:
        assert look(admin) == sent
    assert contents(admin) == before
    assert admin.sync()["created"] == 0, "a transfer brings it up to date"
    assert look(admin) == sent


@pytest.mark.parametrize("look", LOOKS)
def test_before_the_first_transfer_no_memory_is_made(
    admin: HastyAdministrator, look: Callable[[HastyAdministrator], object]
) -> None:
    before = contents(admin)
    assert look(admin) == 0
    assert contents(admin) == before
