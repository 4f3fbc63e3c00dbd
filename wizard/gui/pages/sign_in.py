"""Sign in to Salesforce: here in the window, or in the person's own browser."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import parse_qs, urlsplit

from PySide6.QtWidgets import QPushButton, QWidget

from wizard.domain.users import Account
from wizard.flow.answers import Environment
from wizard.gui.backend import Query, SignInStart
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, row, text
from wizard.gui.sign_in.widget import SignInWidget


class SignInPage(Page):
    """Answers the account, and goes on by itself once it is known."""

    step = "sign-in"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.widget = SignInWidget(self)
        self.widget.answered.connect(self._finish)
        self.widget.own_browser_wanted.connect(self.use_browser)
        self.widget.pasted.connect(self._finish_pasted)
        self.widget.cancelled.connect(self._stop_waiting)
        self._start, self._wait, self._end = (context.jobs.runner() for _ in range(3))
        self._start.succeeded.connect(self._show_embedded)
        self._start.failed.connect(lambda error: self.say_error(error, self.begin))
        self._wait.progressed.connect(self._browser_opened)
        self._wait.succeeded.connect(self._finish)
        self._wait.failed.connect(self._browser_failed)
        self._end.succeeded.connect(self._signed_in)
        self._end.failed.connect(lambda error: self.say_error(error, self.begin))
        for runner in (self._start, self._end):
            runner.idle.connect(self._show)
        self._state, self._again = text("text-signed-in"), named(QPushButton(), "button-sign-in-again")
        self._again.clicked.connect(self.begin)
        self._active = False
        self._states: set[str] = set()  # of the sign-ins begun here; any other answer is not ours
        self.body.addWidget(self._state)
        self.body.addLayout(row(self._again))
        self.body.addWidget(self.widget, 1)
        self.body.addStretch(0)

    def entered(self) -> None:
        """Open the sign-in at once, unless somebody is signed in."""
        if self.answers.account is None and not self._active:
            self.begin()
        self._show()

    def left(self) -> None:
        """Nothing of a sign-in goes on unseen."""
        self._stop()

    def show_answers(self) -> None:
        """Show who is signed in."""
        self._show()

    def begin(self) -> None:
        """Begin a sign-in in the window."""
        environment = self.answers.environment
        if environment is None or self._start.busy or self._end.busy:
            return
        self.context.bar.clear()
        self._active = True
        self._start.start(lambda _report, control: self.context.backend.begin_sign_in(environment, control))
        self._show()

    def use_browser(self) -> None:
        """Open the person's own browser and wait for its answer; the page here stays as it is."""
        environment: Environment | None = self.answers.environment
        if environment is None or self._wait.busy or self._end.busy:
            return
        self.context.bar.clear()
        lang = self.context.languages.lang
        self._wait.start(
            lambda report, control: self.context.backend.wait_for_browser(environment, lang, report, control)
        )

    def _show_embedded(self, start: SignInStart) -> None:
        if self._active:
            self._states.add(_state(start.url))
            self.widget.start(start.url, start.redirect_uri)

    def _browser_opened(self, start: SignInStart) -> None:
        self._states.add(_state(start.url))
        self.widget.show_waiting(start.url)

    def _browser_failed(self, error: Exception) -> None:
        self.widget.end_waiting()
        self.say_error(error, self.use_browser)

    def _finish(self, query: Query) -> None:
        answers = self.answers
        if self._end.busy or query.get("state", [""])[0] not in self._states:
            return
        self._wait.cancel()
        self._end.start(lambda _report, control: self.context.backend.finish_sign_in(answers, query, control))
        self._show()

    def _finish_pasted(self, address: str) -> None:
        self._finish(parse_qs(urlsplit(address).query))

    def _signed_in(self, account: Account) -> None:
        self._stop()
        self.answered.emit(replace(self.answers, account=account))
        self.next_wanted.emit()

    def _stop_waiting(self) -> None:
        self._wait.cancel()

    def _stop(self) -> None:
        self._active = False
        self._states.clear()
        self._start.cancel()
        self._wait.cancel()
        self.widget.stop()

    def _show(self) -> None:
        account = self.answers.account
        if self._end.busy:
            words = self.tr("Signing in…")
        elif self._start.busy:
            words = self.tr("Opening the sign-in page of Salesforce…")
        elif account and not self._active:
            words = self.tr("Signed in to <b>{org}</b> as {user}.").format(
                org=escape(account.organization.name), user=account.user.username
            )
        else:
            words = ""
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._again.setVisible(not self._active and not self._end.busy)
        self._again.setText(self.tr("Sign in again") if account else self.tr("Sign in"))
        self._again.setAccessibleName(self._again.text())
        self.widget.setVisible(self._active)
        self.changed.emit()

    def first_focus(self) -> QWidget | None:
        """The sign-in page takes the focus itself."""
        return self.widget if self._active else None

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            self.tr("Enter your Salesforce username and password, log in, check the next screen and click Allow.")
        )
        self._show()


def _state(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("state", [""])[0]
