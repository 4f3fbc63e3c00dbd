"""Give the signed-in user the integration's permission set: the one write before the transfer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wizard.domain.permission_set import PermissionSet
from wizard.flow.answers import PermissionSetResult
from wizard.gui import theme
from wizard.gui.jobs import Job
from wizard.gui.page import Context, Page
from wizard.gui.parts import Disclosure, named, row, text


class PermissionSetPage(Page):
    """Looks on arrival, assigns by its button only."""

    step = "permission-set"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: PermissionSet | None = None
        self._looked_for: object = None
        self._look, self._work = context.jobs.runner(), context.jobs.runner(asks=True)
        self._look.succeeded.connect(self._show_found)
        self._look.failed.connect(lambda error: self.say_error(error, self.look))
        self._work.succeeded.connect(self._done)
        self._work.failed.connect(self.say_error)
        for runner in (self._look, self._work):
            runner.idle.connect(self._show)
        self._state = text("text-permission-set")
        self._assign = named(theme.PrimaryButton(), "button-assign-permission-set")
        self._assign.clicked.connect(self.assign)
        self._steps, self._by_hand = text("text-manual-steps"), named(QPushButton(), "button-done-by-hand")
        self._by_hand.clicked.connect(self.check)
        content = QWidget()
        folded = QVBoxLayout(content)
        folded.addWidget(self._steps)
        folded.addLayout(row(self._by_hand))
        self._manual = Disclosure("button-manual-steps", content)
        self.body.addWidget(self._state)
        self.body.addLayout(row(self._assign))
        self.body.addWidget(self._manual)
        self.body.addStretch(1)

    def entered(self) -> None:
        """Look for the permission set, unless the page was here for this account."""
        if self._looked_for != self.answers.account:
            self.look()

    def show_answers(self) -> None:
        """Show how it ended."""
        self._show()

    def look(self) -> None:
        """Look for the permission set; writes nothing."""
        answers = self.answers
        if not self._look.busy:
            self._found, self._looked_for = None, answers.account
            self._look.start(lambda _report, control: self.context.backend.find_permission_set(answers, control))
            self._show()

    def assign(self) -> None:
        """Assign it in Salesforce."""
        answers = self.answers
        self._begin(lambda _report, control: self.context.backend.assign_permission_set(answers, control))

    def check(self) -> None:
        """Take the person's word that it was assigned by hand, after looking whether it works."""
        answers = self.answers
        self._begin(lambda _report, control: self.context.backend.check_destination(answers, control))

    def enter_button(self) -> QPushButton | None:
        """Enter assigns, until that is done."""
        return None if self.answers.permission_set else self._assign

    def first_focus(self) -> QWidget | None:
        """The button, until that is done."""
        return self.enter_button()

    def _begin(self, job: Job) -> None:
        if not self._work.busy:
            self.context.bar.clear()
            self._work.start(job)
            self._show()

    def _show_found(self, found: PermissionSet | None) -> None:
        self._found = found

    def _done(self, result: PermissionSetResult) -> None:
        self.answered.emit(replace(self.answers, permission_set=result))

    def _show(self) -> None:
        result = self.answers.permission_set
        busy = self._look.busy or self._work.busy
        account = self.answers.account
        self._assign.setText(self.tr("Assign in {org}").format(org=account.organization.name if account else "…"))
        self._assign.setAccessibleName(self._assign.text())
        self._state.setText(self._said(result))
        self._assign.setEnabled(not busy and (result is None or result.state == "absent"))
        self._by_hand.setEnabled(not busy)
        self.changed.emit()

    def _said(self, result: PermissionSetResult | None) -> str:
        if self._work.busy:
            return self.tr("Working in Salesforce…")
        if result:
            return self._said_result(result)
        if self._look.busy:
            return self.tr("Looking for the permission set…")
        account = self.answers.account
        user = f"{account.user.name} ({account.user.username})" if account else ""
        if self._found:
            words = self.tr("Found: “{label}”. The button assigns it to {user}.")
            return words.format(label=self._found.label, user=user)
        return self.tr(
            "The permission set was not found. If {user} may write the business card object anyway, the button "
            "checks that."
        ).format(user=user)

    def _said_result(self, result: PermissionSetResult) -> str:
        return {
            "assigned": self.tr("Done: “{label}” is assigned, and the cards can be written."),
            "already": self.tr("“{label}” was assigned already, and the cards can be written."),
            "absent": self.tr("There is no such permission set, but the cards can be written."),
            "manual": self.tr("The cards can be written."),
        }[result.state].format(label=result.label)

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            self.tr(
                "The signed-in user needs the permission set “Sansan Data Integration User”. Nothing was written to "
                "Salesforce so far; this button is the first that does."
            )
        )
        self._manual.set_text(self.tr("Assign it by hand instead"))
        self._steps.setText(
            self.tr(
                "1.  Log in to Salesforce as a system administrator.<br>"
                "2.  Click <b>Setup</b> from the gear icon in the upper right.<br>"
                "3.  Enter “Permission Set” in the Quick Search and select it.<br>"
                "4.  Click <b>Sansan データ連携実行ユーザ</b>.<br>"
                "5.  Click <b>Manage Assignments</b>, then <b>Add Assignments</b>.<br>"
                "6.  Select the user for Salesforce authentication and click <b>Assign</b>.<br>"
                "7.  Click <b>Done</b>."
            )
        )
        self._by_hand.setText(self.tr("I have assigned it: check"))
        self._by_hand.setAccessibleName(self._by_hand.text())
        self._show()
