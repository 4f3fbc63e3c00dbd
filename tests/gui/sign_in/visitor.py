"""A person in front of the sign-in."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.sign_in.widget import SignInWidget
from wizard.standin.world import World

REDIRECT = "http://localhost:47801/callback"


class Visitor:
    """A person in front of the widget."""

    def __init__(self, qtbot: QtBot, widget: SignInWidget) -> None:
        self.qtbot, self.widget = qtbot, widget
        self.view = widget.findChild(QWebEngineView, "web-sign-in")
        self.answers: list[dict[str, list[str]]] = []
        widget.answered.connect(self.answers.append)

    def find(self, name: str) -> QWidget:
        found = self.widget.findChild(QWidget, name)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        button = self.find(name)
        assert button.isVisible(), name
        button.click()

    def script(self, code: str) -> object:
        """Run a script in the page and return its value."""
        found: list[str] = []
        self.view.page().runJavaScript(f"JSON.stringify([{code}])", found.append)
        self.qtbot.waitUntil(lambda: bool(found), timeout=10_000)
        return json.loads(found[0])[0] if found[0] else None

    def press(self, element: str) -> None:
        self.view.page().runJavaScript(f"document.getElementById({element!r}).click()")

    def tap(self, element: str) -> None:
        """Click with the mouse, as some doings of a page need it; before it is drawn a page drops every click."""
        self.until(lambda: self.script("performance.getEntriesByType('paint').length > 0") is True)
        box = f"document.getElementById({element!r}).getBoundingClientRect()"
        x, y = self.script(f"{box}.x + 5"), self.script(f"{box}.y + 5")
        self.qtbot.mouseClick(self.view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(y)))

    def await_element(self, element: str) -> None:
        self.until(lambda: self.script(f"document.getElementById({element!r}) !== null") is True)

    def await_note(self, code: str) -> str:
        self.until(lambda: self.widget.note.code == code)
        assert self.widget.note.isVisible()
        return self.widget.note.words

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=20_000)

    def zoom(self, *keys: str) -> None:
        for key in keys:
            self.qtbot.keyClick(self.view.focusProxy(), key, Qt.KeyboardModifier.ControlModifier)

    def log_in(self, world: World) -> None:
        self.await_element("Login")
        username = world.salesforce_users[0].username
        self.script(f"document.getElementById('username').value = {username!r}")
        self.script(f"document.getElementById('password').value = {world.password!r}")
        self.press("Login")
        self.await_element("save")
