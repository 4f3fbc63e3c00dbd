"""What moves in the window, and that it stands still where the person wants that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar


class Motion:
    """Of the whole program; set before the window opens."""

    still = False


def keep_still(*, still: bool) -> None:
    """Let nothing move from now on, or let it move: busy bars, and how menus, lists and hints open."""
    Motion.still = still
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, not still)


def show_busy(bar: QProgressBar) -> None:
    """Let a bar say that something goes on, nobody knows how far; the words beside it say what."""
    bar.setRange(0, 1 if Motion.still else 0)
    bar.setValue(0)
