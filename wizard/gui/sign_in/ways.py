"""The two ways to sign in: large and equal until one is chosen, then a strip; both stay to be chosen."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wizard.gui.parts import named, text

BROWSER, HERE = "browser", "here"


class Ways(QWidget):
    """``wanted`` brings ``BROWSER`` or ``HERE``."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preferred = BROWSER
        self._buttons = {BROWSER: QPushButton(), HERE: QPushButton()}
        self._reasons = {BROWSER: text("own-browser-reason"), HERE: text("embedded-reason")}
        self._cards = {way: QFrame() for way in self._buttons}
        named(self._buttons[BROWSER], "button-own-browser")
        named(self._buttons[HERE], "button-embedded")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for way, card in self._cards.items():
            card.setObjectName(f"card-sign-in-{way}")
            self._buttons[way].clicked.connect(lambda _checked=False, way=way: self.wanted.emit(way))
            inner = QVBoxLayout(card)
            inner.addWidget(self._buttons[way])
            inner.addWidget(self._reasons[way])
            line.addWidget(card, 1)
        self.setFocusProxy(self._buttons[BROWSER])
        self.show_chosen("")
        self._retranslate()

    def prefer(self, way: str) -> None:
        """Give the focus first to the way that was chosen last."""
        if way in self._buttons:
            self.preferred = way
            self.setFocusProxy(self._buttons[way])

    def choose_browser(self) -> None:
        """Choose the own browser, as its button does."""
        self.wanted.emit(BROWSER)

    def show_chosen(self, way: str) -> None:
        """Show the way that was chosen, both in a strip; empty: both large."""
        large = not way
        for each, button in self._buttons.items():
            card, margin = self._cards[each], 14 if large else 0
            card.setProperty("card", large)
            card.style().polish(card)
            card.layout().setContentsMargins(margin, margin, margin, margin)  # type: ignore[union-attr]
            self._reasons[each].setVisible(large)
            button.setProperty("large", large)
            button.setProperty("chosen", each == way)
            button.style().polish(button)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _why_browser(self, platform: str) -> str:
        if platform == "darwin":  # a Mac lets no other program use them
            return self.tr(
                "Touch ID and passkeys of this Mac work only there. Since July 2026 Salesforce requires such a sign-in "
                "of administrators."
            )
        return self.tr(
            "For a passkey, a security key, Windows Hello or your company’s sign-on. Since July 2026 "
            "Salesforce requires such a sign-in of administrators."
        )

    def _retranslate(self) -> None:
        for way, words, reason in (
            (
                BROWSER,
                self.tr("Use my own browser"),
                self._why_browser(sys.platform),
            ),
            (
                HERE,
                self.tr("Sign in here"),
                self.tr("For a username and a password, with a code from an app or an e-mail where one is asked for."),
            ),
        ):
            self._buttons[way].setText(words)
            self._buttons[way].setAccessibleName(words)
            self._buttons[way].setAccessibleDescription(reason)
            self._reasons[way].setText(reason)
