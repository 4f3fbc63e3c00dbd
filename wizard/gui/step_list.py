"""The step list on the left: every step with its state as icon and text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from wizard.flow.journey import Journey
from wizard.flow.steps import IDS
from wizard.gui.step_drawing import RAIL, STATE, StepDrawing
from wizard.gui.texts import state_name, step_title

_Index = QModelIndex | QPersistentModelIndex


class _Steps(QAbstractListModel):
    """The steps of a journey as rows."""

    journey: Journey | None = None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.journey is None else len(IDS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.journey is None:
            return None
        step = IDS[index.row()]
        state = self.journey.state(step)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{step_title(step)}\n{state_name(state)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{index.row() + 1}/{len(IDS)} {step_title(step)}, {state_name(state)}"
        return state if role == STATE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        step = IDS[index.row()]
        usable = self.journey is not None and (self.journey.current == step or self.journey.can_open(step))
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if usable else Qt.ItemFlag.NoItemFlags

    def show(self, journey: Journey | None) -> None:
        """Show a journey."""
        self.beginResetModel()
        self.journey = journey
        self.endResetModel()


class StepList(QListView):
    """Opens any step that can be opened, by mouse (one click) and keyboard (Enter)."""

    step_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step-list")
        self._steps = _Steps(self)
        self.setModel(self._steps)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(StepDrawing(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_journey(self, journey: Journey | None, *, folded: bool = False) -> None:
        """Show where the person is; ``folded``: by icons alone, each with its words as a hint."""
        self._steps.show(journey)
        if self.hasFocus():
            self._mark_current()
        self.setFixedWidth(RAIL if folded else max(self.sizeHintForColumn(0) + 24, 200))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the step one is on. Without the focus no step is Qt's current one, which readers take for it."""
        self._mark_current()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See above."""
        super().focusOutEvent(event)
        self.setCurrentIndex(QModelIndex())

    def _mark_current(self) -> None:
        if journey := self._steps.journey:
            self.setCurrentIndex(self._steps.index(IDS.index(journey.current)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the step, and nothing else hears of it."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def _open(self, index: QModelIndex) -> None:
        self.step_wanted.emit(IDS[index.row()])
