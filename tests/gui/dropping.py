"""Files that a person drags over a widget and lets fall."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_HOW = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def hover(widget: QWidget, *paths: Path) -> QMimeData:
    """Hold files over a widget; let them fall with ``let_fall``."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, *_HOW))
    return data


def let_fall(widget: QWidget, data: QMimeData) -> None:
    """Let what is held fall."""
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, *_HOW))


def drop(widget: QWidget, *paths: Path) -> None:
    """Drop files on a widget."""
    let_fall(widget, hover(widget, *paths))
