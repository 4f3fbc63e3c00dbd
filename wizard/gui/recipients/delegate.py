"""Opens the cell editor in the table and tells what was typed there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wizard.gui.recipients.cell_editor import CellEditor
from wizard.gui.recipients.users_model import UsersModel

Index = QModelIndex | QPersistentModelIndex


class RecipientDelegate(QStyledItemDelegate):
    """``settled`` brings the display row and a Salesforce user, or None when the cell was emptied.

    ``passed`` comes when Enter was pressed in an unchanged cell: on to the next row.
    """

    settled = Signal(int, object)
    passed = Signal(int)

    def __init__(self, users: Callable[[], UsersModel], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._users = users

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """See Qt."""
        editor = CellEditor(self._users(), parent)
        at = QPersistentModelIndex(index)
        editor.left.connect(lambda: self.closeEditor.emit(editor))
        editor.passed.connect(lambda: self._end(editor, at, self.passed.emit))
        editor.settled.connect(lambda user: self._end(editor, at, lambda row: self.settled.emit(row, user)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """See Qt."""
        if isinstance(editor, CellEditor):
            editor.setAccessibleDescription(str(index.sibling(index.row(), 0).data() or ""))
            editor.begin(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Nothing: only ``settled`` changes anything, so that leaving the cell does not."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave all keys to the editor."""
        return False if isinstance(event, QKeyEvent) else super().eventFilter(watched, event)

    def _end(self, editor: CellEditor, at: QPersistentModelIndex, tell: Callable[[int], None]) -> None:
        row = at.row()
        self.closeEditor.emit(editor)
        tell(row)
