"""What a person sees and does in the recipients editor, for the tests."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.recipients.widget import RecipientsEditor

W = TypeVar("W", bound=QWidget)


class Window:
    """The editor through its object names, as an outsider finds them."""

    def __init__(self, editor: RecipientsEditor, qtbot: QtBot) -> None:
        self.editor, self.qtbot = editor, qtbot
        self.table = self.find(QTableView, "table-recipients")
        self.filter = self.find(QLineEdit, "input-filter")

    def find(self, kind: type[W], name: str) -> W:
        found = self.editor.findChild(kind, name)
        assert found is not None, name
        return found

    def dialog(self, name: str) -> QDialog:
        dialog = self.find(QDialog, name)
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.editor.activateWindow()
        self.qtbot.waitUntil(lambda: self.editor.isActiveWindow() and QApplication.focusWidget() is not None)
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def control(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def select(self, *names: str) -> None:
        """Select rows by the Sansan user's name, and put the focus there."""
        model = self.table.model()
        self.table.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for name in names:
            index = model.index(self.column(0).index(name), 0)
            self.table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)
        self.table.setFocus()

    def column(self, number: int) -> list[str]:
        model = self.table.model()
        return [str(model.index(row, number).data()).strip() for row in range(model.rowCount())]

    def row(self, name: str) -> list[str]:
        at = self.column(0).index(name)
        return [self.column(number)[at] for number in range(6)]

    def texts(self, *names: str) -> list[str]:
        return [self.find(QAbstractButton, name).text() for name in names]


def type_text(widget: QWidget, text: str) -> None:
    """Commit text as an input method would; simulated keys cannot carry Japanese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
