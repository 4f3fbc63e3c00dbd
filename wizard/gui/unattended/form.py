"""The consumer secret, where the app signs in, and whether the person's own sign-in is kept beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from wizard.domain.text import visible
from wizard.gui import theme
from wizard.gui.parts import named, text


class SecretForm(QWidget):
    """``changed``: what is entered, or whether it will do. The secret is shown to nobody and forgotten after use."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._secret, self._domain = (
            named(QLineEdit(), "input-consumer-secret"),
            named(QLineEdit(), "input-unattended-domain"),
        )
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self._secret, self._domain):
            field.textChanged.connect(self.changed)
        self._labels = named(QLabel(), "label-consumer-secret"), named(QLabel(), "label-unattended-domain")
        self._drop = named(QCheckBox(), "choice-drop-sign-in")
        self._means = theme.secondary(text("text-drop-sign-in"))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(1, 1)
        for place, (label, field) in enumerate(zip(self._labels, (self._secret, self._domain), strict=True)):
            label.setBuddy(field)
            layout.addWidget(label, place, 0)
            layout.addWidget(field, place, 1)
        layout.addWidget(self._drop, 2, 0, 1, 2)
        layout.addWidget(self._means, 3, 0, 1, 2)

    @property
    def secret(self) -> str:
        """The secret, without what came along when it was copied."""
        return visible(self._secret.text()).strip()

    @property
    def domain(self) -> str:
        """Where the app signs in."""
        return visible(self._domain.text()).strip()

    @property
    def keep_sign_in(self) -> bool:
        """Whether the person's own sign-in stays in the keyring."""
        return not self._drop.isChecked()

    def show_state(self, domain: str, *, has_secret: bool, keeps_sign_in: bool) -> None:
        """Begin with what is kept."""
        self._secret.clear()
        self._domain.setText(domain)
        self._drop.setChecked(not keeps_sign_in)
        self._secret.setPlaceholderText(self.tr("Leave empty to keep the present one") if has_secret else "")

    def forget(self) -> None:
        """Forget the secret."""
        self._secret.clear()

    def ask_for_secret(self) -> None:
        """Put the focus where the secret goes."""
        self._secret.setFocus()

    def retranslate(self) -> None:
        """Set every text."""
        for label, field, words in (
            (self._labels[0], self._secret, self.tr("Consumer secret")),
            (self._labels[1], self._domain, self.tr("My Domain")),
        ):
            label.setText(words)
            field.setAccessibleName(words)
        self._drop.setText(self.tr("Forget my own sign-in when this window closes"))
        self._drop.setAccessibleName(self._drop.text())
        self._drop.setAccessibleDescription(
            self.tr("Transfers by hand, links and taking back then ask you to sign in first.")
        )
        self._means.setText(self._drop.accessibleDescription())
