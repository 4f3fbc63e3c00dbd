"""A security key in the embedded page: what Qt asks for (PIN, touch, account), asked in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWebEngineCore import QWebEngineWebAuthUxRequest
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wizard.gui.drop_down import DropDown
from wizard.gui.parts import named, row, text

State = QWebEngineWebAuthUxRequest.WebAuthUxState
_PinError = QWebEngineWebAuthUxRequest.PinEntryError


class SecurityKeyPanel(QFrame):
    """Hidden until a page asks for a security key; serves one request at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._request: QWebEngineWebAuthUxRequest | None = None
        self._words = text("security-key-text")
        self._pin = named(QLineEdit(), "input-security-key-pin")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.returnPressed.connect(self._go_on)
        self._account = named(DropDown(), "choose-security-key-account")
        self._continue = named(QPushButton(), "button-security-key")
        self._continue.clicked.connect(self._go_on)
        self._cancel = named(QPushButton(), "button-cancel-security-key")
        self._cancel.clicked.connect(self._give_up)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addLayout(row(self._pin, self._account, self._continue, self._cancel))
        self.forget()

    def serve(self, request: QWebEngineWebAuthUxRequest) -> None:
        """Follow a request until it ends."""
        self._request = request
        request.stateChanged.connect(self._show)
        self._show(request.state())

    def forget(self) -> None:
        """Drop the request; it has ended, or its page has."""
        self._request = None
        self._pin.clear()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._request:
            self._show(self._request.state())

    def _show(self, state: State) -> None:
        request = self._request
        if request is None or state in (State.NotStarted, State.Cancelled, State.Completed):
            self.forget()
            return
        self._pin.setVisible(state == State.CollectPin)
        self._account.setVisible(state == State.SelectAccount)
        self._continue.setVisible(state != State.FinishTokenCollection)
        self._words.setText(self._sentence(request, state))
        if state == State.SelectAccount:
            self._account.clear()
            self._account.addItems(request.userNames())
        self._label(state)
        self.show()
        if state == State.CollectPin:
            self._pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sentence(self, request: QWebEngineWebAuthUxRequest, state: State) -> str:
        if state == State.SelectAccount:
            return self.tr("Choose the account on your security key.")
        if state == State.FinishTokenCollection:
            return self.tr("Touch your security key.")
        if state == State.RequestFailed:
            return self.tr("The security key was not accepted. Try again, or sign in with your own browser.")
        pin = request.pinRequest()
        words = self.tr("Enter the PIN of your security key. Attempts left: {count}")
        again = "" if pin.error == _PinError.NoError else self.tr("This PIN was not accepted.") + " "
        return again + words.format(count=pin.remainingAttempts)

    def _label(self, state: State) -> None:
        failed = state == State.RequestFailed
        self._continue.setText(self.tr("Try again") if failed else self.tr("Continue"))
        self._cancel.setText(self.tr("Without security key"))
        for widget, name in (
            (self._pin, self.tr("PIN of the security key")),
            (self._continue, self._continue.text()),
            (self._cancel, self._cancel.text()),
        ):
            widget.setAccessibleName(name)
        self._account.set_label(self.tr("Account on the security key"))

    def _go_on(self) -> None:
        request = self._request
        if request is None:
            return
        if request.state() == State.SelectAccount:
            request.setSelectedAccount(self._account.currentText())
        elif request.state() == State.CollectPin:
            request.setPin(self._pin.text())
            self._pin.clear()
        else:
            request.retry()

    def _give_up(self) -> None:
        request = self._request
        self.forget()
        if request:
            request.cancel()
