"""The keys that decide, and the table of undecided cards that has them: 1 to 9 take a candidate, 0 none of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView

_KEYS = {Qt.Key.Key_0: "none", Qt.Key.Key_N: "new", Qt.Key.Key_S: "company"}


def meaning(event: QKeyEvent) -> int | str | None:
    """Return what a key wants: the place of a candidate, from 0, or none, new, company, undo."""
    key = Qt.Key(event.key())
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
        return int(key - Qt.Key.Key_1)
    return _KEYS.get(key)


class DecideTable(QTableView):
    """``place_wanted``: the place of a candidate, from 0. ``wanted``: none, new, company, undo."""

    place_wanted = Signal(int)
    wanted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide, or move on as any table."""
        wanted = meaning(event)
        if wanted is None:
            super().keyPressEvent(event)
        elif isinstance(wanted, int):
            self.place_wanted.emit(wanted)
        else:
            self.wanted.emit(wanted)
