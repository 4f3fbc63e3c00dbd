"""One step in Salesforce: a drawn picture of the place, what to do there, what to copy, and the way there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wizard.gui import theme
from wizard.gui.app_guide.place import PlacePicture
from wizard.gui.app_guide.steps import Step
from wizard.gui.parts import CopyField, named, row, text

_SCREENS = {"user": "ManageUsers"}  # of Salesforce's set-up; else the manager of apps
_MANAGER = "ManageExternalClientApplication"


class GuideView(QWidget):
    """Shows one step. ``fields`` lie below the words of the last one."""

    def __init__(self, open_url: Callable[[str], None], fields: QWidget) -> None:
        super().__init__()
        self._open_url, self._fields, self._domain = open_url, fields, ""
        self._step: Step | None = None
        self._where = theme.secondary(named(QLabel(), "text-unattended-step"))
        self._title = theme.heading(named(QLabel(), "title-unattended-step"), 1.2)
        self._words, self._path = text("text-unattended-words"), text("text-unattended-path")
        self._picture = named(PlacePicture(), "picture-unattended")
        self._copy = CopyField("unattended")
        self._open = named(QPushButton(), "button-unattended-open")
        self._open.clicked.connect(self._open_there)
        self._lay_out()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        for widget in (self._where, self._title, self._words, self._copy, self._path):
            right.addWidget(widget)
        right.addLayout(row(self._open))
        right.addWidget(self._fields)
        right.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self._picture)
        left.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(left, 9)
        layout.addLayout(right, 10)

    def show_step(self, step: Step, at: int, number: int, domain: str) -> None:
        """Show a step of an organisation at its My Domain."""
        self._step, self._domain = step, domain
        self._title.setText(step.title)
        self._where.setText(
            self.tr("Step {at} of {all}, about %n minute(s)", "", step.minutes).format(at=at + 1, all=number)
        )
        self._words.setText(step.words)
        self._picture.show_step(step)
        self._copy.setVisible(bool(step.copies))
        self._copy.field.setText(step.copies)
        self._copy.field.setCursorPosition(0)
        self._copy.set_label(step.title)
        self._fields.setVisible(at == number - 1)
        self._path.setText(self.tr("In Salesforce: {path}").format(path=" > ".join(step.place)))
        self._open.setText(self.tr("Open this screen in Salesforce"))
        self._open.setAccessibleName(self._open.text())

    @property
    def title(self) -> str:
        """What a reader is told on arrival at the step."""
        return f"{self._title.text()}. {self._where.text()}"

    def _open_there(self) -> None:
        if self._step:
            screen = _SCREENS.get(self._step.code, _MANAGER)
            self._open_url(f"{self._domain.rstrip('/')}/lightning/setup/{screen}/home")
