"""What is shown while the person signs in with the own browser."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from wizard.domain.text import visible
from wizard.gui.motion import show_busy
from wizard.gui.parts import CopyField, named, row, text


class WaitingPanel(QWidget):
    """The link to open by hand, the address to bring back, and the ways out.

    ``pasted``: an address that looks like this sign-in's answer; whether it is, its receiver decides.
    """

    pasted = Signal(str)
    cancelled = Signal()
    embedded_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._redirect = ""
        self._state, self._by_hand, self._paste_hint = text("own-browser-state"), text(), text()
        self._busy = named(QProgressBar(), "own-browser-busy")
        show_busy(self._busy)
        self._busy.setTextVisible(False)
        self.link = CopyField("sign-in-link")
        self.address = named(QLineEdit(), "input-pasted-address")
        self.address.returnPressed.connect(self._take)
        self._use = named(QPushButton(), "button-use-address")
        self._use.clicked.connect(self._take)
        self._fault = named(QLabel(), "pasted-address-fault")
        self._fault.setWordWrap(True)
        self.address.textEdited.connect(self._fault.hide)
        self._cancel = named(QPushButton(), "button-cancel-own-browser")
        self._cancel.clicked.connect(self.cancelled)
        self.embedded = named(QPushButton(), "button-embedded")
        self.embedded.clicked.connect(self.embedded_wanted)
        self._lay_out()
        self.show_link("")

    def show_link(self, url: str) -> None:
        """Show the link of a sign-in; empty while it is being prepared."""
        self._redirect = parse_qs(urlsplit(url).query).get("redirect_uri", [""])[0]
        self.link.field.setText(url)
        self.link.field.setCursorPosition(0)
        self.link.setEnabled(bool(url))
        self.address.clear()
        self._fault.hide()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._state)
        layout.addWidget(self._busy)
        layout.addLayout(row(self.embedded, self._cancel))
        for widget in (self._by_hand, self.link, self._paste_hint):
            layout.addSpacing(0 if widget is self.link else self.fontMetrics().height())
            layout.addWidget(widget)
        line = row(self.address, self._use, stretch=False)
        line.setStretch(0, 1)
        layout.addLayout(line)
        layout.addWidget(self._fault)
        layout.addStretch(1)

    def _take(self) -> None:
        address = visible(self.address.text())
        if "://" not in address:  # browsers hide it
            address = "http://" + address
        begin, _, query = address.partition("?")
        right = begin == self._redirect and bool(query)
        self._fault.setVisible(not right)
        if right:
            self.pasted.emit(address)

    def _retranslate(self) -> None:
        ready = bool(self.link.field.text())
        self._state.setText(
            self.tr(
                "Sign in to Salesforce in your browser. This window goes on by itself when you have allowed access."
            )
            if ready
            else self.tr("Your browser is being opened.")
        )
        self._by_hand.setText(self.tr("No browser opened? Copy this link and open it in a browser on this computer."))
        self._paste_hint.setText(
            self.tr("Does the browser say that it cannot reach localhost? Copy the address it shows and paste it here.")
        )
        self._fault.setText(
            self.tr("This is not the address of the last page. It begins with {start}").format(start=self._redirect)
        )
        self._fault.setAccessibleName(self._fault.text())
        self.link.set_label(self.tr("Sign-in link"))
        self.address.setAccessibleName(self.tr("Address the browser shows"))
        self.address.setPlaceholderText(self._redirect)
        self._busy.setAccessibleName(self.tr("Waiting for your browser"))
        for button, words in (
            (self._use, self.tr("Use this address")),
            (self._cancel, self.tr("Stop waiting for my browser")),
            (self.embedded, self.tr("Sign in here")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
