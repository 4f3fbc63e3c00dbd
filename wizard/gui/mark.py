"""An icon beside words, in a colour of the look, which it follows."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from wizard.gui import theme

_SIZE = 24
_TONES = {"problem": "bad", "done": "good"}


class Mark(QLabel):
    """Shows ``info``, ``done`` or ``problem``; the words beside it say the same."""

    def __init__(self, name: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_icon(name)

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        colour = QColor(getattr(theme.Look.colours, _TONES.get(name, "link")))
        self.setPixmap(theme.icon(name, colour).pixmap(_SIZE, _SIZE))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_icon(self._name)
