"""Unreachable Qt objects end where the window is, whatever other threads do."""

from __future__ import annotations

from threading import Thread

from PySide6.QtCore import QObject, Qt, QThread
from pytestqt.qtbot import QtBot


class Knot(QObject):
    """Refers to itself, so that only a look for garbage ends it."""

    def __init__(self, ended_in: list[QThread]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(lambda: ended_in.append(QThread.currentThread()), Qt.ConnectionType.DirectConnection)


def test_what_is_unreachable_ends_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    ended_in: list[QThread] = []
    Knot(ended_in)
    busy = Thread(target=lambda: [[[number] for number in range(10_000)] for _ in range(30)])
    busy.start()
    busy.join()
    assert not ended_in, "the other thread ended it"
    qtbot.waitUntil(lambda: bool(ended_in))
    assert ended_in == [QThread.currentThread()]
