"""A driver on the window: presses what a person would press, by the object names of ``interfaces.md``."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from wizard.gui.shell import Shell

_LOOK = 20  # milliseconds between two looks
_PATIENCE = 60_000  # milliseconds for anything to come


class GuiDriver:
    """Raises ``TimeoutError``, naming what did not come."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Let the window live until something is true."""
        loop, look, limit = QEventLoop(), QTimer(interval=_LOOK), QTimer(singleShot=True, interval=_PATIENCE)
        look.timeout.connect(lambda: loop.quit() if true() else None)
        limit.timeout.connect(lambda: loop.exit(1))
        look.start()
        limit.start()
        if loop.exec():
            raise TimeoutError(what)

    def page(self, step: str) -> None:
        """Wait for a page."""
        self.until(lambda: self.shell.page.step == step and self.shell.page.isVisible(), f"page-{step}")

    def press(self, name: str) -> None:
        """Press a button once it can be pressed."""
        self.until(lambda: self._button(name) is not None, name)
        if button := self._button(name):
            button.click()

    def fill(self, name: str, words: str) -> None:
        """Put words into a field."""
        field = self.shell.findChild(QLineEdit, name)
        if not isinstance(field, QLineEdit):
            raise TimeoutError(name)
        field.setText(words)

    def go_on(self) -> None:
        """Press *Next*, and once more where the page asks before it goes on."""
        before = self.shell.page
        self.press("button-next")
        if self.shell.page is before:
            self.press("button-next")

    def sign_in(self, username: str, password: str) -> None:
        """Sign in on the stand-in's page in the embedded browser, and allow the access."""
        self.press("button-embedded")
        self._await_element("Login")
        for field, words in (("username", username), ("password", password)):
            self._script(f"document.getElementById({json.dumps(field)}).value = {json.dumps(words)}")
        self._script("document.getElementById('Login').click()")
        self._await_element("save")
        self._script("document.getElementById('save').click()")

    def _button(self, name: str) -> QAbstractButton | None:
        found = self.shell.findChild(QWidget, name)
        ready = isinstance(found, QAbstractButton) and found.isVisible() and found.isEnabled()
        return found if ready and isinstance(found, QAbstractButton) else None

    def _await_element(self, element: str) -> None:
        """Ask the web page again and again: one that is left meanwhile never answers."""
        answers: list[object] = []

        def there() -> bool:
            self._script(f"document.getElementById({json.dumps(element)}) !== null", answers.append)
            return True in answers

        self.until(there, element)

    def _script(self, code: str, answer: Callable[[object], None] = lambda _: None) -> None:
        view = self.shell.findChild(QWidget, "web-sign-in")
        if isinstance(view, QWebEngineView):
            view.page().runJavaScript(code, answer)
