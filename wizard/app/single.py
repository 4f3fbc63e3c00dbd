"""One window a home: a second start shows the first one's window instead of opening another.

Loads little of Qt, for a second start needs no more. Who is first says the home's lock (``Home.window_lock``).
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MILLISECONDS = 1_000
_PATIENCE, _PAUSE = 60.0, 0.2  # seconds: the first one may still be starting
_ANYBODY = 0xFFFFFFFF  # AllowSetForegroundWindow, ASFW_ANY


class Single(QObject):
    """``asked`` comes in the first program whenever another one is started for the same home and user."""

    asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = _name(home)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)  # left by a program that was killed
        self._server.listen(name)

    def _answer(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.deleteLater()
            self.asked.emit()


def ask_to_show(home: Path, patience: float = _PATIENCE, pause: Callable[[float], None] = time.sleep) -> bool:
    """Ask the program that holds a home to show its window; say whether it heard, in time."""
    _let_others_come_forward()
    end = time.monotonic() + patience
    while True:
        socket = QLocalSocket()
        socket.connectToServer(_name(home))
        if socket.waitForConnected(_MILLISECONDS):
            socket.disconnectFromServer()
            return True
        if time.monotonic() >= end:
            return False
        pause(_PAUSE)


def _let_others_come_forward() -> None:
    """Pass on the right to be in front, which Windows gives to the program that the person just started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)


def _name(home: Path) -> str:
    return "sansan-salesforce-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
