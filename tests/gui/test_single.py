"""One window a home."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from wizard.app.single import Single


def test_a_second_start_shows_the_first_window_another_home_opens_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    first, second, other = Single(tmp_path / "a"), Single(tmp_path / "a"), Single(tmp_path / "b")
    assert first.is_first()
    with qtbot.waitSignal(first.asked):
        assert not second.is_first()
    assert other.is_first()


def test_what_a_killed_program_left_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path) -> None:
    killed = Single(tmp_path)
    assert killed.is_first()
    place = Path(killed._server.fullServerName())
    killed._server.close()
    place.touch()
    assert Single(tmp_path).is_first()
