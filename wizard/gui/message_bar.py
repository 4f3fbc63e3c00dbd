"""The bar above the footer that says what happened and what to do, in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.parts import named


class MessageBar(QFrame):
    """Shows one message at a time; an error may offer *Try again*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._icon, self._text = QLabel(), named(QLabel(), "message-text")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._again = named(QPushButton(), "button-try-again")
        self._again.clicked.connect(self._try_again)
        self._kind = "info"
        self._retry: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._again, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.clear()

    @property
    def message(self) -> str:
        """What is shown, empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def error(self, words: str, retry: Callable[[], None] | None = None) -> None:
        """Say what went wrong."""
        self._show("problem", words, retry)

    def note(self, words: str) -> None:
        """Say something the person should know."""
        self._show("info", words, None)

    def clear(self) -> None:
        """Say nothing."""
        self._retry = None
        self.hide()

    def _show(self, icon: str, words: str, retry: Callable[[], None] | None) -> None:
        self._kind = icon
        self.setProperty("bad", icon == "problem")
        self.style().polish(self)
        self._draw()
        self._text.setText(words)
        self._text.setAccessibleName(words)
        self._again.setText(self.tr("Try again"))
        self._again.setAccessibleName(self._again.text())
        self._again.setVisible(retry is not None)
        self._retry = retry
        self.show()

    def _draw(self) -> None:
        bad, colours = self._kind == "problem", theme.Look.colours
        self._icon.setPixmap(theme.icon(self._kind, QColor(colours.bad if bad else colours.link)).pixmap(24, 24))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.isHidden():
            self._draw()

    def _try_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry:
            retry()
