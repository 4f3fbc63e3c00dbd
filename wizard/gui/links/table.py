"""The table of undecided cards, whose keys decide: 1 to 9 take a candidate, 0 none of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView

_KEYS = {Qt.Key.Key_0: "none", Qt.Key.Key_N: "new", Qt.Key.Key_S: "company"}


class DecideTable(QTableView):
    """``place_wanted``: the place of a candidate, from 0. ``wanted``: none, new, company, undo."""

    place_wanted = Signal(int)
    wanted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide, or move on as any table."""
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Undo):
            self.wanted.emit("undo")
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.place_wanted.emit(key - Qt.Key.Key_1)
        elif key in _KEYS:
            self.wanted.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)
