"""Checks as a list: what was checked, required or advice, how it is, and Check again."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLabel, QPushButton, QVBoxLayout, QWidget

from wizard.application.command import Command
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, Requirement
from wizard.gui import theme
from wizard.gui.page import Context
from wizard.gui.parts import empty, named, row, text
from wizard.gui.query import Query
from wizard.gui.texts import with_note
from wizard.words.say import say_check

_ORDER = (PROBLEM, UNKNOWN, OK)
_ICONS = {OK: "done", PROBLEM: "problem"}


class ChecksPanel(QGroupBox):
    """Runs a command that makes the checks when told to. ``changed``: ``checks`` are others now."""

    changed = Signal()
    failed = Signal(object, object)

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"group-{name}")
        self._name, self._context = name, context
        self._command: Command[tuple[Requirement, ...]] | None = None
        self.checks: tuple[Requirement, ...] = ()
        self._work = Query(context.jobs)
        self._work.succeeded.connect(self._take)
        self._work.failed.connect(lambda error: self.failed.emit(error, self._again))
        self._work.changed.connect(self._show_button)
        self._rows = QGridLayout()
        self._rows.setColumnStretch(1, 1)
        self._button = named(QPushButton(), f"button-check-again-{name}")
        self._button.clicked.connect(self._again)
        layout = QVBoxLayout(self)
        layout.addLayout(self._rows)
        layout.addLayout(row(self._button))
        self._show()

    def look(self, command: Command[tuple[Requirement, ...]]) -> None:
        """Make the checks; those of before are shown until then."""
        self._command = command
        self._again()

    def forget(self) -> None:
        """Show nothing: what was checked is not asked for any more."""
        self._command = None
        self._work.drop()
        if self.checks:
            self._take(())
        self.hide()

    def problems(self, *codes: str) -> list[str]:
        """Return the sentences of the problems among these checks."""
        return [self._said(c) for c in self.checks if c.state == PROBLEM and c.code in codes]

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language, wear the new colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._show()

    def _again(self) -> None:
        if self._command:
            self._work.ask(self._name, self._command)

    def _take(self, checks: tuple[Requirement, ...]) -> None:
        self.checks = checks
        self._show()
        self.changed.emit()

    def _said(self, check: Requirement) -> str:
        return ": ".join(say_check(check, self._context.languages.lang))

    def _show(self) -> None:
        empty(self._rows)
        shown = sorted(self.checks, key=lambda check: (not check.stops, _ORDER.index(check.state)))
        for place, check in enumerate(shown):
            earlier = sum(other.code == check.code for other in shown[:place])
            name = f"{check.code}-{earlier + 1}" if earlier else check.code
            self._rows.addWidget(named(self._icon(check), f"icon-check-{name}"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(named(self._label(check), f"text-check-{name}"), place, 1)
        self.setTitle(self.tr("Checks"))
        self.setVisible(bool(self.checks) or self._work.busy)
        self._show_button()

    def _show_button(self) -> None:
        self._button.setText(self.tr("Checking…") if self._work.busy else self.tr("Check again"))
        self._button.setAccessibleName(self._button.text())
        self._button.setEnabled(not self._work.busy)

    def _icon(self, check: Requirement) -> QLabel:
        label, height = QLabel(), self.fontMetrics().height()
        colours = theme.Look.colours
        colour = {OK: colours.good, PROBLEM: colours.bad if check.required else colours.link}.get(check.state)
        ink = QColor(colour) if colour else self.palette().color(QPalette.ColorRole.PlaceholderText)
        name = _ICONS[check.state] if check.stops or check.state == OK else "info"
        label.setPixmap(theme.icon(name, ink).pixmap(height, height))
        label.setAccessibleName(self._state(check))
        return label

    def _label(self, check: Requirement) -> QLabel:
        title, sentence = say_check(check, self._context.languages.lang)
        label = text()
        label.setText(f"{with_note(f'<b>{escape(title)}</b>', self._state(check))}<br>{escape(sentence)}")
        label.setAccessibleName(f"{title}, {self._state(check)}: {sentence}")
        return label

    def _state(self, check: Requirement) -> str:
        if check.state == OK:
            return self.tr("OK")
        if check.state == PROBLEM:
            return self.tr("must be fixed") if check.required else self.tr("advice")
        return self.tr("unknown")
