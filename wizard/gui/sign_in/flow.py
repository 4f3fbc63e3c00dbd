"""One sign-in from its first page to the account: the two ways of the widget, with the jobs behind them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.application.drafts import Recall, Remember
from wizard.application.sign_in import BeginSignIn, FinishSignIn, SignInStart, WaitForBrowser
from wizard.domain.users import Account
from wizard.flow.answers import Answers
from wizard.gui.page import Context
from wizard.gui.query import Query
from wizard.gui.sign_in.certificates import Certificates
from wizard.gui.sign_in.page import Network
from wizard.gui.sign_in.ways import BROWSER, HERE
from wizard.gui.sign_in.widget import SignInWidget

_WAY = "sign-in-way"


class SignInFlow(QWidget):
    """Signs in for ``answers``; hidden until ``begin``, and again when it has ended.

    ``signed_in``: the account. ``failed``: the fault, and what tries again. ``changed``: ``active`` or ``state``
    may be another.
    """

    signed_in = Signal(object)
    failed = Signal(object, object)
    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._answers: Answers | None = None
        self._states: set[str] = set()  # of the sign-ins begun here; any other answer is not ours
        self.widget = SignInWidget(self)
        self.setFocusProxy(self.widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.widget)
        self._memory, self._certificates = Query(context.jobs), Certificates(context)
        self._start, self._wait, self._end = (context.jobs.runner() for _ in range(3))
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.widget.answered.connect(self._finish)
        self.widget.own_browser_wanted.connect(self.use_browser)
        self.widget.embedded_wanted.connect(self.sign_in_here)
        self.widget.changed.connect(self.changed)
        self.widget.ways.wanted.connect(self._remember)
        self._memory.succeeded.connect(self._prefer)
        self.widget.pasted.connect(lambda address: self._finish(parse_qs(urlsplit(address).query)))
        self.widget.cancelled.connect(self._wait.cancel)
        self._start.succeeded.connect(self._show_embedded)
        self._start.failed.connect(lambda error: self.failed.emit(error, self.sign_in_here))
        self._wait.progressed.connect(self._browser_opened)
        self._wait.succeeded.connect(self._finish)
        self._wait.failed.connect(self._browser_failed)
        self._end.succeeded.connect(self._done)
        self._end.failed.connect(self._refused)
        for runner in (self._start, self._end):
            runner.idle.connect(self._show)

    @property
    def active(self) -> bool:
        """Whether a sign-in is on its way."""
        return self._answers is not None

    @property
    def state(self) -> str:
        """What it does: ``opening``, ``ending`` or nothing that need be said."""
        return "ending" if self._end.busy else "opening" if self._start.busy else ""

    def begin(self, answers: Answers) -> None:
        """Let the person choose a way, the one of last time first."""
        if answers.environment is None or self.state:
            return
        self._context.bar.clear()
        self._answers = answers
        self._memory.ask(_WAY, Recall(_WAY))
        self._show()
        self.widget.ways.setFocus()

    def sign_in_here(self) -> None:
        """Begin a sign-in in the window."""
        environment = self._answers.environment if self._answers else None
        if environment is None or self.state:
            return
        self._context.bar.clear()
        self._start.do(BeginSignIn(environment))
        self._show()

    def use_browser(self) -> None:
        """Open the person's own browser and wait for its answer; the page here stays as it is."""
        environment = self._answers.environment if self._answers else None
        if environment is None or self._wait.busy or self._end.busy:
            return
        self._context.bar.clear()
        self._wait.do(WaitForBrowser(environment, self._context.languages.lang))

    def stop(self) -> None:
        """End it: nothing of a sign-in goes on unseen."""
        self._answers = None
        self._states.clear()
        self._start.cancel()
        self._wait.cancel()
        self.widget.choose()
        self._show()

    @property
    def here(self) -> bool:
        """Whether the sign-in page is shown in the window, which then wants all the room there is."""
        return self.active and self.widget.way == HERE

    def _remember(self, way: str) -> None:
        self._memory.ask(_WAY, Remember(_WAY, way))

    def _prefer(self, way: str | None) -> None:
        if not way:
            return
        first = self.widget.ways.focusProxy()
        self.widget.ways.prefer(way)
        if first and first.hasFocus():
            self.widget.ways.setFocus()

    def _refused(self, error: Exception) -> None:
        """A sign-in that led nowhere is over, and its page with it: both ways are there again."""
        way = HERE if self.widget.way == HERE else BROWSER
        self._states.clear()
        self._wait.cancel()
        self.widget.choose()
        self.widget.ways.setFocus()
        self.failed.emit(error, self.sign_in_here if way == HERE else self.widget.ways.choose_browser)

    def _show_embedded(self, start: SignInStart) -> None:
        if self.active:
            self._states.add(_state(start.url))
            self.widget.start(start.url, start.redirect_uri, Network(start.proxy, self._certificates.ask))

    def _browser_opened(self, start: SignInStart) -> None:
        self._states.add(_state(start.url))
        self.widget.show_waiting(start.url)

    def _browser_failed(self, error: Exception) -> None:
        self.widget.end_waiting()
        self.failed.emit(error, self.use_browser)

    def _finish(self, query: dict[str, list[str]]) -> None:
        answers = self._answers
        if answers is None or self._end.busy or query.get("state", [""])[0] not in self._states:
            return
        self._wait.cancel()
        self._end.do(FinishSignIn(answers, query))
        self._show()

    def _done(self, account: Account) -> None:
        self.stop()
        self.signed_in.emit(account)

    def _show(self) -> None:
        self.setVisible(self.active)
        self.changed.emit()


def _state(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("state", [""])[0]
