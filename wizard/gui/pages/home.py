"""Home: the saved set-ups with what each can do, and what was left unfinished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from wizard.application.overview import Overview, ProfileSummary
from wizard.domain.run import FULL, RETRY, SYNC
from wizard.flow.journey import for_changes, for_transfer
from wizard.flow.resume import load
from wizard.gui import theme
from wizard.gui.diagnostics import DiagnosticsRow
from wizard.gui.home.card import ProfileCard
from wizard.gui.home.work import HomeWork
from wizard.gui.message_bar import Action
from wizard.gui.page import Context, Page
from wizard.gui.parts import empty, named, row, text
from wizard.gui.sign_in.again import SignInAgain
from wizard.gui.texts import step_title

_BY_HAND = ("transfer", "retry", "check", "preview", "links", "undo", "change")  # what needs the person's own sign-in
_KINDS = {"transfer": SYNC, "retry": RETRY, "check": FULL}


class HomePage(Page):
    """One card a set-up. Its signals say what the person wants to do.

    ``journey_wanted``: a journey, and the kind of the transfer it may come to. ``preview_wanted`` and ``links_wanted``:
    ``Answers``.
    """

    step = "home"
    journey_wanted = Signal(object, str)
    preview_wanted = Signal(object)
    links_wanted = Signal(object)
    explain_wanted = Signal(object, str)  # Answers, and what to search for
    new_wanted = Signal()
    resume_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._overview = Overview()
        self._cards: list[ProfileCard] = []
        self._to_say: tuple[str, Sequence[Action]] = "", ()
        self._again: SignInAgain | None = None
        self._then: tuple[ProfileSummary | None, str] = None, ""  # what waits for a sign-in
        self._work = HomeWork(context, self)
        self._work.done.connect(self._done)
        self._work.failed.connect(self.say_error)
        self._work.changed.connect(self._switch)
        self._list = QWidget()
        self._places = QVBoxLayout()
        self._resume: QPushButton | None = None
        self._new, self._back = named(QPushButton(), "button-new-set-up"), named(QPushButton(), "button-leave-sign-in")
        self._new.clicked.connect(self.new_wanted)
        self._back.clicked.connect(self._end_sign_in)
        self._help = DiagnosticsRow(context)
        self._help.failed.connect(self.say_error)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(14)
        inner.setSpacing(14)
        inner.addLayout(self._places)
        inner.addLayout(row(self._new))
        inner.addStretch(1)
        inner.addWidget(self._help)
        self.body.addWidget(self._work.strip)
        self.body.addWidget(self._list, 1)
        self.body.addLayout(row(self._back))
        self._back.hide()

    # The page

    def show_overview(self, overview: Overview) -> None:
        """Show what there is."""
        self._overview = overview
        self._fill()

    def heading(self) -> str:
        """Return the page's title."""
        return self.tr("Home")

    def open_point(self) -> str:
        """There is no next step here."""
        return ""

    def has_own_primary(self) -> bool:
        """Its buttons lead on."""
        return True

    def enter_button(self) -> QPushButton | None:
        """Enter searches where something is searched for, else does what is most wanted."""
        searching = next((card for card in self._cards if card.typed.hasFocus()), None)
        if searching:
            return searching.buttons["explain"]
        return self._resume or (self._cards[0].primary if self._cards else self._new)

    def first_focus(self) -> QWidget | None:
        """What is most wanted."""
        return self.enter_button()

    def entered(self) -> None:
        """Say what has just been done."""
        words, actions = self._to_say
        self._to_say = "", ()
        if words:
            self.context.bar.note(words, actions)

    def left(self) -> None:
        """Nobody looks any more."""
        self._end_sign_in()

    # What is done here

    def _want(self, profile: ProfileSummary, action: str) -> None:
        answers = profile.answers
        names = frozenset(known.name for known in self._overview.profiles)
        does: dict[str, Callable[[], None]] = {
            "sign-in": lambda: self._sign_in(profile),
            "undo": lambda: self._work.undo(profile),
            "rename": lambda: self._work.rename(profile, names),
            "export": lambda: self._work.export(profile),
            "disconnect": lambda: self._work.disconnect_(profile),
            "remove": lambda: self._work.remove(profile),
        }
        if profile.asks_sign_in and action in _BY_HAND:
            self._sign_in(profile, action)
        elif action in does:
            does[action]()
        elif answers and action == "preview":
            self.preview_wanted.emit(answers)
        elif answers and action == "links":
            self.links_wanted.emit(answers)
        elif answers and action == "explain":
            card = next(card for card in self._cards if card.profile is profile)
            self.explain_wanted.emit(answers, card.typed.text().strip())
        elif answers and action == "fields":
            self.aside_wanted.emit(action, answers)
        elif answers and action == "schedule":
            self.aside_wanted.emit("unattended", answers)
        elif answers and action == "change":
            self.journey_wanted.emit(for_changes(answers), SYNC)
        elif answers:
            self.journey_wanted.emit(for_transfer(answers), _KINDS[action])

    def _sign_in(self, profile: ProfileSummary, then: str = "") -> None:
        """Sign in again in place of the cards; then do what was wanted."""
        if profile.answers is None:
            return
        self._again = self._again or self._make_sign_in()
        self._then = replace(profile, signed_in=True), then
        self._list.hide()
        self._back.show()
        self.title.setText(self.tr("Sign in again: {name}").format(name=profile.name))
        self._again.begin(profile.answers)

    def _make_sign_in(self) -> SignInAgain:
        again = SignInAgain(self.context, self)  # not before it is needed: it brings a browser
        again.renewed.connect(self._signed_in)
        again.failed.connect(self.say_error)
        self.body.insertWidget(1, again, 1)
        return again

    def _signed_in(self) -> None:
        profile, then = self._then
        if profile and then:
            self._end_sign_in()
            self._want(profile, then)
        else:
            self._done(self.tr("Signed in again. Nothing else has changed."), ())

    def _end_sign_in(self) -> None:
        if self._again and not self._back.isHidden():
            self._again.stop()
            self._back.hide()
            self._list.show()
            self.title.setText(self.heading())

    def _done(self, words: str, actions: Sequence[Action]) -> None:
        self._end_sign_in()
        self._to_say = words, actions
        self.home_wanted.emit()

    def _switch(self) -> None:
        self._list.setEnabled(not self._work.busy)

    # What is shown

    def _fill(self) -> None:
        empty(self._places)
        self._cards, self._resume = [], None
        if load(self._overview.draft):
            self._places.addWidget(self._draft_card())
        for profile in self._overview.profiles:
            card = ProfileCard(profile, self.context.languages.lang)
            card.wanted.connect(partial(self._want, profile))
            self._cards.append(card)
            self._places.addWidget(card)
        self._switch()

    def _draft_card(self) -> QFrame:
        journey = load(self._overview.draft)
        self._resume = named(theme.PrimaryButton(), "button-resume-draft")
        self._resume.setText(self.tr("Continue where you left off"))
        again = named(QPushButton(self.tr("Start again")), "button-start-again")
        for button, wanted in ((self._resume, self.resume_wanted), (again, self.discard_wanted)):
            button.setAccessibleName(button.text())
            button.clicked.connect(wanted)
        frame, words = named(QFrame(), "card-draft"), text("text-card-draft")
        frame.setProperty("card", True)
        words.setText(
            self.tr("A set-up was left at “{step}”.").format(step=step_title(journey.current) if journey else "")
        )
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(18, 14, 18, 16)
        layout.addWidget(theme.heading(QLabel(self.tr("Unfinished set-up")), 1.25))
        layout.addWidget(words)
        layout.addLayout(row(self._resume, again))
        return frame

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(self.tr("Your set-ups from Sansan to Salesforce."))
        for button, words in ((self._new, self.tr("New set-up")), (self._back, self.tr("Back to the set-ups"))):
            button.setText(words)
            button.setAccessibleName(words)
        self._fill()
