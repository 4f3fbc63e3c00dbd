"""Taking a file that is dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class DropArea(QWidget):
    """Once ``setAcceptDrops`` was called: ``hovering`` tells whether a file is held above it, ``dropped`` brings it."""

    hovering = Signal(bool)
    dropped = Signal(object)  # Path

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if _file(event.mimeData()):
            event.acceptProposedAction()
            self.hovering.emit(True)

    def dragLeaveEvent(self, event: QEvent) -> None:
        """It was carried on."""
        self.hovering.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which file it is."""
        self.hovering.emit(False)
        if path := _file(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(path)


def _file(data: QMimeData) -> Path | None:
    """Return the file that is dragged, if it is exactly one on this computer."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
