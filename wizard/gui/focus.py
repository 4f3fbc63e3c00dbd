"""Gives the focus back to what was switched off or hidden for a while, unless the person has moved it since."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

_BACK = (QEvent.Type.EnabledChange, QEvent.Type.Show)


class FocusKeeper(QObject):
    """Qt passes the focus on when its widget is switched off or hidden; from there it comes back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._lost: QWidget | None = None
        self._meanwhile: QWidget | None = None
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._moved)

    @property
    def adrift(self) -> bool:
        """Whether the focus is only where Qt put it."""
        return self._lost is not None and self._window.focusWidget() is self._meanwhile

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old and new and old.window() is self._window and not (old.isEnabled() and old.isVisible()):
            if self._lost is None:
                self._lost = old
                old.installEventFilter(self)
            self._meanwhile = new
        elif new and new is not self._meanwhile:
            self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the focus back."""
        lost = self._lost
        if watched is lost and lost and event.type() in _BACK and lost.isEnabled() and lost.isVisible():
            back = self._window.focusWidget() is self._meanwhile
            self._forget()
            if back:
                lost.setFocus()
        return False

    def _forget(self) -> None:
        if self._lost and shiboken6.isValid(self._lost):  # it may be gone with its card or dialog
            self._lost.removeEventFilter(self)
        self._lost = self._meanwhile = None
