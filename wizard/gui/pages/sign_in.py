"""Sign in to Salesforce: here in the window, or in the person's own browser."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtWidgets import QPushButton, QWidget

from wizard.domain.users import Account
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, row, text
from wizard.gui.sign_in.flow import SignInFlow
from wizard.words import sentences


class SignInPage(Page):
    """Answers the account, and goes on by itself once it is known."""

    step = "sign-in"
    wide = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.flow = SignInFlow(context)
        self.flow.signed_in.connect(self._signed_in)
        self.flow.failed.connect(self.say_error)
        self._state, self._again = text("text-signed-in"), named(QPushButton(), "button-sign-in-again")
        self._again.clicked.connect(self.begin)
        self.body.addWidget(self._state)
        self.body.addLayout(row(self._again))
        self.body.addWidget(self.flow, 1)
        self.body.addStretch(0)
        self.flow.changed.connect(self._show)

    def entered(self) -> None:
        """Offer both ways at once, unless somebody is signed in."""
        if self.answers.account is None and not self.flow.active:
            self.begin()
        self._show()

    def left(self) -> None:
        """Nothing of a sign-in goes on unseen."""
        self.flow.stop()

    def show_answers(self) -> None:
        """Show who is signed in."""
        self._show()

    def begin(self) -> None:
        """Let a way be chosen."""
        self.flow.begin(self.answers)

    def fills_window(self) -> bool:
        """The sign-in page of Salesforce is to be seen whole."""
        return self.flow.here

    def _signed_in(self, account: Account) -> None:
        self.answered.emit(replace(self.answers, account=account))
        self.next_wanted.emit()

    def _show(self) -> None:
        account = self.answers.account
        if self.flow.state == "ending":
            words = self.tr("Signing in…")
        elif self.flow.state == "opening":
            words = self.tr("Opening the sign-in page of Salesforce…")
        elif account and not self.flow.active:
            words = self.tr("Signed in to <b>{org}</b> as {user}.").format(
                org=escape(account.organization.name), user=escape(account.user.username)
            )
        else:
            words = ""
        for part in (self.title, self.summary):
            part.setHidden(self.flow.here)
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._again.setVisible(not self.flow.active)
        self._again.setText(self.tr("Sign in again") if account else self.tr("Sign in"))
        self._again.setAccessibleName(self._again.text())
        self.changed.emit()

    def first_focus(self) -> QWidget | None:
        """The way that was chosen last."""
        return self.flow if self.flow.active else None

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            sentences(
                self.tr(
                    "Choose how to sign in to Salesforce. Both ways end with Allow, and this window goes on by itself."
                ),
                self.tr("Leave a VPN that hides where you are first: Salesforce freezes users who come through one."),
            )
        )
        self._show()
