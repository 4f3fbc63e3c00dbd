"""The card of one saved set-up: how it is, what to do next, its numbers, and the buttons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout

from wizard.application.overview import ProfileSummary
from wizard.gui import theme
from wizard.gui.flow_layout import FlowLayout, flow
from wizard.gui.home import advice
from wizard.gui.home.facts import Facts
from wizard.gui.mark import Mark
from wizard.gui.parts import Disclosure, named, row, text
from wizard.words import Lang

# Names that outsiders press; each card has its own (interfaces.md, "Screens").
_PLAIN = ("transfer", "links", "fields", "explain", "schedule")
_ICONS = {advice.NOTHING: "done", advice.FIRST: "info", advice.RECIPIENTS: "info"}


class ProfileCard(QFrame):
    """``wanted`` names what the person wants done with this set-up: one of the keys of ``actions``."""

    wanted = Signal(str)

    def __init__(self, profile: ProfileSummary, lang: Lang) -> None:
        super().__init__()
        self.profile, self._code = profile, advice.advice(profile)
        self._facts = Facts(profile, lang)
        self.setObjectName(f"card-{profile.name}")
        self.setProperty("card", True)
        self.buttons: dict[str, QPushButton] = {}
        self.actions_: dict[str, QAction] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 16)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        layout.addLayout(self._lines())
        if len(profile.runs) > 1:
            layout.addWidget(self._history())
        layout.addLayout(self._foot())
        layout.addLayout(self._search())
        self.setAccessibleName(profile.name)

    @property
    def primary(self) -> QPushButton:
        """The button for what is most wanted."""
        return self.buttons["sign-in" if self._code in advice.SIGN_INS else "transfer"]

    def _head(self) -> QHBoxLayout:
        mark = Mark(_ICONS.get(self._code, "problem"))
        title = theme.heading(named(QLabel(self.profile.name), f"title-{self.profile.name}"), 1.25)
        line = row(mark, title, stretch=False)
        line.setStretch(1, 1)
        return line

    def _lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (key, label, words) in enumerate([*self._facts.lines(), self._next()]):
            said = text(f"value-{key}-{self.profile.name}")
            said.setText(words)
            grid.addWidget(theme.secondary(QLabel(label)), place, 0)
            grid.addWidget(said, place, 1)
        return grid

    def _next(self) -> tuple[str, str, str]:
        return "next", self.tr("Next"), f"<b>{self._facts.advice(self._code)}</b>"

    def _history(self) -> Disclosure:
        lines = text(f"text-history-{self.profile.name}")
        lines.setText("<br>".join(self._facts.run(run) for run in self.profile.runs[1:]))
        fold = Disclosure(f"button-history-{self.profile.name}", lines)
        fold.set_text(self.tr("Earlier transfers"))
        return fold

    def _foot(self) -> FlowLayout:
        usable, ready = self.profile.answers is not None, self._code not in advice.BAD
        wants_sign_in = self._code in advice.SIGN_INS
        shown = [self._button("transfer", self.tr("Transfer now"), usable=ready, primary=not wants_sign_in)]
        if wants_sign_in:
            shown.insert(0, self._button("sign-in", self.tr("Sign in again"), usable=True, primary=True))
        shown.append(self._button("preview", self.tr("Preview"), usable=ready))
        shown.append(
            self._button("links", self.tr("Link to contacts and leads"), usable=ready and self.profile.sent > 0)
        )
        shown.append(self._button("schedule", self.tr("Automatic transfers"), usable=usable))
        shown.append(self._button("change", self.tr("Change settings"), usable=usable))
        shown.append(self._button("fields", self.tr("Fields"), usable=ready))
        shown.append(self._button("undo", self.tr("Undo last run…"), usable=ready and self._can_undo()))
        more = named(QPushButton(self.tr("More")), f"button-more-{self.profile.name}")
        more.setAccessibleName(f"{more.text()}: {self.profile.name}")
        more.setProperty("menu", True)
        more.setMenu(self._menu(usable=usable, ready=ready))
        return flow(*shown, more)

    def _search(self) -> FlowLayout:
        ready = self._code not in advice.BAD
        self.typed = named(QLineEdit(), "input-explain")
        self.typed.setPlaceholderText(self.tr("Name, company, e-mail address or card ID"))
        self.typed.setAccessibleName(self.tr("Why is this card not there?"))
        self.typed.setMinimumWidth(self.typed.fontMetrics().horizontalAdvance(self.typed.placeholderText()) + 24)
        self.typed.setEnabled(ready)
        label = QLabel(self.tr("Why is this card not there?"))
        label.setBuddy(self.typed)
        return flow(label, self.typed, self._button("explain", self.tr("Search"), usable=ready))

    def _can_undo(self) -> bool:
        return self.profile.undoable is not None

    def _button(self, action: str, words: str, *, usable: bool, primary: bool = False) -> QPushButton:
        name = f"button-{action}" if action in _PLAIN else f"button-{action}-{self.profile.name}"
        button = named(theme.PrimaryButton() if primary else QPushButton(), name)
        button.setText(words)
        button.setAccessibleName(f"{words}: {self.profile.name}")
        button.setEnabled(usable)
        button.clicked.connect(partial(self.wanted.emit, action))
        self.buttons[action] = button
        return button

    def _menu(self, *, usable: bool, ready: bool) -> QMenu:
        menu = named(QMenu(self), f"menu-more-{self.profile.name}")
        for action, words, enabled in (
            ("retry", self.tr("Retry failed cards only"), ready and self.profile.failed > 0),
            ("check", self.tr("Check every card"), ready),
            ("sign-in", self.tr("Sign in again"), usable),
            ("rename", self.tr("Rename…"), usable),
            ("export", self.tr("Export without secrets…"), usable),
            ("disconnect", self.tr("Disconnect…"), usable),
            ("remove", self.tr("Remove this set-up…"), usable or self.profile.damaged),
        ):
            entry = self.actions_[action] = menu.addAction(words)
            entry.setObjectName(f"action-{action}-{self.profile.name}")
            entry.setEnabled(enabled)
            entry.triggered.connect(partial(self.wanted.emit, action))
        return menu
