"""Signing in again for a saved set-up, in place: on Home, or on the transfer page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.application.sign_in import KeepSignIn
from wizard.domain.users import Account
from wizard.flow.answers import Answers
from wizard.gui.page import Context
from wizard.gui.sign_in.flow import SignInFlow


class SignInAgain(QWidget):
    """Hidden until ``begin``; then ``renewed`` says that the set-up can work again.

    ``failed``: the fault, and what tries again, as ``Page.say_error`` takes them.
    """

    renewed = Signal()
    failed = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sign-in-again")
        self._context = context
        self._answers: Answers | None = None
        self._flow = SignInFlow(context)
        self._flow.signed_in.connect(self._keep)
        self._flow.failed.connect(self.failed)
        self._keeping = context.jobs.runner(asks=True)
        self._keeping.succeeded.connect(self.renewed)
        self._keeping.failed.connect(lambda error: self.failed.emit(error, self._begin))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._flow)
        self.setFocusProxy(self._flow)

    def begin(self, answers: Answers) -> None:
        """Sign in for the saved set-up of these answers."""
        self._answers = answers
        self._begin()

    def stop(self) -> None:
        """End it, when nobody looks any more."""
        self._flow.stop()

    def _begin(self) -> None:
        if self._answers and not self._keeping.busy:
            self._flow.begin(self._answers)

    def _keep(self, account: Account) -> None:
        if self._answers is None:
            return
        answers = replace(self._answers, account=account)
        self._keeping.do(KeepSignIn(answers))
