"""How an administrator makes the External Client App whose consumer key the program needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from wizard.gui.parts import CopyField, named, row, text
from wizard.gui.points import show_points

CALLBACKS = tuple(f"http://localhost:{port}/callback" for port in range(47801, 47806))


class AppGuide(QWidget):
    """Numbered steps with everything to copy (salesforce.md §1.5, §1.6; labels in Salesforce may differ)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open, self._settings, self._after = text("guide-open"), text("guide-settings"), text("guide-after")
        self._policies = text("guide-policies")
        self._name = CopyField("app-name", "Sansan to Salesforce")
        self._callbacks = named(QPlainTextEdit("\n".join(CALLBACKS)), "text-callbacks")
        self._callbacks.setReadOnly(True)
        self._callbacks.setTabChangesFocus(True)
        lines = self._callbacks.fontMetrics().lineSpacing() * (len(CALLBACKS) + 1)
        self._callbacks.setFixedHeight(lines + 8)
        self._copy = named(QPushButton(), "button-copy-callbacks")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._callbacks.toPlainText()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 0, 0)
        for widget in (self._open, self._name, self._settings, self._callbacks):
            layout.addWidget(widget)
        layout.addLayout(row(self._copy))
        layout.addWidget(self._after)
        layout.addWidget(self._policies)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        show_points(
            self._open,
            self.tr(
                "These steps follow Salesforce’s documentation; labels in Salesforce may differ a little.<br>"
                "1.  In Salesforce open <b>Setup</b> > <b>External Client App Manager</b> > "
                "<b>New External Client App</b>.<br>"
                "2.  Name it, enter your e-mail address, and leave the distribution state at <b>Local</b>:"
            ),
        )
        self._name.set_label(self.tr("Name of the app"))
        show_points(
            self._settings,
            self.tr(
                "3.  Under <b>API (Enable OAuth Settings)</b> tick <b>Enable OAuth</b> and paste all five callback "
                "URLs, one a line:"
            ),
        )
        self._callbacks.setAccessibleName(self.tr("Callback URLs"))
        self._copy.setText(self.tr("Copy the five callback URLs"))
        self._copy.setAccessibleName(self._copy.text())
        show_points(
            self._after,
            self.tr(
                "4.  Choose these OAuth scopes: <b>Manage user data via APIs (api)</b>, <b>Perform requests at any "
                "time (refresh_token, offline_access)</b>, <b>Access the identity URL service (id)</b>.<br>"
                "5.  Under Flow Enablement and Security untick <b>Require secret for Web Server Flow</b> and "
                "<b>Require secret for Refresh Token Flow</b>, which are on at first, and leave <b>Require Proof Key "
                "for Code Exchange (PKCE)</b> on. <b>Refresh token rotation</b> may be on. Every other flow stays "
                "off.<br>"
                "6.  Click <b>Create</b>. Then open the app’s <b>Settings</b> > <b>OAuth Settings</b> > "
                "<b>Consumer Key and Secret</b>, and copy the <b>Consumer Key</b>. The secret is not needed.<br>"
                "7.  A new app may take up to ten minutes until Salesforce knows it."
            ),
        )
        show_points(
            self._policies,
            self.tr(
                "The app’s <b>Policies</b> may stay as they are, unless your organisation is strict:<br>"
                "•  <b>Permitted Users</b>: where only users approved by an administrator may use apps, add the "
                "profile or a permission set of the user who signs in.<br>"
                "•  <b>API Access Control</b>: where it is on, add this app to the allowed ones, else every call is "
                "refused after signing in.<br>"
                "•  <b>IP Relaxation</b>: keep what your rules ask for. This program connects from this computer.<br>"
                "•  <b>Refresh Token Policy</b>: with a limit of 30 idle days, a set-up that is not used for a month "
                "asks to sign in again. Nothing else is lost."
            ),
        )
