"""The guide: one step a screen, beside the page, which stays to be worked on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from wizard.flow.answers import CUSTOM, Environment
from wizard.gui import on_screen, theme
from wizard.gui.announce import announce
from wizard.gui.app_guide.place import PlacePicture
from wizard.gui.app_guide.steps import Step, steps
from wizard.gui.parts import named, row, text

_SCREENS = {"domain": "OrgDomain", "new": "ManageExternalClientApplication"}  # of Salesforce's set-up
_MANAGER = "ManageExternalClientApplication"
_ANY_DOMAIN = "a" * 20  # a consumer key that is none: only the domain is judged


class AppGuideDialog(QDialog):
    """``domain_entered`` brings the organisation's own domain as soon as it is one; ``ended``: the key comes next."""

    domain_entered = Signal(str)
    ended = Signal()

    def __init__(self, open_url: Callable[[str], None], domain: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-app-guide")
        self._open_url, self._steps, self._at = open_url, steps(), 0
        self._title = theme.heading(named(QLabel(), "title-app-guide"), 1.3)
        self._where, self._words = theme.secondary(named(QLabel(), "text-app-guide-step")), text("text-app-guide")
        self._picture = PlacePicture()
        self._domain, self._copies = named(QLineEdit(domain), "input-guide-domain"), QPlainTextEdit()
        named(self._copies, "text-guide-copies").setReadOnly(True)
        self._copies.setTabChangesFocus(True)
        self._domain.textChanged.connect(self._take_domain)
        self._path = text("text-guide-path")
        self._buttons = {
            name: named(QPushButton(), f"button-guide-{name}") for name in ("copy", "open", "back", "next", "close")
        }
        for name, does in (
            ("copy", self._copy),
            ("open", self._open),
            ("back", lambda: self._go(-1)),
            ("next", lambda: self._go(1)),
            ("close", self.reject),
        ):
            self._buttons[name].setAutoDefault(name == "next")
            self._buttons[name].clicked.connect(does)
        self._lay_out()
        self._show()
        self.resize(on_screen.text_size(self, 48, 34))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._steps = steps()
            self._show()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        for widget in (self._where, self._title, self._words, self._picture, self._domain, self._copies, self._path):
            layout.addWidget(widget)
        layout.addLayout(row(self._buttons["copy"], self._buttons["open"]))
        layout.addStretch(1)
        foot = row(self._buttons["close"], self._buttons["back"], self._buttons["next"], stretch=False)
        foot.insertStretch(1, 1)
        layout.addLayout(foot)

    @property
    def _step(self) -> Step:
        return self._steps[self._at]

    def _go(self, by: int) -> None:
        if self._at + by == len(self._steps):
            self.accept()
            self.ended.emit()
            return
        self._at += by
        self._show()
        announce(self, f"{self._title.text()}. {self._where.text()}")

    def _show(self) -> None:
        step, last = self._step, self._at == len(self._steps) - 1
        self.setWindowTitle(self.tr("Make the External Client App"))
        self._title.setText(step.title)
        self._where.setText(
            self.tr("Step {at} of {all}, about %n minute(s)", "", step.minutes).format(
                at=self._at + 1, all=len(self._steps)
            )
        )
        self._words.setText(step.words)
        self._picture.show_step(step)
        self._domain.setVisible(step.code == "domain")
        self._domain.setPlaceholderText("example.my.salesforce.com")
        self._domain.setAccessibleName(self.tr("Your organisation’s My Domain"))
        self._copies.setVisible(bool(step.copies))
        self._copies.setPlainText(step.copies)
        self._copies.setAccessibleName(step.title)
        lines = step.copies.count("\n") + 1
        self._copies.setFixedHeight(self._copies.fontMetrics().lineSpacing() * lines + 24)
        self._buttons["copy"].setVisible(bool(step.copies))
        self._buttons["back"].setEnabled(self._at > 0)
        for name, words in (
            ("copy", self.tr("Copy")),
            ("open", self.tr("Open this screen in Salesforce")),
            ("back", self.tr("Back")),
            ("next", self.tr("Enter the key") if last else self.tr("Next step")),
            ("close", self.tr("Close")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
        self._show_way()

    def _show_way(self) -> None:
        """Lead there directly where the address is known, else say the path."""
        known = bool(self._known_domain())
        self._buttons["open"].setVisible(known)
        self._path.setVisible(not known)
        self._path.setText(self.tr("In Salesforce: {path}").format(path=" > ".join(self._step.place)))

    def _known_domain(self) -> str:
        domain = self._domain.text().strip()
        return domain if domain and not Environment(CUSTOM, domain, _ANY_DOMAIN).fault() else ""

    def _take_domain(self) -> None:
        self._show_way()
        if domain := self._known_domain():
            self.domain_entered.emit(domain)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._step.copies)
        self._buttons["copy"].setText(self.tr("Copied"))

    def _open(self) -> None:
        host = self._known_domain().removeprefix("https://").strip("/")
        self._open_url(f"https://{host}/lightning/setup/{_SCREENS.get(self._step.code, _MANAGER)}/home")
