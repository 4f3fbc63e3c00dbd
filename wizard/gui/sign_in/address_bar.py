"""The line above the embedded page: where one is, and whether it is safe."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from wizard.gui import theme
from wizard.gui.parts import named
from wizard.gui.sign_in.gate import is_loopback, is_salesforce, shown


class AddressBar(QWidget):
    """Shows the address, with a lock and its meaning in words. The person cannot change it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = QUrl()
        self._lock = named(QLabel(), "sign-in-lock-icon")
        self._state = named(QLabel(), "sign-in-lock")
        self.field = named(QLineEdit(), "sign-in-address")
        self.field.setReadOnly(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._lock)
        layout.addWidget(self._state)
        layout.addWidget(self.field, 1)
        self._retranslate()

    def show_url(self, url: QUrl) -> None:
        """Show an address, from its beginning."""
        self._url = url
        self.field.setText(shown(url))
        self.field.setCursorPosition(0)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language, wear the new colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    def _retranslate(self) -> None:
        height = self.fontMetrics().height()
        icon = theme.icon("lock" if self._is_safe() else "lock-open", self.palette().color(QPalette.ColorRole.Text))
        self._lock.setPixmap(icon.pixmap(height, height))
        self._state.setText(self._meaning())
        self._state.setAccessibleName(self.tr("Connection") + ": " + self._meaning())
        self.field.setAccessibleName(self.tr("Address of the page"))

    def _is_safe(self) -> bool:
        return self._url.scheme() == "https" or is_loopback(self._url)

    def _meaning(self) -> str:
        if self._url.scheme() == "https":
            return self.tr("Encrypted, Salesforce") if is_salesforce(self._url) else self.tr("Encrypted")
        return self.tr("This computer") if is_loopback(self._url) else self.tr("No page")
