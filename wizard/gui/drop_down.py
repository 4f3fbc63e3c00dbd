"""A choice whose list opens below its box, heard by its label and its value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QWidget

_FRAME = 2  # device-independent pixels of the list's border, left and right together


class DropDown(QComboBox):
    """Its list is as wide as its longest row, and lies below the box (``combobox-popup`` in the style sheet).

    A list laid over the box would begin above the window, where Wayland shows nothing of it.
    """

    def set_label(self, words: str) -> None:
        """Name it, once it has its place in the window.

        On Linux Qt gives the value of a combo box as its accessible name (``QAccessibleComboBox::text``), and a screen
        reader takes the label from the one beside it; where none is in sight, one that is hidden serves.
        """
        self.setAccessibleName(words)
        parent = self.parentWidget()
        if parent and not any(label.isVisibleTo(parent) for label in self._labels(parent)):
            label = next(iter(self._labels(parent)), None) or QLabel(parent)
            label.hide()
            label.setText(words)
            label.setBuddy(self)

    def _labels(self, parent: QWidget) -> list[QLabel]:
        beside = parent.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [label for label in beside if label.buddy() is self]

    def showPopup(self) -> None:
        """Open the list."""
        view = self.view()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view)
        widest = view.sizeHintForColumn(0) + _FRAME + (bar if self.count() > self.maxVisibleItems() else 0)
        view.setMinimumWidth(min(widest, self.screen().availableSize().width()))
        super().showPopup()
