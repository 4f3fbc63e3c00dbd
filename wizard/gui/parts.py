"""Small widgets that several pages use."""

from __future__ import annotations

import sys
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

_W = TypeVar("_W", bound=QWidget)


def named(widget: _W, name: str) -> _W:
    """Give a widget its object name and return it."""
    widget.setObjectName(name)
    return widget


def text(name: str = "") -> QLabel:
    """Return a label for running text: wrapped, selectable by mouse, links open in the browser."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
    )
    return label


def set_words(button: QPushButton, words: str, letter: str) -> None:
    """Say what a button does. Alt and a letter press it: the first one, or ``letter`` behind words without letters."""
    button.setAccessibleName(words)
    plain = words.replace("&", "&&")
    marked = f"&{plain}" if words[:1].isascii() else f"{plain}(&{letter})"
    button.setText(plain if sys.platform == "darwin" else marked)  # which knows no such keys


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout; nobody finds them by name any more. Safe in their own signals."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            for part in (widget, *widget.findChildren(QObject)):
                part.setObjectName("")
            widget.deleteLater()


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Return widgets side by side, gathered at the start of the line."""
    layout = QHBoxLayout()
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return layout


class Disclosure(QWidget):
    """A line that folds its content out and in."""

    def __init__(self, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = named(QToolButton(), name)
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.toggled.connect(self._fold)
        self._content = content
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        layout.addWidget(content)
        self._fold(False)

    def set_text(self, words: str) -> None:
        """Set the line's words."""
        self.button.setText(words)
        self.button.setAccessibleName(words)

    def _fold(self, out: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if out else Qt.ArrowType.RightArrow)
        self._content.setVisible(out)


class CopyField(QWidget):
    """A text to take along, with a button that copies it."""

    def __init__(self, name: str, content: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = named(QLineEdit(content), f"text-{name}")
        self.field.setReadOnly(True)
        self.field.setCursorPosition(0)  # a long text is known by how it begins
        self.button = named(QPushButton(), f"button-copy-{name}")
        self.button.clicked.connect(self._copy)
        self._back = QTimer(self, singleShot=True, interval=2_000)
        self._back.timeout.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.button)
        self._show()

    def set_label(self, label: str) -> None:
        """Set the accessible names from what the text is."""
        self.field.setAccessibleName(label)
        self.button.setAccessibleName(self.tr("Copy") + ": " + label)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.text())
        self.button.setText(self.tr("Copied"))
        self._back.start()

    def _show(self) -> None:
        wide = 0
        for words in (self.tr("Copied"), self.tr("Copy")):
            self.button.setText(words)
            wide = max(wide, self.button.sizeHint().width())
        self.button.setMinimumWidth(wide)  # so that nothing moves when it was pressed
