"""The picture on the first page: cards go from Sansan to Salesforce, each to its owner; in the look's colours."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard import resources
from wizard.gui import theme

_LINES = 8.5  # height, in lines of text


class FlowPicture(QWidget):
    """As wide as there is room for, at the left; grows with the system's font."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture-flow")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * _LINES))
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, never distorted."""
        colours = theme.Look.colours
        names = ("surface", "raised", "chosen", "text", "muted", "edge", "link", "accent", "good")
        svg = Template(resources.path("icons/flow.svg").read_text("utf-8"))
        words = {"font": self.font().family(), **{name: getattr(colours, name) for name in names}}
        renderer = QSvgRenderer(svg.substitute(words).encode())
        wanted = renderer.defaultSize()
        scale = min(self.width() / wanted.width(), self.height() / wanted.height())
        painter = QPainter(self)
        renderer.render(painter, QRectF(0, 0, wanted.width() * scale, wanted.height() * scale))

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Picture: business cards go from Sansan to Salesforce, each to its owner"))
