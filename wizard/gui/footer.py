"""The buttons below every page, and the reason when Next is off."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from wizard.gui import theme
from wizard.gui.parts import named, set_words


class Footer(QWidget):
    """Back, Next and Cancel. What they say and whether they can be pressed is set as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cancel = named(QPushButton(), "button-cancel")
        self.back = named(QPushButton(), "button-back")
        self.next = named(theme.PrimaryButton(), "button-next")
        self.reason = theme.secondary(named(QLabel(), "text-reason"))
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(28, 12, 28, 4)
        layout.addWidget(self.cancel)
        layout.addWidget(self.reason, 1)
        layout.addWidget(self.back)
        layout.addWidget(self.next)

        for button, key in (
            (self.back, "Alt+Left"),
            (self.next, "Alt+Right"),
        ):  # a button forgets its own with its text
            QShortcut(QKeySequence(key), self).activated.connect(partial(_press, button))
            button.setToolTip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))

    def set_texts(self, next_text: str, leave_text: str) -> None:
        """Label the buttons."""
        for button, words, letter in (
            (self.cancel, leave_text, "C"),
            (self.back, self.tr("Back"), "B"),
            (self.next, next_text, "N"),
        ):
            set_words(button, words, letter)

    def set_next(self, reason: str, *, shown: bool) -> None:
        """Switch Next on, or off with its reason beside it."""
        self.next.setVisible(shown)
        self.next.setEnabled(not reason)
        self.next.setAccessibleDescription(reason)
        self.reason.setText(reason if shown else "")
        self.reason.setAccessibleName(self.reason.text())


def _press(button: QPushButton) -> None:
    if button.isVisible():
        button.click()
