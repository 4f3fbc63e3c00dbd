"""One window a home: a second start shows the first one's window instead of opening another."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MILLISECONDS = 1_000


class Single(QObject):
    """``asked`` comes in the first program whenever another one is started for the same home and user."""

    asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "sansan-salesforce-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def is_first(self) -> bool:
        """Return True and listen when no other program has a window on this home; else ask that one to show it."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_MILLISECONDS):
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)  # left by a program that was killed
        self._server.listen(self._name)
        return True

    def _answer(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.deleteLater()
            self.asked.emit()
