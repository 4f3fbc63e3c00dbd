"""A person in front of the window, who counts clicks and pastes."""

from __future__ import annotations

import json
import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.people import walk
from wizard.gui.shell import Shell

PATIENCE = 20_000  # milliseconds


class Person:
    """Finds controls by their object names, as interfaces.md gives them."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.qtbot, self.shell = qtbot, shell
        self.clicks = self.pastes = 0

    def find(self, name: str) -> QWidget:
        found = self.shell.findChildren(QWidget, name)
        assert found, name
        return next((widget for widget in found if widget.isVisible()), found[0])

    def text(self, name: str) -> str:
        """Return what can be read, without the mark of a letter to press with Alt."""
        return re.sub(r"\(&\w\)$|^&", "", self.find(name).text())  # type: ignore[attr-defined]

    def click(self, name: str) -> None:
        """Click as soon as the button is to be seen: what was just put into a page is drawn a moment later."""
        self.until(lambda: self.find(name).isVisible())
        button = self.find(name)
        assert button.isEnabled(), f"{name} cannot be pressed: {self.reason}"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.clicks += 1

    def paste(self, name: str, words: str) -> None:
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.clear()
        field.insert(words)
        self.pastes += 1

    def choose(self, name: str) -> None:
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        button.click()
        self.clicks += 1

    def choose_from_menu(self, name: str) -> None:
        entry = self.shell.findChild(QAction, name)
        assert entry is not None, name
        assert entry.isEnabled(), name
        entry.trigger()
        self.clicks += 2

    def press(self, key: Qt.Key) -> None:
        focused = self.shell.focusWidget() or self.shell
        self.qtbot.keyClick(focused, key)

    @property
    def reason(self) -> str:
        return self.text("text-reason")

    @property
    def message(self) -> str:
        return self.shell.bar.message

    def next(self) -> None:
        self.until_enabled("button-next")
        self.click("button-next")

    def until(self, true: object) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE)

    def until_enabled(self, name: str) -> None:
        self.until(lambda: self.find(name).isEnabled() and self.find(name).isVisible())

    def until_page(self, step: str) -> None:
        self.until(lambda: self.shell.page.step == step and self.find(f"page-{step}").isVisible())

    def answer_box(self, name: str) -> None:
        self.until(lambda: self.shell.findChild(QMessageBox) is not None)
        self.choose(name)

    def open(self, step: str) -> None:
        """Stand on a step with everything before it answered."""
        self.shell._open(walk(step))
        self.until_page(step)

    # The embedded sign-in page

    def script(self, code: str) -> object:
        view = self.find("web-sign-in")
        assert isinstance(view, QWebEngineView)
        found: list[str] = []
        view.page().runJavaScript(f"JSON.stringify([{code}])", found.append)
        self.until(lambda: bool(found))
        return json.loads(found[0])[0] if found[0] else None

    def sign_in(self, username: str, password: str) -> None:
        self.open_embedded()
        self._await_element("Login")
        self.script(f"document.getElementById('username').value = {username!r}")
        self.script(f"document.getElementById('password').value = {password!r}")
        self.script("document.getElementById('Login').click()")
        self._await_element("save")
        self.script("document.getElementById('save').click()")

    def open_embedded(self) -> None:
        self.until_enabled("button-embedded")
        self.click("button-embedded")

    def _await_element(self, element: str) -> None:
        self.until(lambda: self.script(f"document.getElementById({element!r}) !== null") is True)
