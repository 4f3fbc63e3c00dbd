"""Typing a recipient right into its cell: who fits is listed below, Enter takes the one marked there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QToolTip, QWidget

from wizard.domain.users import SalesforceUser
from wizard.gui.announce import announce
from wizard.gui.on_screen import inside, text_size
from wizard.gui.parts import named
from wizard.gui.recipients.users_model import UsersModel
from wizard.gui.recipients.users_table import UsersTable

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVE = (*_ENTER, Qt.Key.Key_Tab)
_ROWS = 8


class CellEditor(QLineEdit):
    """Ends with ``settled``: with a user, with None when the cell was emptied.

    Without a change it ends with ``passed`` (Enter) or ``left`` (Escape).
    """

    settled = Signal(object)  # SalesforceUser | None
    passed = Signal()
    left = Signal()

    def __init__(self, users: UsersModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("input-cell-recipient")
        self.setAccessibleName(self.tr("Salesforce user: type a part of the name or address"))
        self.setAutoFillBackground(True)
        self._users, self._typed, self._composing = users, False, False
        self._list = self._make_list(users)
        self.textEdited.connect(self._search)

    def begin(self, text: str) -> None:
        """Show what the cell holds; the first key typed replaces it."""
        self.setText(text)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take what is marked there, or leave."""
        key = event.key()
        if key in _MOVES:
            self._move(event)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _LEAVE:
            self._settle()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Leave the place below the cell to the input method's own candidates while a word is composed."""
        given_up = self._composing and not event.preeditString() and not event.commitString()
        self._composing = bool(event.preeditString())
        if self._composing:
            self._list.hide()
        super().inputMethodEvent(event)
        if given_up and self._typed:
            self._search(self.text())

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list away too."""
        self._list.hide()
        super().hideEvent(event)

    def _make_list(self, users: UsersModel) -> UsersTable:
        table = named(UsersTable(users, self), "table-cell-users")
        table.setWindowFlags(Qt.WindowType.ToolTip)
        table.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setFrameShape(QFrame.Shape.Box)
        table.setAccessibleName(self.tr("Matching Salesforce users"))
        table.horizontalHeader().hide()
        table.clicked.connect(self._choose)
        return table

    def _search(self, typed: str) -> None:
        self._typed = True
        self._users.show(typed)
        if self._users.user(0):
            self._list.selectRow(0)
        if not typed.strip():
            self._list.hide()
        elif self._users.rowCount():
            self._open()
            self._announce()
        else:
            self._list.hide()
            self._say(self.tr("No user found. Try another search."))

    def _move(self, event: QKeyEvent) -> None:
        if self._list.isVisible():
            QApplication.sendEvent(self._list, event)
        else:
            self._search("")
            self._open()
        self._announce()

    def _open(self) -> None:
        """Show the list below the cell, or above it where the screen ends; never wider than the screen."""
        rows = max(1, min(_ROWS, self._users.rowCount()))
        height = self._list.verticalHeader().defaultSectionSize() * rows + 2 * self._list.frameWidth()
        width = max(self.width(), text_size(self, 50, 0).width())
        place = self.mapToGlobal(QPoint(0, self.height()))
        screen = self.screen().availableGeometry()
        if place.y() + height > screen.bottom():
            place = self.mapToGlobal(QPoint(0, -height))
        self._list.setGeometry(inside(QRect(place, QSize(width, height)), screen))
        self._list.show()

    def _announce(self) -> None:
        """Tell a screen reader who is marked in the list; the focus stays here."""
        row = self._list.currentIndex().row()
        cells = (self._users.index(row, column).data() for column in range(self._users.columnCount()))
        announce(self, ", ".join(filter(None, cells)))

    def _say(self, words: str) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), words, self)
        announce(self, words)

    def _settle(self) -> None:
        if not self._typed:
            self.passed.emit()
        elif not self.text().strip() and not self._list.isVisible():
            self.settled.emit(None)
        else:
            self._choose(self._list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        """Take a user; whoever cannot be chosen leaves all as it is, to type on."""
        user: SalesforceUser | None = self._users.user(index.row()) if index.isValid() else None
        if user:
            self.settled.emit(user)
