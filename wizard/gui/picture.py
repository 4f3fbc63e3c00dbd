"""Pictures in the look's colours, as large as there is room for."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard import resources
from wizard.gui import theme

_COLOURS = ("surface", "raised", "chosen", "text", "muted", "edge", "link", "accent", "good")


class Picture(QWidget):
    """Shows ``resources/icons/<file>.svg`` at the left, ``lines`` of text high; whoever shows it says what it means."""

    def __init__(self, name: str, file: str, lines: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._svg = Template(resources.path(f"icons/{file}.svg").read_text("utf-8"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, never distorted."""
        colours = theme.Look.colours
        words = {"font": self.font().family(), **{name: getattr(colours, name) for name in _COLOURS}}
        renderer = QSvgRenderer(self._svg.substitute(words).encode())
        wanted = renderer.defaultSize()
        scale = min(self.width() / wanted.width(), self.height() / wanted.height())
        painter = QPainter(self)
        renderer.render(painter, QRectF(0, 0, wanted.width() * scale, wanted.height() * scale))
