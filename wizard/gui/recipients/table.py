"""The table itself: whole rows, several at once, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from wizard.gui.recipients.cell_editor import CellEditor
from wizard.gui.recipients.delegate import RecipientDelegate
from wizard.gui.recipients.model import RecipientsModel
from wizard.gui.recipients.rows import Column
from wizard.gui.recipients.users_model import UsersModel

Index = QModelIndex | QPersistentModelIndex

_SHARES = {Column.NAME: 10, Column.EMAIL: 19, Column.CARDS: 5, Column.USER: 11, Column.USERNAME: 19}
"""Hundredths of the width; the last column takes the rest."""


class RecipientsTable(QTableView):
    """Tells what is wanted for the selected rows, by key, double click or context menu."""

    change_wanted = Signal()
    accept_wanted = Signal()
    skip_wanted = Signal()
    automatic_wanted = Signal()
    clear_wanted = Signal()
    fill_wanted = Signal()
    user_typed = Signal(int, object)  # a place among all, and a SalesforceUser or None

    def __init__(self, model: RecipientsModel, users: Callable[[], UsersModel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table-recipients")
        self.setModel(model)
        self._model = model
        self._sizing = self._sized_by_hand = self._taking_word = False
        self._look()
        self._model.headerDataChanged.connect(self._size_columns)
        self._delegate = RecipientDelegate(users, self)
        self._delegate.settled.connect(self._take)
        self._delegate.passed.connect(self._move_on)
        self.setItemDelegateForColumn(Column.USER, self._delegate)
        self.change_action = self._action("action-change", self.change_wanted, "Return", "Enter")
        self.type_action = self._action("action-type", self._type, "F2")
        self.fill_action = self._action("action-fill-down", self.fill_wanted, "Ctrl+D")
        self.clear_action = self._action("action-clear", self.clear_wanted, "Del")
        self.accept_action = self._action("action-accept", self.accept_wanted, "Ctrl+Return", "Ctrl+Enter")
        self.skip_action = self._action("action-skip", self.skip_wanted)
        self.automatic_action = self._action("action-automatic", self.automatic_wanted, "Ctrl+Del")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.doubleClicked.connect(self._double_clicked)
        self._retranslate()

    def chosen(self) -> list[int]:
        """Return the places (among all recipients) of the selected rows."""
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.count())]
        places = {place for part in parts for place in range(part.top(), part.bottom() + 1)}
        return [self._model.rows.visible[place] for place in sorted(places)]

    def row_above(self) -> int | None:
        """Return the place of the row above the topmost selected one."""
        selected = self.selectionModel().selectedRows()
        top = min((index.row() for index in selected), default=0)
        return self._model.rows.visible[top - 1] if top else None

    def edit(self, index: Index, *how: Any) -> Any:
        """Type into the recipient's cell, whichever cell of the row is the current one."""
        return super().edit(self._model.index(index.row(), Column.USER), *how)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose in the recipient's cell. Qt leaves the focus here until that ends, for a move would begin it anew.

        When the focus moves, Qt's part for IBus commits the word once more: that is no typing, and ends nothing.
        """
        if self._taking_word:
            return
        self._taking_word = bool(event.commitString())
        self._compose(event)
        self._taking_word = False

    def _compose(self, event: QInputMethodEvent) -> None:
        current = self.currentIndex()
        if current.isValid() and current.column() != Column.USER:
            cell = self._model.index(current.row(), Column.USER)
            self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.NoUpdate)
        if event.commitString() and self.state() != QAbstractItemView.State.EditingState:
            self._type()  # for what was never composed, Qt opens the cell too, but keeps what was typed to itself
            if isinstance(editor := QApplication.focusWidget(), CellEditor):
                QApplication.sendEvent(editor, event)
        else:
            super().inputMethodEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Let an input method begin to type in every row."""
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, current.isValid())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Likewise."""
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.currentIndex().isValid())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._size_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the font."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() == QEvent.Type.FontChange:
            self._size_columns()
        super().changeEvent(event)

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.sectionResized.connect(self._note_sizing)
        header.setSelectionModel(QItemSelectionModel(self._model, header))  # drawing it would look at every cell
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)

    def _size_columns(self) -> None:
        """Share the width out, until a person sizes a column; no column gets too narrow to be of use."""
        if self._sized_by_hand:
            return
        self._sizing = True
        width, line = self.viewport().width(), self.fontMetrics().lineSpacing()
        for column, share in _SHARES.items():
            least = self.horizontalHeader().sectionSizeHint(column)
            self.setColumnWidth(column, max(width * share // 100, line * share // 4, least))
        self._sizing = False

    def _note_sizing(self, column: int) -> None:
        """The last column only takes what the others leave."""
        self._sized_by_hand |= column in _SHARES and not self._sizing

    def _type(self) -> None:
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() in (Column.USER, Column.USERNAME):
            self.edit(index)
        else:
            self.change_wanted.emit()

    def _take(self, row: int, user: object) -> None:
        self.user_typed.emit(self._model.rows.visible[row], user)
        self._move_on(row)

    def _move_on(self, row: int) -> None:
        below = min(row + 1, self._model.rowCount() - 1)
        self.setCurrentIndex(self._model.index(below, Column.USER))

    def _action(self, name: str, signal: SignalInstance | Callable[[], None], *keys: str) -> QAction:
        action = QAction(self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(signal)
        self.addAction(action)
        return action

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Recipients"))
        self.change_action.setText(self.tr("Change recipient…"))
        self.type_action.setText(self.tr("Type a recipient"))
        self.fill_action.setText(self.tr("Fill down"))
        self.clear_action.setText(self.tr("Give to the default recipient"))
        self.accept_action.setText(self.tr("Accept suggestion"))
        self.skip_action.setText(self.tr("Do not transfer"))
        self.automatic_action.setText(self.tr("Back to automatic"))
        self._size_columns()
