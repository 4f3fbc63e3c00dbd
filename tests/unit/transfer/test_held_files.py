"""A file that another program holds open, as on Windows, costs no result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.domain.outcome import CREATED, Outcome
from wizard.transfer.ledger.database import is_held
from wizard.transfer.report import elsewhere, write_rows

ROWS = [Outcome("card-1", "a01", CREATED)]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that cannot be replaced."""
    names: set[str] = set()
    replace = Path.replace

    def replace_unless_held(path: Path, target: Path) -> Path:
        if target.name in names:
            raise PermissionError(13, "The process cannot access the file", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", replace_unless_held)
    return names


def test_a_report_open_in_excel_takes_another_name_and_says_so(tmp_path: Path, held: set[str]) -> None:
    wanted = tmp_path / "run-abc.csv"
    assert write_rows(wanted, ROWS, "en") == wanted
    assert elsewhere(wanted, "abc") == ()
    held.update(("run-abc.csv", "run-abc-2.csv"))
    written = write_rows(wanted, iter(ROWS), "en")
    assert written.name == "run-abc-3.csv"
    assert "card-1" in written.read_text("utf-8-sig")
    assert [notice.code for notice in elsewhere(written, "abc")] == ["report_elsewhere"]


def test_a_folder_that_takes_no_file_at_all_is_named(tmp_path: Path, held: set[str]) -> None:
    held.update(("run-abc.csv", *(f"run-abc-{number}.csv" for number in range(2, 10))))
    with pytest.raises(SetupMustChange) as refused:
        write_rows(tmp_path / "run-abc.csv", ROWS, "en")
    assert refused.value.code == "folder_not_writable"
    assert not list(tmp_path.iterdir())


def test_a_report_is_whole_or_the_one_before(tmp_path: Path) -> None:
    """The process was killed once while it wrote; half a report stood for ever."""
    wanted = tmp_path / "run-abc.csv"

    def killed() -> Iterator[Outcome]:
        yield Outcome("card-2", "a02", CREATED)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_rows(wanted, killed(), "en")
    assert not wanted.exists()
    write_rows(wanted, ROWS, "en")
    with pytest.raises(KeyboardInterrupt):
        write_rows(wanted, killed(), "en")
    assert "card-1" in wanted.read_text("utf-8-sig")


def test_only_windows_holds_a_ledger_for_a_moment() -> None:
    for error in (PermissionError(13, "x"), SetupMustChange("ledger_unreadable", file="x")):
        assert is_held(error, "win32")
        assert not is_held(error, "linux")
    assert not is_held(SetupMustChange("ledger_damaged", file="x"), "win32")
