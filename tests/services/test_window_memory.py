from __future__ import annotations

from pathlib import Path

import pytest

from wizard.services.home import Home
from wizard.services.window_memory import WindowMemory


def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    WindowMemory(Home(tmp_path)).keep("recipients-sort", "3 1")
    WindowMemory(Home(tmp_path)).keep("other", "x")
    assert WindowMemory(Home(tmp_path)).get("recipients-sort") == "3 1"
    assert WindowMemory(Home(tmp_path)).get("never kept") == ""


@pytest.mark.parametrize("damaged", [b"", b"[1]", b"\xff", b'{"a": '])
def test_a_damaged_file_is_no_fault(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "window.json").write_bytes(damaged)
    memory = WindowMemory(Home(tmp_path))
    assert memory.get("a") == ""
    memory.keep("a", "b")
    assert memory.get("a") == "b"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = WindowMemory(Home(tmp_path / "file" / "home"))
    memory.keep("a", "b")
    assert memory.get("a") == ""
