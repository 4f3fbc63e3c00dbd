"""A chart of a transfer: cards done over time, drawn in the colours of the window."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.texts import duration, number

_MOST = 400  # points kept; beyond that every second one goes
_LINES = 9  # height, in lines of text


class TransferChart(QWidget):
    """Takes how many cards are done now and then; ``begin`` starts a new curve."""

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.setObjectName("chart-transfer")
        self._clock, self._began = clock, clock()
        self._points: list[tuple[float, int]] = []
        self._total: int | None = None
        self._step = 1  # only each so manieth point is kept
        self._noted = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES)
        self._translate()

    def begin(self) -> None:
        """Start a new curve at nothing."""
        self._began, self._points, self._total, self._step, self._noted = self._clock(), [(0.0, 0)], None, 1, 0
        self.update()

    def note(self, done: int, total: int | None) -> None:
        """Take how many cards are done, and of how many if that is known."""
        point = (self._clock() - self._began, done)
        self._noted += 1
        if self._noted % self._step == 0 or len(self._points) < 2:
            self._points.append(point)
        else:
            self._points[-1] = point  # the end of the curve is always now
        if len(self._points) > _MOST:
            self._points, self._step = self._points[::2], self._step * 2
        self._total = total
        self._translate()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, marks and curve."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().lineSpacing()
        left = self.fontMetrics().horizontalAdvance(number(self._top())) + 14
        field = QRectF(left, line * 0.7, self.width() - left - 10, self.height() - line * 2.2)
        self._draw_marks(painter, field, line)
        self._draw_curve(painter, field)

    def _draw_marks(self, painter: QPainter, field: QRectF, line: int) -> None:
        colours = theme.Look.colours
        painter.setFont(self.font())
        for part in (0.0, 0.5, 1.0) if self._top() > 1 else (0.0, 1.0):
            y = field.bottom() - part * field.height()
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(colours.muted))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - line / 2, field.left() - 8, line), side, number(round(self._top() * part)))
        below = QRectF(field.left(), field.bottom() + line * 0.2, field.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, duration(0))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, duration(self._seconds()))

    def _draw_curve(self, painter: QPainter, field: QRectF) -> None:
        colours, top, seconds = theme.Look.colours, self._top(), max(self._seconds(), 0.001)
        points = [
            QPointF(field.left() + at / seconds * field.width(), field.bottom() - done / top * field.height())
            for at, done in self._points
        ]
        if len(points) < 2:
            return
        ground = QColor(colours.link)
        ground.setAlpha(48)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        feet = [QPointF(points[-1].x(), field.bottom()), QPointF(points[0].x(), field.bottom())]
        painter.drawPolygon(QPolygonF([*points, *feet]))
        painter.setPen(QPen(QColor(colours.link), 2))
        painter.drawPolyline(QPolygonF(points))

    def _seconds(self) -> float:
        return self._points[-1][0] if self._points else 0.0

    def _top(self) -> int:
        most = max((done for _, done in self._points), default=0)
        return max(self._total or 0, most, 1)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Chart: cards done over time"))
        done = self._points[-1][1] if self._points else 0
        self.setAccessibleDescription(
            self.tr("{done} cards after {time}").format(done=number(done), time=duration(self._seconds()))
        )
