"""Which way of signing in stands first, and why, on each system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.sign_in.widget import SignInWidget


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_on_a_mac_the_own_browser_stands_first_and_touch_id_is_named(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    widget = SignInWidget()
    widget.resize(900, 700)
    widget.show()
    qtbot.waitExposed(widget)
    button, page = widget.findChild(QWidget, "button-own-browser"), widget.findChild(QWidget, "web-sign-in")
    reason = widget.findChild(QLabel, "own-browser-reason")
    assert button
    assert page
    assert reason
    above = button.mapTo(widget, QPoint(0, 0)).y() < page.mapTo(widget, QPoint(0, 0)).y()
    assert above is ("Touch ID" in reason.text()) is (platform == "darwin")
    widget.close()
    widget.deleteLater()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
