"""A drawn picture of a place in Salesforce's set-up: no screenshot, so it wears the look's colours and any language."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.app_guide.steps import BUTTON, FIELD, LINE, OFF, ON, Step

_ROWS, _ROW = 5.2, 1.9  # rows of a picture; height of one, times a line of text
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PlacePicture(QWidget):
    """A window with the path at its top and the controls below it; those to act on are ringed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture-app-guide")
        self._step: Step | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(self._row() * _ROWS))

    def show_step(self, step: Step) -> None:
        """Draw another place."""
        self._step = step
        self.setAccessibleName(" > ".join(step.place) + ": " + ", ".join(label.lstrip("*") for _, label in step.shown))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        if self._step is None:
            return
        colours, row = theme.Look.colours, self._row()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(colours.surface))
        frame = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, 8, 8)
        head = QRect(frame.left() + row // 2, frame.top(), frame.width() - row, row)
        painter.setPen(QColor(colours.muted))
        painter.drawText(head, _LEFT, " > ".join(self._step.place))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(frame.left(), frame.top() + row, frame.right(), frame.top() + row)
        for place, (kind, label) in enumerate(self._step.shown):
            top = frame.top() + row + round((place + 0.15) * row)
            self._draw(painter, kind, label, QRect(frame.left() + row, top, frame.width() - 2 * row, round(row * 0.85)))

    def _draw(self, painter: QPainter, kind: str, label: str, box: QRect) -> None:
        colours, acts, words = theme.Look.colours, label.startswith("*"), label.lstrip("*")
        font = QFont(self.font())
        font.setBold(acts)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(words)
        ring, ground = QPen(QColor(colours.link if acts else colours.edge), 2 if acts else 1), QColor(colours.surface)
        painter.setPen(ring)
        painter.setBrush(ground)
        if kind in (BUTTON, FIELD):
            box.setWidth(min(box.width(), width + 32 if kind == BUTTON else max(width + 32, box.width() * 2 // 3)))
            painter.drawRoundedRect(box, 6 if kind == BUTTON else 3, 6 if kind == BUTTON else 3)
            box = box.adjusted(14, 0, -4, 0)
        elif kind in (ON, OFF):
            side = round(box.height() * 0.55)
            tick = QRect(box.left(), box.center().y() - side // 2, side, side)
            if kind == ON:
                painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(tick, 3, 3)
            if kind == ON:
                theme.icon("check", QColor("#ffffff")).paint(painter, tick)
            box = box.adjusted(side + 10, 0, 0, 0)
        painter.setPen(QColor(colours.text if kind != LINE or acts else colours.muted))
        painter.drawText(box, _LEFT, words)

    def _row(self) -> int:
        return round(self.fontMetrics().lineSpacing() * _ROW)
