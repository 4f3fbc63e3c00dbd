"""What was connected to: environment, organisation, account, edition, API calls left."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFormLayout, QLabel

from wizard.application.checks import ApiCalls, CheckConnection, ReadApiCalls
from wizard.gui.checks_panel import ChecksPanel
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, text
from wizard.gui.query import Query
from wizard.gui.texts import environment_name, number, with_note


class ConnectionPage(Page):
    """Shows the connection; asks nothing."""

    step = "connection"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._calls: ApiCalls | None = None
        self._ask = Query(context.jobs)
        self._ask.succeeded.connect(self._answered)
        self._ask.failed.connect(lambda error: self.say_error(error, self.entered))
        self._rows: list[tuple[QLabel, QLabel]] = []
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        for name in ("environment", "organization", "organization-id", "account", "edition", "api-calls"):
            label, value = named(QLabel(), f"label-{name}"), text(f"value-{name}")
            form.addRow(label, value)
            self._rows.append((label, value))
        self._wrong = text("text-wrong-account")
        self._checks = ChecksPanel(context, "connection-checks")
        self._checks.changed.connect(self.changed)
        self._checks.failed.connect(self.say_error)
        self.body.addLayout(form)
        self.body.addWidget(self._wrong)
        self.body.addWidget(self._checks)
        self.body.addStretch(1)

    def entered(self) -> None:
        """Ask for the API calls left and make the checks; the page does not wait for them."""
        self._checks.look(CheckConnection(self.answers))
        self._ask.ask(self.answers.account, ReadApiCalls(self.answers))

    def show_answers(self) -> None:
        """Show the account that signed in."""
        account, environment = self.answers.account, self.answers.environment
        if account is None or environment is None:
            return
        organization = account.organization
        kind = environment_name(environment.kind)
        if environment.kind == "custom":
            kind = with_note(kind, environment_name("sandbox" if organization.sandbox else "production"))
        calls = self._calls
        values = (
            kind,
            f"<b>{escape(organization.name)}</b>",
            organization.id,
            escape(with_note(account.user.name, account.user.username)),
            organization.edition,
            self.tr("{left} of {limit}").format(left=number(calls.left), limit=number(calls.limit)) if calls else "–",
        )
        for (label, value), words in zip(self._rows, values, strict=True):
            value.setText(words)
            value.setAccessibleName(label.text())

    def open_point(self) -> str:
        """What is required must be cured first."""
        return "checks_needed" if any(c.stops for c in self._checks.checks) else super().open_point()

    def next_text(self) -> str:
        """Say the verb."""
        return self.tr("Go to set up")

    def _answered(self, calls: ApiCalls | None) -> None:
        self._calls = calls
        self.show_answers()

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(self.tr("Authentication is complete. Check that this is the right organisation."))
        names = (
            self.tr("Environment"),
            self.tr("Organisation name"),
            self.tr("Organisation ID"),
            self.tr("Authenticated account"),
            self.tr("Edition"),
            self.tr("API calls left today"),
        )
        for (label, _), words in zip(self._rows, names, strict=True):
            label.setText(words)
        self._wrong.setText(self.tr("Is it the wrong one? Go back and sign in with another account."))
        self.show_answers()
