"""Signing in to Salesforce, in two complete ways on one page: embedded, or in the person's own browser."""

from __future__ import annotations

from urllib.parse import parse_qs

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wizard.domain.oauth_errors import meaning
from wizard.gui.parts import row
from wizard.gui.sign_in.embedded import EmbeddedSignIn
from wizard.gui.sign_in.gate import is_loopback, is_salesforce, shown, shown_host
from wizard.gui.sign_in.help import SignInHelp
from wizard.gui.sign_in.note import PASSING, PROXY, SignInNote, language
from wizard.gui.sign_in.page import Network
from wizard.gui.sign_in.waiting import WaitingPanel
from wizard.gui.sign_in.ways import BROWSER, HERE, Ways

_ERROR_PAGE = "/setup/secur/remoteaccesserrorpage.apexp"


class SignInWidget(QWidget):
    """The receiver checks every answer's ``state`` and ignores those of other sign-ins; until ``choose`` all go on.

    ``answered``: the redirect's query, ``dict[str, list[str]]`` as ``parse_qs`` gives it. ``embedded_wanted``: begin
    with ``start``. ``own_browser_wanted``: open the person's browser, then ``show_waiting``. ``pasted``: the address
    the own browser landed on. ``cancelled``: stop waiting for the own browser. ``changed``: ``way`` is another now.
    """

    answered = Signal(object)
    embedded_wanted = Signal()
    changed = Signal()
    own_browser_wanted = Signal()
    pasted = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, stall_seconds: float = 6) -> None:
        super().__init__(parent)
        self.setObjectName("sign-in")
        self._waiting_for_browser = self._open_here = False
        self.way = ""  # the one that was chosen: ``BROWSER``, ``HERE``, or none yet
        self._asked_for: tuple[QUrl, bool] = (QUrl(), False)
        self.ways, self.note, self.help = Ways(), SignInNote(), SignInHelp()
        self._embedded, self._waiting = EmbeddedSignIn(stall_seconds), WaitingPanel()
        self.setFocusProxy(self.ways)
        self._connect()
        self._lay_out()
        self.choose()

    def start(self, authorize_url: str, redirect_uri: str, network: Network = Network()) -> None:  # noqa: B008 - frozen
        """Open the sign-in page here, in a fresh browser; its redirect becomes ``answered`` and is not sent."""
        self.note.clear()
        self._open_here = True
        self._show(HERE)
        self._embedded.open(QUrl(authorize_url), QUrl(redirect_uri), language(), network)

    def show_waiting(self, url: str) -> None:
        """Show that the own browser signs in at ``url``."""
        self._waiting_for_browser = True
        self._waiting.show_link(url)
        self._show(BROWSER)

    def end_waiting(self) -> None:
        """Show what was before: the own browser's sign-in has ended without an answer."""
        self._waiting_for_browser = False
        self._show(HERE if self._open_here else "")

    def choose(self) -> None:
        """End both ways, and let one be chosen: an answer came, or nobody looks any more."""
        self.note.clear()
        self._embedded.close_page()
        self._waiting_for_browser = self._open_here = False
        self._show("")

    def _connect(self) -> None:
        self._embedded.answered.connect(self.answered)
        self._embedded.asked.connect(self._ask)
        self._embedded.hindered.connect(self._hinder)
        self._embedded.moved.connect(self._look_for_error_page)
        self._embedded.loaded.connect(self._forget_passing)
        self.note.host_accepted.connect(lambda: self._embedded.go_on(*self._asked_for))
        self.note.again_wanted.connect(self._embedded.restart)
        self.note.own_browser_wanted.connect(self._want_own_browser)
        self.ways.wanted.connect(self._want)
        self._waiting.pasted.connect(self.pasted)
        self._waiting.cancelled.connect(self._cancel)

    def _lay_out(self) -> None:
        line = row(self.ways, self._embedded.address, stretch=False)
        line.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.note)
        layout.addWidget(self._embedded, 1)
        layout.addWidget(self._waiting, 1)
        layout.addWidget(self.help)
        layout.addStretch(0)
        self.help.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _show(self, way: str) -> None:
        before, self.way = self.way, way
        self.ways.show_chosen(way)
        self._embedded.setVisible(way == HERE)
        self._embedded.address.setVisible(way == HERE)
        self._waiting.setVisible(way == BROWSER)
        if way != HERE:
            self.note.hide()
        elif self.note.code:
            self.note.show()
        if way != before:
            self.changed.emit()

    def _want(self, way: str) -> None:
        if way == BROWSER:
            self._want_own_browser()
        elif self._open_here:
            self._show(HERE)
        else:
            self.embedded_wanted.emit()

    def _want_own_browser(self) -> None:
        self._show(BROWSER)
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

    def _hinder(self, code: str) -> None:
        """Say what hinders; that nothing comes through a proxy which refuses us is no news."""
        if not (code in ("unreachable", "stalled", "blank") and self.note.code in PROXY):
            self.note.say(code)

    def _look_for_error_page(self, url: QUrl) -> None:
        ours = is_salesforce(url) or is_loopback(url)
        if ours and url.path().lower() == _ERROR_PAGE:
            told = parse_qs(shown(url).partition("?")[2])
            self.note.say("error_page", meaning(told.get("error", [""])[0], told.get("error_description", [""])[0]))

    def _forget_passing(self) -> None:
        if self.note.code in PASSING:
            self.note.clear()
