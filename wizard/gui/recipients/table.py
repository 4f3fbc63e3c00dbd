"""The table itself: whole rows, several at once, everything by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from wizard.gui.recipients.model import RecipientsModel
from wizard.gui.recipients.rows import Column

_CHARACTERS = {Column.NAME: 20, Column.EMAIL: 34, Column.CARDS: 14, Column.USER: 20, Column.USERNAME: 34}


class RecipientsTable(QTableView):
    """Tells what is wanted for the selected rows, by key, double click or context menu."""

    change_wanted = Signal()
    accept_wanted = Signal()
    skip_wanted = Signal()
    automatic_wanted = Signal()

    def __init__(self, model: RecipientsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table-recipients")
        self.setModel(model)
        self._model = model
        self._look()
        self.change_action = self._action("action-change", self.change_wanted, "Return", "Enter", "F2")
        self.accept_action = self._action("action-accept", self.accept_wanted, "Ctrl+Return", "Ctrl+Enter")
        self.skip_action = self._action("action-skip", self.skip_wanted)
        self.automatic_action = self._action("action-automatic", self.automatic_wanted, "Del")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.doubleClicked.connect(self.change_wanted)
        self._retranslate()

    def chosen(self) -> list[int]:
        """Return the places (among all recipients) of the selected rows."""
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.count())]
        places = {place for part in parts for place in range(part.top(), part.bottom() + 1)}
        return [self._model.rows.visible[place] for place in sorted(places)]

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
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)

    def _size_columns(self) -> None:
        for column, characters in _CHARACTERS.items():
            usual = self.fontMetrics().averageCharWidth() * characters
            self.setColumnWidth(column, max(usual, self.horizontalHeader().sectionSizeHint(column)))

    def _action(self, name: str, signal: SignalInstance, *keys: str) -> QAction:
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
        self.accept_action.setText(self.tr("Accept suggestion"))
        self.skip_action.setText(self.tr("Do not transfer"))
        self.automatic_action.setText(self.tr("Back to automatic"))
        self._size_columns()
