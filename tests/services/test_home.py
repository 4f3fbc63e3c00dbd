from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.services.home import Home

HOLD = """
import sys
from pathlib import Path
from wizard.services.home import Home

home = Home(Path(sys.argv[1]))
with home.run_lock("p") if sys.argv[2] == "run" else home.refresh_lock("p"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


class Holder:
    """Another process that holds a lock of profile ``p`` until it is let go or killed."""

    def __init__(self, home: Home, lock: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(home.root), lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == b"held"

    def let_go(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


@pytest.fixture
def holder(home: Home) -> Iterator[Holder]:
    holder = Holder(home, "run")
    yield holder
    holder.kill()


def busy(home: Home, profile: str = "p") -> bool:
    try:
        with home.run_lock(profile):
            return False
    except Interrupted as fault:
        assert (fault.code, fault.details, fault.exit_code) == ("busy", {"profile": profile}, 4)
        return True


def test_a_run_keeps_other_processes_out(home: Home, holder: Holder) -> None:
    assert busy(home)
    holder.let_go()
    assert not busy(home)


def test_a_killed_run_frees_its_profile(home: Home, holder: Holder) -> None:
    assert busy(home)
    holder.kill()
    assert not busy(home)


def test_another_profile_is_free(home: Home, holder: Holder) -> None:
    assert not busy(home, "q")


def test_a_run_keeps_other_runs_of_its_own_process_out(home: Home) -> None:
    with home.run_lock("p"):
        assert busy(home)
    assert not busy(home)


def test_a_fault_inside_frees_the_profile(home: Home) -> None:
    with pytest.raises(ValueError, match="inside"), home.run_lock("p"):
        raise ValueError("inside")
    assert not busy(home)


def test_a_refresh_waits_for_the_refresh_of_another_process(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.services.home._REFRESH_SECONDS", 0)
    holder = Holder(home, "refresh")
    with pytest.raises(Interrupted, match="refresh_busy"), home.refresh_lock("p"):
        pass
    assert not busy(home)
    holder.kill()
    with home.refresh_lock("p"):
        pass


@pytest.mark.posix("modes of files")
def test_every_folder_is_made_for_the_owner_only(home: Home) -> None:
    with home.run_lock("p"):
        made = [home.root, home.folder("p"), home.reports("p"), home.logs()]
    assert all(folder.is_dir() and folder.stat().st_mode & 0o777 == 0o700 for folder in made)
    locks = [file for file in home.root.rglob("*") if file.is_file()]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in locks)


def test_a_lock_makes_no_profile(home: Home) -> None:
    with home.run_lock("p"):
        pass
    assert not home.profiles.exists()


@pytest.mark.parametrize("way", ["folder", "reports", "run_lock", "refresh_lock"])
def test_a_home_that_cannot_be_written_is_said(tmp_path: Path, way: str) -> None:
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(SetupMustChange) as caught, ExitStack() as held:
        made = getattr(Home(tmp_path / "home"), way)("p")
        if not isinstance(made, Path):
            held.enter_context(made)
    assert (caught.value.code, caught.value.details) == ("folder_not_writable", {"folder": str(tmp_path / "home")})


@pytest.mark.posix("a path below a device")
def test_logs_that_cannot_be_written_are_said() -> None:
    with pytest.raises(SetupMustChange, match="folder_not_writable"):
        Home(Path("/dev/null/home")).logs()


def test_the_home_may_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SANSAN_SALESFORCE_HOME", "data")
    assert Home.default().root == tmp_path / "data"
    monkeypatch.delenv("SANSAN_SALESFORCE_HOME")
    assert "sansan-salesforce" in str(Home.default().root)


@pytest.mark.posix("modes of files")
@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_folder_that_was_there_stays_as_it_is_and_its_readers_are_named(tmp_path: Path, mode: int) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(mode)
    home = Home(shared)
    with home.run_lock("p"):
        made = [home.folder("p"), home.profiles, home.reports("p"), home.logs(), shared / "locks"]
    assert shared.stat().st_mode & 0o777 == mode
    assert all(folder.stat().st_mode & 0o777 == 0o700 for folder in made)
    assert [notice.code for notice in home.notices()] == ["home_shared"]


@pytest.mark.posix("modes of files")
def test_a_folder_of_our_own_tells_of_nobody(home: Home) -> None:
    home.logs()
    assert home.notices() == ()
