"""Homes that may only be read, on a full disk, or shared: what is known there is told all the same."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.journeys.command_line.people import Administrator, Answer
from tests.journeys.command_line.test_memory import type_with_files_of_at_most

pytestmark = pytest.mark.posix("modes of files")
# The superuser may write everywhere, unless that right is given up.
WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]


def type_as_nobody_special(admin: Administrator, *words: str) -> Answer:
    prefix = WITHOUT_RIGHTS if os.geteuid() == 0 else []
    command = [*prefix, *admin.command(*words)]
    done = subprocess.run(command, env=admin.environment(), capture_output=True, text=True, timeout=100, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def lock_up(home: Path) -> None:
    for path in sorted(home.rglob("*"), reverse=True):
        path.chmod(0o500 if path.is_dir() else 0o400)
    home.chmod(0o500)


def open_up(home: Path) -> None:
    home.chmod(0o700)
    for path in home.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def test_status_reads_in_a_home_that_may_only_be_read(admin: Administrator) -> None:
    admin.set_up()
    done = admin.sync()
    home = admin.folder / "home"
    lock_up(home)
    try:
        shown = type_as_nobody_special(admin, "status", "--json")
    finally:
        open_up(home)
    assert shown.code == 0, shown.stderr
    assert (shown.json["last_run"]["run"], shown.json["last_run"]["created"]) == (done["run"], done["created"])
    assert Path(shown.json["last_run"]["rows_file"]).read_text("utf-8-sig").count("\n") == done["cards_read"] + 1


def test_status_of_a_set_up_that_never_ran_reads_there_too(admin: Administrator) -> None:
    admin.set_up()
    home = admin.folder / "home"
    for file in home.rglob("*.sqlite*"):
        file.unlink()
    lock_up(home)
    try:
        shown = type_as_nobody_special(admin, "status", "--json")
    finally:
        open_up(home)
    assert (shown.code, shown.json["last_run"]) == (0, None), shown.stderr


@pytest.mark.parametrize("limit", [0, 1, 1024])
def test_status_reads_on_a_full_disk_and_loses_nothing(admin: Administrator, limit: int) -> None:
    admin.set_up()
    done = admin.sync()
    report = Path(done["rows_file"]).read_bytes()
    shown = type_with_files_of_at_most(limit, admin, "status", "--json")
    assert shown.code == 0, shown.stderr
    assert (shown.json["last_run"]["run"], shown.json["cards_sent"]) == (done["run"], done["created"])
    assert Path(shown.json["last_run"]["rows_file"]).read_bytes() == report
    assert admin.sync()["created"] == 0


def test_a_shared_folder_is_left_as_it_is_and_told(admin: Administrator) -> None:
    home = admin.folder / "home"
    home.mkdir()
    home.chmod(0o775)
    assert "Other users can open the data folder" in admin.set_up()["message"]
    assert admin.sync()["created"] > 0
    assert "Other users can open" in admin.type("status", "--json", "--lang", "en").json["message"]
    assert home.stat().st_mode & 0o777 == 0o775
    private = [path for path in home.rglob("*") if path.stat().st_mode & 0o077]
    assert private == []
