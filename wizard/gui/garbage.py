"""Looking for garbage in the window's thread alone.

Python looks in whatever thread happens to make the next object. A Qt object found there, a table's model or a timer,
would end in that thread while the window still draws from it: that may end the whole program.
"""

from __future__ import annotations

import gc
from itertools import count

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 1000  # milliseconds
_ALL = 60  # every so many looks are at everything, which takes longer; the others at what is new


class Garbage(QObject):
    """Looks now and then, in the thread that made it; nowhere else any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = count(1)
        timer = QTimer(self, interval=_INTERVAL)
        timer.timeout.connect(self._look)
        timer.start()

    def _look(self) -> None:
        gc.collect(1 if next(self._looks) % _ALL else 2)
