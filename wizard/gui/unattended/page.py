"""When a set-up transfers by itself, and as whom: nobody's personal account, proven at once, point by point."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from wizard.application.integration_user import (
    EndIntegrationUser,
    ProveIntegrationUser,
    ReadIntegrationUser,
    UnattendedProof,
    UnattendedState,
)
from wizard.flow.answers import CUSTOM, Answers, Environment
from wizard.gui import theme
from wizard.gui.announce import announce
from wizard.gui.ask import ask
from wizard.gui.flow_layout import flow
from wizard.gui.home.advice import is_sign_in_fault
from wizard.gui.page import AsidePage, Context
from wizard.gui.parts import named
from wizard.gui.query import Query
from wizard.gui.schedule import SchedulePanel
from wizard.gui.sign_in.again import SignInAgain
from wizard.gui.unattended.form import SecretForm
from wizard.gui.unattended.guide import GuideView
from wizard.gui.unattended.points import ProofPoints
from wizard.gui.unattended.steps import steps
from wizard.gui.unattended.user_group import UserGroup
from wizard.gui.work_strip import WorkStrip

_ANY_KEY = "a" * 20  # a consumer key that is none: only the domain is judged
_BUTTONS = ("back", "next", "prove", "done", "home")


class UnattendedPage(AsidePage):
    """Three views: how it is, the way there a screen a step, and what was found. Nothing changes before a button."""

    step = "unattended"
    wide = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._state, self._proof, self._at = UnattendedState("", ""), UnattendedProof("", (), kept=False), 0
        self._looks = 0
        self._view = "now"  # now | guide | found | sign-in
        self._again: SignInAgain | None = None
        self._schedule, self._user = SchedulePanel(context), UserGroup()
        self._form, self._points = SecretForm(), ProofPoints()
        self._guide = GuideView(context.open_url, self._form)
        self._strip = WorkStrip("unattended")
        self._buttons = {name: self._button(name) for name in _BUTTONS}
        self._look, self._work = Query(context.jobs), context.jobs.runner(asks=True)
        self._ending = context.jobs.runner(asks=True)
        self._connect()
        self._lay_out()

    def _button(self, name: str) -> QPushButton:
        kind = theme.PrimaryButton if name in ("next", "prove", "done") else QPushButton
        return named(kind(), f"button-unattended-{name}")

    def _connect(self) -> None:
        self._user.set_up.clicked.connect(lambda: self._go(0))
        self._user.again.clicked.connect(self._prove_kept)
        self._user.off.clicked.connect(self._ask_to_end)
        for name, does in (
            ("back", lambda: self._go(self._at - 1)),
            ("next", lambda: self._go(self._at + 1)),
            ("prove", self._prove_entered),
            ("done", self._show_now),
            ("home", self._leave),
        ):
            self._buttons[name].clicked.connect(does)
        self._form.changed.connect(self._show_buttons)
        self._look.succeeded.connect(self._arrived)
        self._look.failed.connect(self.say_error)
        self._work.succeeded.connect(self._proven)
        self._work.failed.connect(self._refused)
        self._ending.succeeded.connect(self._ended)
        self._ending.failed.connect(self.say_error)
        for runner in (self._work, self._ending):
            runner.idle.connect(self._rest)
        self._strip.stop_wanted.connect(self._work.cancel)

    def _lay_out(self) -> None:
        for widget in (self._strip, self._schedule, self._user, self._guide, self._points):
            self.body.addWidget(widget)
        self.body.addLayout(flow(*self._buttons.values()))
        self.body.addStretch(1)

    # The page

    def heading(self) -> str:
        """Return the page's title."""
        return self.tr("Automatic transfers")

    def enter_button(self) -> QPushButton | None:
        """Enter does what leads on."""
        if self._view == "guide":
            return self._buttons["prove" if self._is_last else "next"]
        return self._buttons["done"] if self._view == "found" else None

    def first_focus(self) -> QWidget | None:
        """What leads on, else when it transfers."""
        return self.enter_button() or self._schedule

    def look(self, answers: Answers) -> None:
        """Be about the set-up of these answers."""
        self.take(answers)
        self._view = "now"

    def entered(self) -> None:
        """Find out how it is."""
        self._schedule.show_profile(self.answers.profile)
        self._ask()
        self._show()

    def left(self) -> None:
        """Nobody looks any more."""
        self._form.forget()
        if self._again:
            self._again.stop()

    # What it does

    def _ask(self) -> None:
        self._looks += 1  # it may be another than at the last look
        self._look.ask(self._looks, ReadIntegrationUser(self.answers.profile))

    def _arrived(self, state: UnattendedState) -> None:
        self._state = state
        self._form.show_state(state.domain, has_secret=bool(state.user), keeps_sign_in=state.keeps_sign_in)
        self._show()

    def _go(self, at: int) -> None:
        self.context.bar.clear()
        self._view, self._at = ("guide", at) if at >= 0 else ("now", 0)
        self._show()
        announce(self, self._guide.title if self._view == "guide" else self.heading())
        button = self.enter_button()
        if self._view == "guide" and self._is_last:
            self._form.ask_for_secret()
        elif button:
            button.setFocus()
        else:
            self._user.set_up.setFocus()

    @property
    def _is_last(self) -> bool:
        return self._at == len(steps()) - 1

    def _prove_kept(self) -> None:
        self._prove("", self._state.domain, keep_sign_in=self._state.keeps_sign_in)

    def _prove_entered(self) -> None:
        self._prove(self._form.secret, self._form.domain, keep_sign_in=self._form.keep_sign_in)

    def _prove(self, secret: str, domain: str, *, keep_sign_in: bool) -> None:
        if self._work.busy:
            return
        self.context.bar.clear()
        self._work.do(ProveIntegrationUser(self.answers.profile, domain, secret, keep_sign_in))
        self._strip.begin(self.tr("Signing in as the app, and looking what its user may do…"))
        self._show()

    def _proven(self, proof: UnattendedProof) -> None:
        self._proof, self._view = proof, "found"
        if proof.kept:
            self._form.forget()
            self._ask()
        self._show()
        announce(self, self._points.title.text())
        self._buttons["done" if proof.kept else "prove"].setFocus()

    def _refused(self, error: Exception) -> None:
        if is_sign_in_fault(error):
            self._sign_in()
        self.say_error(error)

    def _sign_in(self) -> None:
        """Sign in in place, as who set it up, then prove what was entered."""
        if self._again is None:
            self._again = SignInAgain(self.context, self)  # not before it is needed: it brings a browser
            self._again.renewed.connect(self._signed_in)
            self._again.failed.connect(self.say_error)
            self.body.insertWidget(0, self._again, 1)
        self._view = "sign-in"
        self._again.begin(self.answers)
        self._show()

    def _signed_in(self) -> None:
        self._view = "guide"
        self._at = len(steps()) - 1
        self._prove_entered()

    def _ask_to_end(self) -> None:
        account = self.answers.account
        question = self.tr(
            "Turn the integration user off?\n\nThe app’s secret is forgotten on this computer, and scheduled transfers "
            "sign in as {user} again."
        ).format(user=account.user.username if account else "")
        if not self._state.keeps_sign_in:
            question += " " + self.tr("For that you sign in once more, on Home.")
        ask(self, "ask-unattended-off", question, self.tr("Turn it off"), self.tr("Keep it"), self._end)

    def _end(self) -> None:
        if not self._ending.busy:
            self._ending.do(EndIntegrationUser(self.answers.profile))
            self._show()

    def _ended(self) -> None:
        self.context.bar.note(self.tr("The integration user is turned off, and the app’s secret is forgotten here."))
        self._show_now()

    def _show_now(self) -> None:
        self._view = "now"
        self._ask()
        self._show()
        self._buttons["home"].setFocus()

    def _rest(self) -> None:
        self._strip.end()
        self._show()

    def _leave(self) -> None:
        self._work.cancel()
        self.home_wanted.emit()

    # What is shown

    def _show(self) -> None:
        now, guide, found = (self._view == view for view in ("now", "guide", "found"))
        self.summary.setVisible(now)
        for widget, shown in (
            (self._schedule, now),
            (self._user, now),
            (self._guide, guide),
            (self._points, found),
        ):
            widget.setVisible(shown)
        if self._again:
            self._again.setVisible(self._view == "sign-in")
        self._user.show_state(self._state, self.answers)
        if guide:
            shown_steps = steps()
            self._guide.show_step(shown_steps[self._at], self._at, len(shown_steps), self._state.domain)
        if found:
            self._points.show_proof(self._proof, self.context.languages.lang)
        self._show_buttons()

    def _show_buttons(self) -> None:
        busy = self._work.busy or self._ending.busy
        guide, found = self._view == "guide", self._view == "found"
        shown = {
            "back": guide or (found and not self._proof.kept),
            "next": guide and not self._is_last,
            "prove": (guide and self._is_last) or (found and not self._proof.kept),
            "done": found and self._proof.kept,
            "home": True,
        }
        for name, button in self._buttons.items():
            button.setVisible(shown[name])
            button.setEnabled(name == "home" or not busy)
        self._user.setEnabled(not busy)
        will_do = bool(self._form.secret or self._state.user) and not self._domain_fault()
        self._buttons["prove"].setEnabled(will_do and not busy)
        self._buttons["prove"].setAccessibleDescription(
            "" if will_do else self.tr("Paste the consumer secret, and give the My Domain.")
        )

    def _domain_fault(self) -> str:
        domain = self._form.domain
        return "" if domain == self._state.domain else Environment(CUSTOM, domain, _ANY_KEY).fault()

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            self.tr("When this set-up transfers by itself, and as which user. One run a week compares every card.")
        )
        for name, words in (
            ("back", self.tr("Back")),
            ("next", self.tr("Next step")),
            ("prove", self.tr("Prove and use it")),
            ("done", self.tr("Done")),
            ("home", self.tr("Close")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
        self._form.retranslate()
        self._show()
