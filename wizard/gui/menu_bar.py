"""The menu bar of a Mac: without it ⌘Q, ⌘W and ⌘M do nothing, and ⌘V does nothing in the system's own panels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

_Key = QKeySequence.StandardKey


class MenuBar(QMenuBar):
    """The menus of ``window``, which a Mac shows at the top of the screen; each does what the window's controls do.

    *Quit* closes the window, which asks where something is under way.
    """

    def __init__(self, window: QWidget, show_help: Callable[[], None]) -> None:
        super().__init__(window)
        self._file, self._edit, self._window = QMenu(self), QMenu(self), QMenu(self)
        self._help = QMenu(self)
        for menu in (self._file, self._edit, self._window, self._help):
            self.addMenu(menu)
        self._close = self._add(self._file, window.close, _Key.Close)
        self._quit = self._add(self._file, window.close, _Key.Quit)
        self._quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._cut = self._add(self._edit, lambda: _do("cut"), _Key.Cut)
        self._copy = self._add(self._edit, lambda: _do("copy"), _Key.Copy)
        self._paste = self._add(self._edit, lambda: _do("paste"), _Key.Paste)
        self._select = self._add(self._edit, lambda: _do("selectAll"), _Key.SelectAll)
        self._minimize = self._add(self._window, window.showMinimized, "Ctrl+M")
        self._open_help = self._add(self._help, show_help, _Key.HelpContents)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _add(self, menu: QMenu, does: Callable[[], object], key: QKeySequence.StandardKey | str) -> QAction:
        action = menu.addAction("")
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked: does())
        return action

    def _translate(self) -> None:
        for menu, text in (
            (self._file, self.tr("File")),
            (self._edit, self.tr("Edit")),
            (self._window, self.tr("Window")),
            (self._help, self.tr("Help")),
        ):
            menu.setTitle(text)
        for action, text in (
            (self._close, self.tr("Close window")),
            (self._quit, self.tr("Quit")),
            (self._cut, self.tr("Cut")),
            (self._copy, self.tr("Copy")),
            (self._paste, self.tr("Paste")),
            (self._select, self.tr("Select all")),
            (self._minimize, self.tr("Minimize")),
            (self._open_help, self.tr("Help on this page")),
        ):
            action.setText(text)


def _do(what: str) -> None:
    """Let the widget in focus do what an editing menu offers, where it can."""
    act = getattr(QApplication.focusWidget(), what, None)
    if callable(act):
        act()
