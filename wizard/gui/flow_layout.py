"""A row that goes on in the next line where the window is too narrow for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8


class FlowLayout(QLayout):
    """Lays its widgets out side by side, each as wide as it wants to be, in as many lines as that takes.

    One that wants to grow takes what its line leaves.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Move every item to its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one long line."""
        shown = [item.sizeHint() for item in self._shown()]
        return QSize(
            sum(size.width() for size in shown) + _GAP * max(len(shown) - 1, 0),
            max((size.height() for size in shown), default=0),
        )

    def minimumSize(self) -> QSize:
        """Return room for the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            if move:
                _spread(line, QRect(rect.x(), y, rect.width(), 0))
            y += max(_size(item).height() for item in line) + _GAP
        return max(y - _GAP, rect.y()) - rect.y()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = _size(item).width() + _GAP
            if not lines or needed - _GAP > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= needed
        return lines


def _size(item: QLayoutItem) -> QSize:
    return item.sizeHint().expandedTo(item.minimumSize())


def _spread(line: list[QLayoutItem], rect: QRect) -> None:
    """Place a line; the first that wants to grow takes what is left."""
    left = rect.width() - sum(_size(item).width() + _GAP for item in line) + _GAP
    high, x = max(_size(item).height() for item in line), rect.x()
    for item in line:
        size = _size(item)
        if item.expandingDirections() & Qt.Orientation.Horizontal:
            size.setWidth(size.width() + left)
            left = 0
        item.setGeometry(QRect(QPoint(x, rect.y() + (high - size.height()) // 2), size))
        x += size.width() + _GAP


def flow(*widgets: QWidget) -> FlowLayout:
    """Return widgets side by side, in as many lines as that takes."""
    layout = FlowLayout()
    for widget in widgets:
        layout.addWidget(widget)
    return layout
