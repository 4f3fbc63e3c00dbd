"""The panel for a security key, driven by a request that says what Qt's would say."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWebEngineCore import QWebEngineWebAuthUxRequest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.sign_in.security_key import SecurityKeyPanel, State

PinError = QWebEngineWebAuthUxRequest.PinEntryError


class KeyRequest(QObject):
    """Qt makes such requests only when a key is plugged in."""

    stateChanged = Signal(State)  # noqa: N815

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state, self.done = state, []
        self.error = PinError.NoError

    def state(self) -> State:
        return self._state

    def move(self, state: State) -> None:
        self._state = state
        self.stateChanged.emit(state)

    def userNames(self) -> list[str]:
        return ["hanako@example.com", "taro@example.com"]

    def pinRequest(self) -> SimpleNamespace:
        return SimpleNamespace(error=self.error, remainingAttempts=7)

    def setPin(self, pin: str) -> None:
        self.done.append(pin)

    def setSelectedAccount(self, account: str) -> None:
        self.done.append(account)

    def retry(self) -> None:
        self.done.append("retry")

    def cancel(self) -> None:
        self.done.append("cancel")


@pytest.fixture
def panel(qtbot: QtBot) -> SecurityKeyPanel:
    panel = SecurityKeyPanel()
    qtbot.addWidget(panel)
    return panel


def find(panel: SecurityKeyPanel, name: str) -> QWidget:
    found = panel.findChild(QWidget, name)
    assert found is not None
    return found


def test_pin_touch_and_end(panel: SecurityKeyPanel) -> None:
    request = KeyRequest(State.CollectPin)
    panel.serve(request)
    assert "7" in find(panel, "security-key-text").text()
    find(panel, "input-security-key-pin").setText("1234")
    find(panel, "button-security-key").click()
    assert request.done == ["1234"]
    assert find(panel, "input-security-key-pin").text() == ""
    request.error = PinError.WrongPin
    request.move(State.CollectPin)
    assert "not accepted" in find(panel, "security-key-text").text()
    request.move(State.FinishTokenCollection)
    assert "Touch" in find(panel, "security-key-text").text()
    assert find(panel, "button-security-key").isHidden()
    request.move(State.Completed)
    assert panel.isHidden()


def test_account_is_chosen(panel: SecurityKeyPanel) -> None:
    request = KeyRequest(State.SelectAccount)
    panel.serve(request)
    choice = find(panel, "choose-security-key-account")
    [(label, _)] = QAccessible.queryAccessibleInterface(choice).relations(QAccessible.RelationFlag.Label)
    assert label.text(QAccessible.Text.Name) == "Account on the security key"
    choice.setCurrentIndex(1)
    find(panel, "button-security-key").click()
    assert request.done == ["taro@example.com"]


def test_failure_can_be_tried_again_or_given_up(panel: SecurityKeyPanel) -> None:
    request = KeyRequest(State.RequestFailed)
    panel.serve(request)
    find(panel, "button-security-key").click()
    find(panel, "button-cancel-security-key").click()
    assert request.done == ["retry", "cancel"]
    assert panel.isHidden()
