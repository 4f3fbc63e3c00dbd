"""Home: the saved set-ups, and what was left unfinished."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wizard.flow.resume import load
from wizard.gui import theme
from wizard.gui.backend import Overview, ProfileSummary, RunResult
from wizard.gui.page import Context, Page
from wizard.gui.parts import empty, named, row, text
from wizard.gui.texts import environment_name, moment, number, say_error, step_title


class HomePage(Page):
    """One card a set-up. Its signals say what the person wants to do."""

    step = "home"
    transfer_wanted = Signal(object)  # Answers
    change_wanted = Signal(object)  # Answers
    new_wanted = Signal()
    resume_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._overview = Overview()
        self._cards = QVBoxLayout()
        self._primary: QPushButton | None = None
        self._new = named(QPushButton(), "button-new-set-up")
        self._new.clicked.connect(self.new_wanted)
        self.body.addLayout(self._cards)
        self.body.addLayout(row(self._new))
        self.body.addStretch(1)

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
        """Enter does what is most wanted."""
        return self._primary or self._new

    def first_focus(self) -> QWidget | None:
        """What is most wanted."""
        return self.enter_button()

    def _fill(self) -> None:
        empty(self._cards)
        self._primary = None
        if load(self._overview.draft):
            self._cards.addWidget(self._draft_card())
        for profile in self._overview.profiles:
            self._cards.addWidget(self._profile_card(profile))

    def _button(self, name: str, words: str, *, primary: bool = False) -> QPushButton:
        button = named(theme.PrimaryButton() if primary else QPushButton(), name)
        button.setText(words)
        button.setAccessibleName(words)
        if primary:
            self._primary = self._primary or button
        return button

    def _draft_card(self) -> QFrame:
        journey = load(self._overview.draft)
        resume = self._button("button-resume-draft", self.tr("Continue where you left off"), primary=True)
        again = self._button("button-start-again", self.tr("Start again"))
        resume.clicked.connect(self.resume_wanted)
        again.clicked.connect(self.discard_wanted)
        step = step_title(journey.current) if journey else ""
        about = self.tr("A set-up was left at “{step}”.").format(step=step)
        return _card("card-draft", self.tr("Unfinished set-up"), about, resume, again)

    def _profile_card(self, profile: ProfileSummary) -> QFrame:
        answers = profile.answers
        name = profile.name
        transfer = self._button(f"button-transfer-{name}", self.tr("Transfer now"), primary=True)
        change = self._button(f"button-change-{name}", self.tr("Change settings"))
        for button in (transfer, change):
            button.setAccessibleName(f"{button.text()}: {name}")
            button.setEnabled(answers is not None)
        transfer.clicked.connect(partial(self.transfer_wanted.emit, answers))
        change.clicked.connect(partial(self.change_wanted.emit, answers))
        return _card(f"card-{name}", name, "<br>".join(self._said(profile)), transfer, change)

    def _said(self, profile: ProfileSummary) -> list[str]:
        answers = profile.answers
        if answers is None or answers.account is None or answers.environment is None:
            return [say_error(profile.trouble, self.context.languages.lang)] if profile.trouble else []
        connection = answers.connection
        lines = [
            f"{escape(connection.name) if connection else ''} → <b>{escape(answers.account.organization.name)}</b> "
            f"({environment_name(answers.environment.kind)}), {answers.account.user.username}",
            self._said_run(profile.last) if profile.last else self.tr("Nothing was transferred yet."),
            self.tr("In Salesforce: %Ln card(s).", "", profile.sent),
        ]
        if profile.failed:
            lines.append(self.tr("Left to do: %Ln card(s) failed.", "", profile.failed))
        if profile.unmatched:
            lines.append(self.tr("%Ln Sansan user(s) without a match, sent to the default.", "", profile.unmatched))
        return lines

    def _said_run(self, run: RunResult) -> str:
        words = self.tr("Last transfer {when}: {created} created, {updated} updated, {failed} failed.").format(
            when=moment(run.started),
            created=number(run.counts.get("created", 0)),
            updated=number(run.counts.get("updated", 0)),
            failed=number(run.counts.get("failed", 0)),
        )
        if run.state in ("paused", "failed", "running"):
            words += " " + self.tr("It did not come to its end and can be continued.")
        return words

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(self.tr("Your set-ups from Sansan to Salesforce."))
        self._new.setText(self.tr("New set-up"))
        self._new.setAccessibleName(self._new.text())
        self._fill()


def _card(name: str, title: str, about: str, *buttons: QPushButton) -> QFrame:
    frame = named(QFrame(), name)
    frame.setProperty("card", True)
    heading, words = theme.heading(QLabel(title), 1.2), text(f"text-{name}")
    words.setText(about)
    layout = QVBoxLayout(frame)
    layout.addWidget(heading)
    layout.addWidget(words)
    line: QHBoxLayout = row(*buttons)
    layout.addLayout(line)
    return frame
