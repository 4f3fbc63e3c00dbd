"""The base of all pages: one decision each, which the shell asks for as new answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from wizard.application.command import Run
from wizard.application.preset import Preset
from wizard.domain.errors import AppError
from wizard.flow.answers import Answers
from wizard.flow.steps import step
from wizard.gui import theme
from wizard.gui.counter import CardCounter
from wizard.gui.details import describe
from wizard.gui.jobs import Jobs
from wizard.gui.languages import Languages
from wizard.gui.message_bar import Action, MessageBar
from wizard.gui.parts import named, text
from wizard.gui.texts import say_error, step_title

_OFFLINE = ("no_answer", "unknown_host")


def is_offline(error: Exception) -> bool:
    """Whether it may be the network alone, so that trying again by itself is right."""
    return isinstance(error, AppError) and error.code in _OFFLINE


@dataclass(frozen=True)
class Context:
    """What every page works with. ``invalidated_steps`` names the steps that new answers would reset."""

    run: Run
    jobs: Jobs
    languages: Languages
    bar: MessageBar
    counter: CardCounter
    open_url: Callable[[str], None]
    invalidated_steps: Callable[[Answers], tuple[str, ...]]
    taken_names: Callable[[], dict[str, str]]  # names of saved profiles → their ids
    preset: Callable[[], Preset | None]  # the administrator's


CURED_BY = {
    "sansan_key_gone": "sansan",
    "sign_in_gone": "sign-in",
    "refresh_lost": "sign-in",
    "refresh_refused": "sign-in",
    "salesforce_session_refused": "sign-in",
    "domain_moved": "environment",
    "login_host_gone": "environment",
}
OAUTH_CURED_BY = {  # the errors of a sign-in that another environment or key cures
    "wrong_domain": "environment",
    "OAUTH_AUTHORIZATION_BLOCKED": "environment",
    "OAUTH_EC_APP_NOT_FOUND": "environment",
    "invalid_client_id": "environment",
}


def cured_by(error: Exception) -> str:
    """Return the step where a fault is cured, empty where it is none."""
    if not isinstance(error, AppError):
        return ""
    if error.code == "oauth":
        return OAUTH_CURED_BY.get(str(error.details["error"]), "")
    return CURED_BY.get(error.code, "")


class Page(QWidget):
    """One step of the wizard. Subclasses set ``step`` and fill ``self.body``."""

    step = ""
    wide = False  # whether it has use for all the width there is
    changed = Signal()  # what the page would answer, or why it is not complete, may have changed
    answered = Signal(object)  # Answers to take at once, with all their consequences
    next_wanted = Signal()  # the page is complete and goes on by itself
    jump_wanted = Signal(str)  # a step to open
    home_wanted = Signal()
    aside_wanted = Signal(str, object)  # the page of this step beside the wizard, about these Answers

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.answers = Answers("")
        self.setObjectName(f"page-{self.step}")
        self.title = theme.heading(named(QLabel(), f"title-{self.step}"))
        self.summary = text(f"summary-{self.step}")
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 10, 28, 12)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.summary)
        layout.addSpacing(6)
        layout.addLayout(self.body, 1)

    # What a page says

    def heading(self) -> str:
        """Return the page's title."""
        return step_title(self.step)

    def retranslate(self) -> None:
        """Set every text anew, in the current language. Called once before the page is first shown."""

    def show_answers(self) -> None:
        """Show ``self.answers``; called whenever they changed outside the page's own input."""

    def entered(self) -> None:
        """The page is shown now: begin what it does by itself."""

    def left(self) -> None:
        """Another page is shown now."""

    def proposed(self) -> Answers:
        """Return the answers that going on from here would give."""
        return self.answers

    def open_point(self) -> str:
        """Return the code of ``texts.open_point`` for why one cannot go on, empty when one can."""
        return step(self.step).open_point(self.proposed())

    def next_text(self) -> str:
        """Return what the primary button says."""
        return self.tr("Next")

    def leave_text(self) -> str:
        """Return what the button says that leaves the wizard for now."""
        return self.tr("Continue later")

    def can_leave(self) -> bool:
        """Whether the wizard can be left from here."""
        return not self.answers.saved

    def question(self) -> str:
        """Return what is asked once before going on, empty for nothing."""
        return ""

    def fills_window(self) -> bool:
        """Whether the page now needs all the room there is, so that what stands around it is folded."""
        return False

    def has_own_primary(self) -> bool:
        """Whether the page's own buttons lead on, so that the footer shows no Next."""
        return False

    def enter_button(self) -> QPushButton | None:
        """Return the page's own button that Enter presses now; None means Next."""
        return None

    def first_focus(self) -> QWidget | None:
        """Return the widget that has the focus on arrival."""
        return None

    def concerned_field(self) -> QWidget | None:
        """Return the field that ``open_point`` is about, for whoever reads it there."""
        return self.first_focus()

    # What the shell and the subclasses call

    def take(self, answers: Answers) -> None:
        """Show other answers."""
        self.answers = answers
        self.show_answers()

    def say_error(
        self, error: Exception, retry: Callable[[], None] | None = None, *, actions: Sequence[Action] = ()
    ) -> None:
        """Say in place what went wrong, and offer what cures it."""
        words = say_error(error, self.context.languages.lang)
        self.context.bar.error(words, retry, describe(error), actions or self._cure(error), by_itself=is_offline(error))

    def _cure(self, error: Exception) -> Sequence[Action]:
        """Lead to the step that cures the fault, where there is one and it is another."""
        step = cured_by(error)
        if step in ("", self.step) or self.answers.saved:
            return ()
        return ((self.tr("Go to “{step}”").format(step=step_title(step)), lambda: self.jump_wanted.emit(step)),)

    def translate_all(self) -> None:
        """Set the heading and every other text."""
        self.title.setText(self.heading())
        self.setAccessibleName(self.heading())
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.translate_all()
            self.changed.emit()


class AsidePage(Page):
    """A page that is no step of the wizard: its own buttons lead on, and ``home_wanted`` back."""

    def open_point(self) -> str:
        """There is no next step here."""
        return ""

    def has_own_primary(self) -> bool:
        """Its buttons lead on."""
        return True

    def look(self, answers: Answers) -> None:
        """Be about the set-up of these answers."""
        self.take(answers)
