"""Choosing when a saved set-up transfers again by itself."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, Qt, QTime
from PySide6.QtWidgets import QGroupBox, QLabel, QPushButton, QTimeEdit, QVBoxLayout

from wizard.application.schedule import ReadSchedule, ScheduleState, SetSchedule
from wizard.domain.errors import AppError
from wizard.domain.schedule import DAYS, EVERY, Every, Schedule
from wizard.gui.drop_down import DropDown
from wizard.gui.page import Context
from wizard.gui.parts import named, row, text
from wizard.gui.query import Query
from wizard.gui.texts import say_error
from wizard.words import say_schedule, say_trouble, sentences


def usual(platform: str) -> Schedule:
    """Return what is offered first: where runs need a person who is signed in, a time in office hours."""
    return Schedule("daily", 10, 30) if platform in ("win32", "darwin") else Schedule("daily", 6, 30)


class SchedulePanel(QGroupBox):
    """Shows what is set for one set-up, and sets it with the system's own scheduler."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("group-schedule")
        self._context = context
        self._profile = ""
        self._set: Schedule | None = None
        self._error: Exception | None = None
        self._notices: tuple[AppError, ...] = ()
        self._every, self._day = named(DropDown(), "choice-schedule"), named(DropDown(), "choice-schedule-day")
        self._time = named(QTimeEdit(), "input-schedule-time")
        self._time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label, self._state = named(QLabel(), "label-schedule"), text("text-schedule")
        self._note = text("text-schedule-note")
        if not self._note_of(sys.platform):
            self._note.hide()
        self._label.setBuddy(self._every)
        self._apply = named(QPushButton(), "button-set-schedule")
        for data in ("", *EVERY):
            self._every.addItem("", data)
        for day in DAYS:
            self._day.addItem("", day)
        layout = QVBoxLayout(self)
        layout.addLayout(row(self._label, self._every, self._day, self._time, self._apply))
        layout.addWidget(self._state)
        layout.addWidget(self._note)
        self._every.currentIndexChanged.connect(self._refresh)
        self._apply.clicked.connect(self._set_it)
        self._work = Query(context.jobs)
        self._work.succeeded.connect(self._show)
        self._work.failed.connect(self._failed)
        self._work.changed.connect(self._refresh)
        self._fill(usual(sys.platform))
        self._translate()

    def show_profile(self, profile: str) -> None:
        """Show what is set for a saved set-up."""
        if profile != self._profile:
            self._profile, self._set, self._error = profile, None, None
            self._every.setCurrentIndex(0)
        if profile:
            self._work.ask(profile, ReadSchedule(profile))

    def _set_it(self) -> None:
        if self._profile:
            self._work.ask(self._profile, SetSchedule(self._profile, self._wanted()))

    def _wanted(self) -> Schedule | None:
        every: Every | None = self._every.currentData() or None
        time = self._time.time()
        lang, full = self._context.languages.lang, self._set.full if self._set else "weekly"
        if every == "hourly":
            return Schedule("hourly", lang=lang, full=full)
        return Schedule(every, time.hour(), time.minute(), self._day.currentData(), lang, full) if every else None

    def _show(self, found: ScheduleState) -> None:
        schedule, self._notices = found.schedule, found.notices
        self._set, self._error = schedule, None
        if schedule:
            self._fill(schedule)
        self._every.setCurrentIndex(self._every.findData(schedule.every if schedule else ""))
        self._refresh()

    def _failed(self, error: Exception) -> None:
        self._error = error
        self._refresh()

    def _fill(self, schedule: Schedule) -> None:
        with QSignalBlocker(self._day):
            self._day.setCurrentIndex(DAYS.index(schedule.day))
        self._time.setTime(QTime(schedule.hour, schedule.minute))

    def _refresh(self) -> None:
        every = self._every.currentData()
        self._day.setVisible(every == "weekly")
        self._time.setVisible(every in ("daily", "weekly"))
        self._apply.setEnabled(not self._work.busy)
        lang = self._context.languages.lang
        if self._error:
            self._state.setText(say_error(self._error, lang))
        elif self._set and not self._set.active:
            self._state.setText(
                self.tr(
                    "Automatic transfers ({when}) are switched off in the system's scheduler. Set them again to turn "
                    "them on."
                ).format(when=say_schedule(self._set, lang))
            )
        elif self._set:
            words = self.tr("Automatic transfers are on: {when}.").format(when=say_schedule(self._set, lang))
            self._state.setText(sentences(words, *(say_trouble(notice, lang) for notice in self._notices)))
        else:
            self._state.setText(self.tr("Automatic transfers are off."))

    def _note_of(self, platform: str) -> str:
        """Say what a person should know of the scheduler of a system; empty where there is nothing."""
        if platform == "win32":
            return self.tr("They run only while you are signed in to Windows: choose a time in your office hours.")
        if platform == "darwin":
            return self.tr(
                "They run only while you are logged in to the Mac. macOS tells you that a background item was added: "
                "leave it allowed in System Settings › General › Login Items."
            )
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        self.setTitle(self.tr("Automatic transfers"))
        choices = (self.tr("Off"), self.tr("Every hour"), self.tr("Every day"), self.tr("Every week"))
        for index, words in enumerate(choices):
            self._every.setItemText(index, words)
        for index in range(len(DAYS)):
            self._day.setItemText(index, QLocale().dayName(index + 1))
        for widget, words in (
            (self._time, self.tr("Time of day")),
            (self._apply, self.tr("Set the schedule")),
        ):
            widget.setAccessibleName(words)
        self._label.setText(self.tr("How often"))
        self._every.set_label(self.tr("How often"))
        self._day.set_label(self.tr("Day of the week"))
        self._note.setText(self._note_of(sys.platform))
        self._apply.setText(self.tr("Set the schedule"))
        self._time.setDisplayFormat("HH:mm")
        self._time.setLocale(QLocale())
        self._refresh()
