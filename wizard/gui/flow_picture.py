"""The picture on the first page: cards go from Sansan to Salesforce, each to its owner."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from wizard.gui.picture import Picture

_LINES = 8.5  # height, in lines of text


class FlowPicture(Picture):
    """Says what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("picture-flow", "flow", _LINES, parent)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Picture: business cards go from Sansan to Salesforce, each to its owner"))
