"""What a screen reader hears of a choice on Linux: its label and its value.

Qt gives the value alone as the name of a combo box there (qtbase, ``QAccessibleComboBox::text``), and tells a new value
as a new name (``AtSpiAdaptor::notify``); elsewhere label and value are told apart, and Qt's own interface is kept.
"""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox


class HeardChoice(QAccessibleWidget):
    """Qt's interface of a combo box that is not typed into, with a name of label and value."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box, QAccessible.Role.ComboBox)
        self._box = box

    def text(self, kind: QAccessible.Text) -> str:
        """See Qt."""
        if kind == QAccessible.Text.Name:
            return name(self._box.accessibleName(), self._box.currentText())
        return self._box.currentText() if kind == QAccessible.Text.Value else super().text(kind)

    def state(self) -> QAccessible.State:
        """See Qt."""
        state, is_open = super().state(), self._box.view().isVisible()
        state.expandable, state.expanded, state.collapsed = 1, int(is_open), int(not is_open)  # type: ignore[attr-defined]
        return state

    def childCount(self) -> int:
        """The list."""
        return 1

    def child(self, index: int) -> QAccessibleInterface:
        """See Qt."""
        return QAccessible.queryAccessibleInterface(self._box.view())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """See Qt."""
        return 0 if child.object() is self._box.view() else -1

    def actionNames(self) -> list[str]:
        """See Qt."""
        return [QAccessibleActionInterface.showMenuAction(), QAccessibleActionInterface.pressAction()]

    def doAction(self, action: str) -> None:
        """Open the list, or close it."""
        if action in self.actionNames() and self._box.view().isVisible():
            self._box.hidePopup()
        elif action in self.actionNames():
            self._box.showPopup()


def name(label: str, value: str) -> str:
    """Return what is read of a choice."""
    return f"{label.rstrip(':：')}: {value}" if label and value else label or value


@cache
def install(kind: type[QComboBox]) -> None:
    """Have every box of this kind heard so, where Qt itself does not say the label."""
    if sys.platform.startswith("linux"):
        QAccessible.installFactory(lambda _, object_: _heard(kind, object_))


def _heard(kind: type[QComboBox], object_: QObject) -> QAccessibleInterface | None:
    return HeardChoice(object_) if isinstance(object_, kind) else None
