"""The table of the fields: Space switches an item, Enter or a click opens the list of the fields it may go to."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wizard.gui import theme
from wizard.gui.drop_down import DropDown
from wizard.gui.fields.model import ABOUT, FIELD, ITEM, VALUE, FieldsModel
from wizard.gui.fields.words import columns, field_name
from wizard.gui.parts import named

Index = QModelIndex | QPersistentModelIndex
_ARROW, _GAP = 12, 8  # device-independent pixels


class FieldDelegate(QStyledItemDelegate):
    """Edits a cell by a list of the fields that fit, which opens at once."""

    def __init__(self, model: FieldsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """See Qt."""
        editor = named(DropDown(parent), "choice-field")
        editor.setAccessibleName(columns()[FIELD])
        editor.setAccessibleDescription(str(index.sibling(index.row(), ITEM).data()))
        for field in self._model.choices(index.row()):
            editor.addItem(field_name(field, usual=self._model.is_usual(index.row(), field.name)), field.name)
        editor.setCurrentIndex(editor.findData(self._model.name_of(index.row())))
        editor.activated.connect(lambda _at: self._settle(editor))
        QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing: it was filled as it was made, and keeps what the person is about to choose."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Take the chosen field."""
        if isinstance(editor, QComboBox) and isinstance(name := editor.currentData(), str):
            self._model.choose(index.row(), name)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell with an arrow, so that one sees that there is a list."""
        super().paint(painter, option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            place = option.rect.adjusted(option.rect.width() - _ARROW - _GAP, 0, -_GAP, 0)
            theme.icon("chevron", QColor(theme.Look.colours.text)).paint(painter, place)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for the arrow."""
        return super().sizeHint(option, index) + QSize(_ARROW + 2 * _GAP, 0)

    def _settle(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class FieldsTable(QTableView):
    """Shows a ``FieldsModel``."""

    def __init__(self, model: FieldsModel) -> None:
        super().__init__()
        named(self, "table-fields")
        self.setModel(model)
        self._fields = model
        self.setItemDelegateForColumn(FIELD, FieldDelegate(model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setMinimumHeight(160)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._clicked)

    def fit_columns(self) -> None:
        """Give each column the width of its words, as far as that leaves room for the card's values."""
        for column in (ITEM, FIELD, ABOUT):
            self.setColumnWidth(column, min(self.sizeHintForColumn(column) + 24, self.viewport().width() * 3 // 10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch, choose, or move on as any table."""
        at = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and at.isValid():
            self._fields.switch(at.row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and at.isValid():
            self._open(at)
        else:
            super().keyPressEvent(event)

    def _clicked(self, at: QModelIndex) -> None:
        if at.column() == FIELD:
            self._open(at)

    def _open(self, at: QModelIndex) -> None:
        cell = at.siblingAtColumn(FIELD)
        if cell.flags() & Qt.ItemFlag.ItemIsEditable and self.state() != QAbstractItemView.State.EditingState:
            self.setCurrentIndex(cell)
            self.edit(cell)
