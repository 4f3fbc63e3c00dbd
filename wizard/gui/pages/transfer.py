"""The transfer: how far it is, how fast, how long it will take; pause, resume, stop."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from wizard.application.run_result import RunResult
from wizard.application.sync import Sync
from wizard.domain.control import Progress
from wizard.domain.run import SYNC, RunKind
from wizard.gui.announce import announce
from wizard.gui.chart import TransferChart
from wizard.gui.home.advice import is_sign_in_fault
from wizard.gui.motion import show_busy
from wizard.gui.pace import Pace
from wizard.gui.page import Context, Page, is_offline
from wizard.gui.parts import named, row, text
from wizard.gui.sign_in.again import SignInAgain
from wizard.gui.texts import number


class TransferPage(Page):
    """Transfers on arrival; goes on to the result when all is done."""

    step = "transfer"
    wide = True
    began = Signal()
    advanced = Signal(object)  # how far it is in per cent, None while that is unknown
    stopped = Signal()  # without a result
    ended = Signal(object)  # RunResult

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._run = context.jobs.runner(asks=True)
        self._run.progressed.connect(self._progressed)
        self._run.succeeded.connect(self._ended)
        self._run.failed.connect(self._failed)
        self._run.cancelled.connect(self._cancelled)
        self._pace, self._last = Pace(), Progress()
        self.kind: RunKind = SYNC  # what the next transfer does
        self._again: SignInAgain | None = None
        self._chart = TransferChart()
        self._bar = named(QProgressBar(), "progress-transfer")
        self._bar.setTextVisible(False)
        self._where, self._numbers, self._time = text("text-target"), text("text-numbers"), text("text-time-left")
        self._buttons = {name: named(QPushButton(), f"button-{name}") for name in ("pause", "resume", "stop")}
        self._buttons["pause"].clicked.connect(self.pause)
        self._buttons["resume"].clicked.connect(self.resume)
        self._buttons["stop"].clicked.connect(self.stop)
        self._state = named(QLabel(), "text-transfer-state")
        for widget in (self._where, self._state, self._bar, self._numbers, self._time):
            self.body.addWidget(widget)
        self.body.addLayout(row(*self._buttons.values()))
        self.body.addWidget(self._chart)
        self.body.addStretch(1)

    # The page

    def entered(self) -> None:
        """Begin at once: the person has just asked for it."""
        if not self._run.busy and not self.answers.run:
            self.begin()

    def left(self) -> None:
        """The next transfer is a whole one again; nothing of a sign-in goes on unseen."""
        self.kind = SYNC
        if self._again:
            self._again.stop()

    def show_answers(self) -> None:
        """Name the target in full."""
        account = self.answers.account
        self._where.setText(
            self.tr("<b>{profile}</b>: cards go to <b>{org}</b>, signed in as {user}.").format(
                profile=self.answers.profile,
                org=escape(account.organization.name) if account else "",
                user=account.user.username if account else "",
            )
        )

    def has_own_primary(self) -> bool:
        """Next appears when the transfer has ended."""
        return not self.answers.run

    def next_text(self) -> str:
        """Say what comes."""
        return self.tr("Show the result")

    def leave_text(self) -> str:
        """What was stopped is continued from Home."""
        return self.tr("Go to Home")

    def first_focus(self) -> QWidget | None:
        """What is wanted most while it runs."""
        return self._buttons["pause"]

    def can_leave(self) -> bool:
        """Not while it runs."""
        return not self._run.busy and not self.answers.run

    def begin(self) -> None:
        """Transfer, or go on with what was stopped."""
        if self._run.busy:
            return
        self.context.bar.clear()
        self._pace, self._last = Pace(), Progress()
        self._chart.begin()
        self._run.do(Sync(self.answers.profile, self.context.languages.lang, self.kind))
        self.began.emit()
        self._show()

    def pause(self) -> None:
        """Hold the transfer at its next checkpoint."""
        self._run.control.pause()
        self._show()

    def resume(self) -> None:
        """Let it go on; begin again where it was stopped."""
        if self._run.busy:
            self._run.control.resume()
            self._pace = Pace()
            self._show()
        else:
            self.begin()

    def stop(self) -> None:
        """End it after what is under way; it can be continued."""
        self._run.cancel()
        self._show()

    # What the transfer tells

    def _progressed(self, progress: Progress) -> None:
        self._last = progress
        self._pace.note(progress.done)
        total = self._total()
        self._chart.note(progress.done, total)
        self.advanced.emit(min(progress.done * 100 // total, 99) if total else None)
        self._show_numbers()

    def _ended(self, result: RunResult) -> None:
        self.ended.emit(result)
        if result.trouble:
            self._say_stopped(result.trouble)
            return
        self._last = replace(self._last, read=result.cards, done=result.cards, total=result.cards)
        self.answered.emit(replace(self.answers, run=result.run))  # first: without a run it would count as stopped
        self._show()
        self.next_wanted.emit()

    def _cancelled(self) -> None:
        self.stopped.emit()
        self._show()

    def _failed(self, error: Exception) -> None:
        self.stopped.emit()
        self._say_stopped(error)

    def _say_stopped(self, error: Exception) -> None:
        """Say why it stopped; a sign-in that ended is cured here, and the transfer goes on."""
        cure = [(self.tr("Sign in again"), self._sign_in)] if is_sign_in_fault(error) else ()
        self.say_error(error, self.begin if is_offline(error) else None, actions=cure)
        self._show()
        if self.isVisible():  # its buttons of before are off now
            (self.context.bar.button or self._buttons["resume"]).setFocus()

    def _sign_in(self) -> None:
        if self._again is None:
            self._again = SignInAgain(self.context, self)  # not before it is needed: it brings a browser
            self._again.renewed.connect(self.begin)
            self._again.failed.connect(self.say_error)
            self.body.insertWidget(0, self._again, 1)
        self._again.begin(self.answers)

    # What is shown

    def _show(self) -> None:
        control, busy = self._run.control, self._run.busy
        stopping = busy and control.cancelled
        held = busy and control.paused
        self._buttons["pause"].setEnabled(busy and not held and not stopping)
        self._buttons["resume"].setEnabled(held or (not busy and not self.answers.run))
        self._buttons["stop"].setEnabled(busy and not stopping)
        self._say_state(self._said(busy=busy, held=held, stopping=stopping))
        self._show_numbers()
        self.changed.emit()

    def _say_state(self, words: str) -> None:
        if words != self._state.text():
            self._state.setText(words)
            if self.isVisible():
                announce(self, words)

    def _said(self, *, busy: bool, held: bool, stopping: bool) -> str:
        if stopping:
            return self.tr("Stopping after what is under way…")
        if held:
            return self.tr("Paused.")
        if not busy:
            return self.tr("The transfer has ended.") if self.answers.run else self.tr("Stopped. You can continue it.")
        if self._last.phase == "writing":
            return self.tr("Writing cards to Salesforce…")
        return self.tr("Reading cards from Sansan…")

    def _total(self) -> int | None:
        connection = self.answers.connection
        seen = self.context.counter.seen(connection) if connection else None
        counted = seen.cards if seen and seen.complete else None
        return self._last.total or counted

    def _show_numbers(self) -> None:
        total, last = self._total(), self._last
        self._show_bar(total or 0)
        parts = [
            self.tr("{done} of {total} done").format(done=number(last.done), total=number(max(total, last.done)))
            if total
            else self.tr("{done} done, {read} read so far").format(done=number(last.done), read=number(last.read)),
            self.tr("{failed} failed").format(failed=number(last.failed)),
        ]
        if rate := self._pace.rate():
            parts.append(self.tr("{rate} per second").format(rate=number(round(rate))))
        self._numbers.setText(self.tr(", ").join(parts))
        self._bar.setAccessibleDescription(self._numbers.text())
        left = self._pace.seconds_left(last.done, total)
        self._time.setText(self._said_left(left) if left is not None and self._run.busy else "")

    def _show_bar(self, total: int) -> None:
        if self._run.busy and not total:
            show_busy(self._bar)
            return
        self._bar.setRange(0, max(total, self._last.done) if total else 1)
        self._bar.setValue(self._last.done)

    def _said_left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("Less than a minute left")
        return self.tr("About %Ln minute(s) left", "", round(seconds / 60))

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            self.tr("You can go on working meanwhile. Time depends on the number of cards and what is on them.")
        )
        self._bar.setAccessibleName(self.tr("Progress of the transfer"))
        for name, words in (
            ("pause", self.tr("Pause")),
            ("resume", self.tr("Resume")),
            ("stop", self.tr("Stop")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
        self.show_answers()
        self._show()
