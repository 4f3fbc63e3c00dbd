"""One window a home."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.app.single import Single, ask_to_show
from wizard.app.splash import splash
from wizard.services.home import Home


def test_a_second_start_shows_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = Single(tmp_path / "a")
    with qtbot.waitSignal(first.asked):
        assert ask_to_show(tmp_path / "a")
    assert not ask_to_show(tmp_path / "b", patience=0)


def test_only_one_start_is_first_and_another_home_has_its_own(tmp_path: Path) -> None:
    with Home(tmp_path / "a").window_lock() as first, Home(tmp_path / "a").window_lock() as second:
        assert (first, second) == (True, False)
        with Home(tmp_path / "b").window_lock() as other:
            assert other
    with Home(tmp_path / "a").window_lock() as again:
        assert again


def test_one_that_is_still_loading_is_waited_for(qtbot: QtBot, tmp_path: Path) -> None:
    heard: list[bool] = []
    loading: list[Single] = []
    looked = threading.Event()
    asker = threading.Thread(target=lambda: heard.append(ask_to_show(tmp_path, pause=lambda _s: looked.set())))
    asker.start()
    assert looked.wait(30)
    loading.append(Single(tmp_path))
    with qtbot.waitSignal(loading[0].asked, timeout=30_000):
        pass
    asker.join(30)
    assert heard == [True]


def test_what_a_killed_program_left_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path) -> None:
    killed = Single(tmp_path)
    place = Path(killed._server.fullServerName())
    killed._server.close()
    place.touch()
    first = Single(tmp_path)
    with qtbot.waitSignal(first.asked):
        assert ask_to_show(tmp_path)


def test_a_picture_is_seen_where_loading_takes_long(qtbot: QtBot, qapp: QApplication) -> None:
    shown = splash(qapp, "win32")
    assert shown
    qtbot.addWidget(shown)
    assert shown.isVisible()
    assert not shown.pixmap().isNull()
    assert splash(qapp, "linux") is None
