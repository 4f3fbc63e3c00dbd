"""The look: Fusion with the palette the system gives, light or dark; icons drawn in its colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from wizard import resources

_HEADING = 1.6  # times the system's font
_DARKER = 135  # per cent


def apply(app: QApplication) -> None:
    """Give the program its style; colours and fonts stay the system's."""
    app.setStyle("Fusion")
    app.setWindowIcon(icon("program", app.palette().color(QPalette.ColorRole.Highlight)))


def icon(name: str, colour: QColor, size: int = 64) -> QIcon:
    """Return an icon of resources/icons in a colour of the palette."""
    text = resources.path(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour.name())
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(text.encode()).render(painter)
    painter.end()
    return QIcon(pixmap)


def heading(label: QLabel, times: float = _HEADING) -> QLabel:
    """Make a label a heading."""
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * times)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    label.setWordWrap(True)
    return label


def secondary(label: QLabel) -> QLabel:
    """Make a label a quiet one."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label


class PrimaryButton(QPushButton):
    """The button that does what the page is for, in the palette's highlight colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the system's colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.EnabledChange):
            self._paint()

    def _paint(self) -> None:
        colours = QPalette(QApplication.palette())
        if self.isEnabled():
            strong = colours.color(QPalette.ColorRole.Highlight).darker(
                _DARKER
            )  # Fusion lightens a button's upper half
            colours.setColor(QPalette.ColorRole.Button, strong)
            colours.setColor(QPalette.ColorRole.ButtonText, colours.color(QPalette.ColorRole.HighlightedText))
        self.setPalette(colours)
