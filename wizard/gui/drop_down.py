"""A choice whose list opens below its box, heard by its label and value."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QStyle, QWidget

from wizard.gui.drop_down_heard import install

_FRAME = 2  # device-independent pixels of the list's border, left and right together


class DropDown(QComboBox):
    """Its list is as wide as its longest row, and lies below the box (``combobox-popup`` in the style sheet).

    A list laid over the box would begin above the window, where Wayland shows nothing of it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install(DropDown)

    def showPopup(self) -> None:
        """Open the list."""
        view = self.view()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view)
        widest = view.sizeHintForColumn(0) + _FRAME + (bar if self.count() > self.maxVisibleItems() else 0)
        view.setMinimumWidth(min(widest, self.screen().availableSize().width()))
        super().showPopup()
