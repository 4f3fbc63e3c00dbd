"""Which Salesforce: Production, Sandbox or an own domain; and the consumer key of the org's app."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from wizard import vendor
from wizard.application.files import OpenedSetup
from wizard.domain.text import visible
from wizard.flow.answers import CUSTOM, ENVIRONMENTS, PRODUCTION, Answers, Environment
from wizard.gui import preset
from wizard.gui.app_guide.dialog import AppGuideDialog
from wizard.gui.on_screen import open_dialog
from wizard.gui.page import Context, Page
from wizard.gui.pages.open_setup import OpenSetup
from wizard.gui.parts import named, row, text
from wizard.gui.texts import environment_name
from wizard.words import sentences

_USUAL = "3MVG"  # every consumer key seen begins so; salesforce.md §1.6 [I]
_SHORT = 60  # characters; those seen have about 85 [I]
_SECRET = re.compile(r"[0-9A-F]{64}|\d{16,20}")  # what a consumer secret looks like [I]


class EnvironmentPage(Page):
    """Answers the environment with its consumer key."""

    step = "environment"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._given: Environment | None = None
        self._choices = {kind: named(QRadioButton(), f"choice-{kind}") for kind in ENVIRONMENTS}
        self._group = QButtonGroup(self)
        self._domain = named(QLineEdit(), "input-domain")
        self._key = named(QLineEdit(), "input-consumer-key")
        self._key_label, self._hint = text("label-consumer-key"), text("text-consumer-key")
        self._help = named(QPushButton(), "button-app-guide")
        self._help.clicked.connect(self._show_guide)
        self._open = OpenSetup(context)
        self._open.opened.connect(self._take_over)
        self._open.failed.connect(self.say_error)
        self._build()

    def _build(self) -> None:
        self._where = named(QGroupBox(), "group-environment")
        grid = QGridLayout(self._where)
        for place, button in enumerate(self._choices.values()):
            self._group.addButton(button)
            button.toggled.connect(self._edited)
            grid.addWidget(button, place, 0)
        inset = QHBoxLayout()  # below the words of its choice
        inset.setContentsMargins(26, 0, 0, 0)
        inset.addWidget(self._domain)
        grid.addLayout(inset, len(self._choices), 0)
        self._choices[PRODUCTION].setChecked(True)
        self._which = named(QGroupBox(), "group-consumer-key")
        inner = QVBoxLayout(self._which)
        for widget in (self._key_label, self._key, self._hint):
            inner.addWidget(widget)
        inner.addLayout(row(self._help))
        self._key_label.setBuddy(self._key)
        self._key.setText(vendor.consumer_key())
        for field in (self._domain, self._key):
            field.textChanged.connect(self._edited)
        self.body.addWidget(self._where)
        self.body.addWidget(self._which)
        self.body.addWidget(self._open)
        self.body.addStretch(1)

    def environment(self) -> Environment:
        """Return what the fields say."""
        kind = next(kind for kind, button in self._choices.items() if button.isChecked())
        domain = visible(self._domain.text()) if kind == CUSTOM else ""
        return Environment(kind, domain, "".join(visible(self._key.text()).split()))

    def proposed(self) -> Answers:
        """Return the answers with this environment."""
        return replace(self.answers, environment=self.environment())

    def show_answers(self) -> None:
        """Fill the fields from the answers; what was typed and is not complete stays."""
        before = self._given
        given, self._given = self.answers.environment, self.answers.environment
        if given and (given != before or self._reason()):
            self._choices[given.kind].setChecked(True)
            self._domain.setText(given.domain)
            self._key.setText(given.consumer_key)
        self._show_lock()

    def entered(self) -> None:
        """Look again whether the administrator has set this."""
        self._show_lock()

    def _reason(self) -> str:
        """Return why nothing can be changed here, empty when it can."""
        found = self.context.preset()
        if found is None or not preset.holds(found, self.answers):
            return ""
        return self.tr("Set by your administrator ({file}).").format(file=found.file)

    def _show_lock(self) -> None:
        """Show what the administrator has set as it is, and nothing that would change it."""
        reason = self._reason()
        preset.lock((*self._choices.values(), self._domain, self._key), reason)
        for widget in (self._open, self._help):
            widget.setVisible(not reason)
        self.summary.setText(reason or self.tr("Choose the Salesforce environment that receives the cards."))

    def _take_over(self, opened: OpenedSetup) -> None:
        """Take over what an exported set-up says; the person changes what another organisation needs."""
        self._given = None
        self.answered.emit(replace(self.answers, environment=opened.environment, cards=opened.cards))
        words = self.tr("Opened. For another organisation change the environment and the consumer key.")
        if opened.recipients_file:
            more = self.tr("The recipients chosen by hand are in {file}: import it on the page of the recipients.")
            words = sentences(words, more.format(file=opened.recipients_file))
        self.context.bar.note(words)

    def next_text(self) -> str:
        """Say the verb."""
        return self.tr("Go to authentication")

    def first_focus(self) -> QWidget:
        """The choice, then the key; where nothing can be chosen, what tells why."""
        return self._key if self._key.isReadOnly() else self._choices[self.environment().kind]

    def concerned_field(self) -> QWidget:
        """The domain or the key."""
        return self._domain if self.open_point().startswith("domain") else self._key

    def _show_guide(self) -> None:
        """Guide through making the app; its domain is the one to sign in at."""
        guide = AppGuideDialog(self.context.open_url, self._domain.text(), self)
        guide.domain_entered.connect(self._take_domain)
        guide.ended.connect(self._key.setFocus)
        open_dialog(guide, modal=False)

    def _take_domain(self, domain: str) -> None:
        self._choices[CUSTOM].setChecked(True)
        self._domain.setText(domain)

    def _edited(self) -> None:
        custom = self._choices[CUSTOM].isChecked()
        self._domain.setEnabled(custom)
        self._hint.setText(self._said_of(visible(self._key.text())))
        self._hint.setVisible(bool(self._hint.text()))
        self.changed.emit()

    def _said_of(self, key: str) -> str:
        if key and key == vendor.consumer_key():
            return self.tr(
                "This is the key of the app that comes with this program. Its package must be installed in the "
                "organisation."
            )
        if key and (not key.startswith(_USUAL) or _SECRET.fullmatch(key)):
            return self.tr("Consumer keys usually begin with “3MVG”. Check that this is the key and not the secret.")
        if key and len(key) < _SHORT:
            return self.tr("This is short for a consumer key. Check that all of it was copied.")
        return ""

    def retranslate(self) -> None:
        """Set every text."""
        self._where.setTitle(self.tr("Environment"))
        tips = {
            "production": self.tr("for daily work (login.salesforce.com)"),
            "sandbox": self.tr("for tests (test.salesforce.com)"),
            "custom": self.tr("if users must sign in on your My Domain"),
        }
        for kind, button in self._choices.items():
            button.setText(f"{environment_name(kind)}: {tips[kind]}")
            button.setAccessibleName(environment_name(kind))
        self._domain.setPlaceholderText("example.my.salesforce.com")
        self._domain.setAccessibleName(self.tr("Salesforce domain"))
        self._which.setTitle(self.tr("External client app"))
        self._key_label.setText(self.tr("Consumer key of the external client app in your Salesforce"))
        self._key.setPlaceholderText("3MVG9…")
        self._key.setAccessibleName(self.tr("Consumer key"))
        self._help.setText(self.tr("I do not have one yet…"))
        self._help.setAccessibleName(self.tr("I do not have a consumer key yet: how to make the app"))
        self._show_lock()
        self._edited()
