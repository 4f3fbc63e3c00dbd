"""Signing in to Salesforce, in two complete ways on one page: embedded, or in the person's own browser."""

from __future__ import annotations

import sys
from urllib.parse import parse_qs

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from wizard.domain.oauth_errors import meaning
from wizard.gui.parts import named, row, text
from wizard.gui.sign_in.embedded import EmbeddedSignIn
from wizard.gui.sign_in.gate import is_loopback, is_salesforce, shown, shown_host
from wizard.gui.sign_in.help import SignInHelp
from wizard.gui.sign_in.note import PASSING, SignInNote, language
from wizard.gui.sign_in.waiting import WaitingPanel

_ERROR_PAGE = "/setup/secur/remoteaccesserrorpage.apexp"


def own_browser_first(platform: str) -> bool:
    """Whether the own browser is offered above the page: a Mac lets no other program use Touch ID and its passkeys."""
    return platform == "darwin"


class SignInWidget(QWidget):
    """The receiver checks every answer's ``state`` and ignores those of other sign-ins; until ``stop`` all go on.

    ``answered``: the redirect's query, ``dict[str, list[str]]`` as ``parse_qs`` gives it. ``own_browser_wanted``:
    open the person's browser, then ``show_waiting``. ``pasted``: the address the own browser landed on.
    ``cancelled``: stop waiting for the own browser.
    """

    answered = Signal(object)
    own_browser_wanted = Signal()
    pasted = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, stall_seconds: float = 20) -> None:
        super().__init__(parent)
        self.setObjectName("sign-in")
        self._waiting_for_browser = False
        self._asked_for: tuple[QUrl, bool] = (QUrl(), False)
        self.note, self.help = SignInNote(), SignInHelp()
        self._embedded, self._waiting = EmbeddedSignIn(stall_seconds), WaitingPanel()
        self._reason = text("own-browser-reason")
        self._own_browser = named(QPushButton(), "button-own-browser")
        self.setFocusProxy(self._embedded.view)
        self._connect()
        self._lay_out()
        self._retranslate()

    def start(self, authorize_url: str, redirect_uri: str) -> None:
        """Open the sign-in page here, in a fresh browser; its redirect becomes ``answered`` and is not sent."""
        self.note.clear()
        self._embedded.open(QUrl(authorize_url), QUrl(redirect_uri), language())

    def show_waiting(self, url: str) -> None:
        """Show that the own browser signs in at ``url``."""
        self._waiting_for_browser = True
        self._waiting.show_link(url)
        self._stack.setCurrentWidget(self._waiting)

    def end_waiting(self) -> None:
        """Show the embedded page again: the own browser's sign-in has ended without an answer."""
        self._waiting_for_browser = False
        self.show_embedded()

    def show_embedded(self) -> None:
        """Show the embedded page as it was left; a sign-in in the own browser goes on."""
        self._stack.setCurrentIndex(0)

    def stop(self) -> None:
        """End both ways: an answer was accepted, or nobody looks any more."""
        self.note.clear()
        self._embedded.close_page()
        self.end_waiting()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _connect(self) -> None:
        self._embedded.answered.connect(self.answered)
        self._embedded.asked.connect(self._ask)
        self._embedded.hindered.connect(self.note.say)
        self._embedded.moved.connect(self._look_for_error_page)
        self._embedded.loaded.connect(self._forget_passing)
        self.note.host_accepted.connect(lambda: self._embedded.go_on(*self._asked_for))
        self.note.again_wanted.connect(self._embedded.restart)
        self.note.own_browser_wanted.connect(self._want_own_browser)
        self._own_browser.clicked.connect(self._want_own_browser)
        self._waiting.pasted.connect(self.pasted)
        self._waiting.embedded_wanted.connect(self.show_embedded)
        self._waiting.cancelled.connect(self._cancel)

    def _lay_out(self) -> None:
        here = QWidget()
        inner = QVBoxLayout(here)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.note)
        line = row(self._own_browser, self._reason, stretch=False)
        line.setStretch(1, 1)
        inner.addWidget(self._embedded, 1)
        inner.insertLayout(1 if own_browser_first(sys.platform) else 2, line)
        self._stack = QStackedWidget()
        self._stack.addWidget(here)
        self._stack.addWidget(self._waiting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.help)
        self.help.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _want_own_browser(self) -> None:
        self._stack.setCurrentWidget(self._waiting)
        if not self._waiting_for_browser:
            self._waiting_for_browser = True
            self._waiting.show_link("")
            self.own_browser_wanted.emit()

    def _cancel(self) -> None:
        self.end_waiting()
        self.cancelled.emit()

    def _ask(self, url: QUrl, by_form: bool) -> None:
        self._asked_for = (url, by_form)
        self.note.say("asked", shown_host(url))

    def _look_for_error_page(self, url: QUrl) -> None:
        ours = is_salesforce(url) or is_loopback(url)
        if ours and url.path().lower() == _ERROR_PAGE:
            told = parse_qs(shown(url).partition("?")[2])
            self.note.say("error_page", meaning(told.get("error", [""])[0], told.get("error_description", [""])[0]))

    def _forget_passing(self) -> None:
        if self.note.code in PASSING:
            self.note.clear()

    def _why_own_browser(self, platform: str) -> str:
        if own_browser_first(platform):
            return self.tr(
                "Touch ID and passkeys of this Mac work only there. Since July 2026 Salesforce requires such a sign-in "
                "of administrators."
            )
        return self.tr(
            "Administrators who must use a passkey, a security key or Windows Hello sign in there. Since July 2026 "
            "Salesforce requires such a sign-in of administrators."
        )

    def _retranslate(self) -> None:
        self._own_browser.setText(self.tr("Use my own browser"))
        self._own_browser.setAccessibleName(self._own_browser.text())
        self._reason.setText(self._why_own_browser(sys.platform))
        self._own_browser.setAccessibleDescription(self._reason.text())
