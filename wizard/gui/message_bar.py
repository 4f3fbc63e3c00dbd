"""The bar above the footer that says what happened and what to do, in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from wizard.gui import theme
from wizard.gui.parts import named


class MessageBar(QFrame):
    """Shows one message at a time; an error may offer *Try again*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self._icon, self._text = QLabel(), named(QLabel(), "message-text")
        self._text.setWordWrap(True)
        self._text.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._again = named(QPushButton(), "button-try-again")
        self._again.clicked.connect(self._try_again)
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
        colour = self.palette().color(QPalette.ColorRole.ToolTipText)
        self._icon.setPixmap(theme.icon(icon, colour).pixmap(24, 24))
        self._text.setText(words)
        self._text.setAccessibleName(words)
        self._again.setText(self.tr("Try again"))
        self._again.setAccessibleName(self._again.text())
        self._again.setVisible(retry is not None)
        self._retry = retry
        self.show()

    def _try_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry:
            retry()
