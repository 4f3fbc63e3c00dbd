"""Which way of signing in stands first, and why, on each system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.sign_in.widget import SignInWidget


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_own_browser_stands_first_and_on_a_mac_touch_id_is_named(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    widget = SignInWidget()
    widget.resize(900, 700)
    widget.show()
    qtbot.waitExposed(widget)
    own, here = widget.findChild(QWidget, "button-own-browser"), widget.findChild(QWidget, "button-embedded")
    reason = widget.findChild(QLabel, "own-browser-reason")
    assert own
    assert here
    assert reason
    places = [(at.y(), at.x()) for at in (button.mapTo(widget, QPoint(0, 0)) for button in (own, here))]
    assert places[0] < places[1], "the own browser comes first, as one reads"
    assert ("Touch ID" in reason.text()) is (platform == "darwin")
    widget.close()
    widget.deleteLater()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
