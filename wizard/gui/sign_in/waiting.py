"""What is shown while the person signs in with the own browser."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QElapsedTimer, QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from wizard.domain.text import visible
from wizard.gui import theme
from wizard.gui.motion import show_busy
from wizard.gui.parts import CopyField, Disclosure, named, row, text
from wizard.gui.picture import Picture
from wizard.gui.points import show_points


class WaitingPanel(QWidget):
    """What is asked in the browser, the time waited, the link to open by hand, the address to bring back, the way out.

    ``pasted``: an address that looks like this sign-in's answer; whether it is, its receiver decides.
    """

    pasted = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._redirect = ""
        self._title = theme.heading(named(QLabel(), "title-own-browser"), 1.3)
        self._picture, self._steps = Picture("picture-own-browser", "browser", 6), text("own-browser-steps")
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
        self._since = QElapsedTimer()
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._say_state)
        self._lay_out()
        self.show_link("")

    def show_link(self, url: str) -> None:
        """Show the link of a sign-in; empty while it is being prepared."""
        self._redirect = parse_qs(urlsplit(url).query).get("redirect_uri", [""])[0]
        self._since.start()
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
        by_hand = QWidget()
        inner = QVBoxLayout(by_hand)
        inner.setContentsMargins(24, 0, 0, 0)
        inner.addWidget(self._paste_hint)
        pasted = row(self.address, self._use, stretch=False)
        pasted.setStretch(0, 1)
        inner.addLayout(pasted)
        inner.addWidget(self._fault)
        self._fold = Disclosure("button-paste-address", by_hand)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        for widget in (self._title, self._picture, self._steps, self._busy):
            layout.addWidget(widget)
        line = row(self._cancel, self._state, stretch=False)
        line.setStretch(1, 1)
        layout.addLayout(line)
        layout.addSpacing(self.fontMetrics().height() // 2)
        for below in (self._by_hand, self.link, self._fold):
            layout.addWidget(below)
        layout.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell how long it has been waited."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def _say_state(self) -> None:
        waited = round(self._since.elapsed() / 1000)
        self._state.setText(
            self.tr("Waiting for your browser: {minutes}:{seconds}").format(
                minutes=waited // 60, seconds=f"{waited % 60:02}"
            )
            if self.link.field.text()
            else self.tr("Your browser is being opened.")
        )

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
        self._title.setText(self.tr("Continue in your browser"))
        self._picture.setAccessibleName(
            self.tr("Picture: sign in in the browser, allow access, and this window goes on by itself")
        )
        show_points(
            self._steps,
            self.tr(
                "1.  Enter your Salesforce user name, then your password or your passkey.<br>"
                "2.  Check what is asked for, and click <b>Allow</b>.<br>"
                "3.  Come back. This window goes on by itself."
            ),
        )
        self._say_state()
        self._by_hand.setText(self.tr("No browser opened? Copy this link and open it in a browser on this computer."))
        self._fold.set_text(self.tr("The browser says that it cannot reach localhost"))
        self._paste_hint.setText(self.tr("Copy the address that the browser shows, and paste it here."))
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
        ):
            button.setText(words)
            button.setAccessibleName(words)
