"""Technical details: folded, to be selected, copied with one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from wizard.gui.parts import Disclosure, named, row

_LINES = 7


class DetailsView(QWidget):
    """Hidden while there are none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = named(QPlainTextEdit(), f"details-{name}")
        self._words.setReadOnly(True)
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(self._words.fontMetrics().lineSpacing() * _LINES + 16)
        self._copy = named(QPushButton(), f"button-copy-details-{name}")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._words.toPlainText()))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._words)
        inside.addLayout(row(self._copy))
        self._fold = Disclosure(f"button-details-{name}", inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._fold)
        self._translate()
        self.hide()

    def show_details(self, words: str) -> None:
        """Show details, folded; hide when there are none."""
        self._words.setPlainText(words)
        self._fold.button.setChecked(False)
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        self._fold.set_text(self.tr("Technical details (no secrets)"))
        self._words.setAccessibleName(self.tr("Technical details"))
        self._copy.setText(self.tr("Copy details"))
        self._copy.setAccessibleName(self._copy.text())
