"""Give the signed-in user the right to write the cards: the first write to Salesforce, by its own button only."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QWidget

from wizard.application.checks import CheckObject
from wizard.application.command import Command
from wizard.application.destination import CheckDestination, FindDestination, PrepareDestination
from wizard.domain.errors import AppError
from wizard.domain.own_object import Components
from wizard.flow.answers import PermissionSetResult
from wizard.gui import theme
from wizard.gui.checks_panel import ChecksPanel
from wizard.gui.drop_down import DropDown
from wizard.gui.page import Context, Page
from wizard.gui.pages.manual_steps import ManualSteps
from wizard.gui.pages.own_object import own_object_name
from wizard.gui.pages.own_plan import OwnPlan
from wizard.gui.pages.permission_words import said_of_found, said_of_result
from wizard.gui.pages.readers import ReadersPanel
from wizard.gui.parts import named, row, text
from wizard.gui.query import Query
from wizard.gui.texts import with_note
from wizard.usecases.destination import Found
from wizard.words import sentences


class PermissionSetPage(Page):
    """Looks on arrival; assigns, and makes what our own object lacks where it is needed, by its button."""

    step = "permission-set"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: Found | None = None
        self._looked_for: object = None
        self._worked_for: object = None
        self._queued = False  # what is made waits in Salesforce for other deploys
        self._look, self._work = Query(context.jobs), context.jobs.runner(asks=True)
        self._look.succeeded.connect(self._show_found)
        self._look.failed.connect(self._look_failed)
        self._work.succeeded.connect(self._done)
        self._work.failed.connect(self._failed)
        self._work.progressed.connect(self._say_queued)
        self._build()
        self._look.changed.connect(self._show)
        self._work.idle.connect(self._show)

    def _build(self) -> None:
        self._state, self._plan = text("text-permission-set"), OwnPlan()
        self._plan.changed.connect(self._show)
        self._sets = named(DropDown(), "choose-permission-set")
        self._assign = named(theme.PrimaryButton(), "button-assign-permission-set")
        self._assign.clicked.connect(self.assign)
        self._manual = ManualSteps()
        self._manual.done.connect(self.check)
        self._readers = ReadersPanel(self.context)
        self._readers.failed.connect(self.say_error)
        self.body.addWidget(self._state)
        self.body.addWidget(self._plan)
        self.body.addLayout(row(self._sets, self._assign))
        self._checks = ChecksPanel(self.context, "object-checks")
        self._checks.changed.connect(self.changed)
        self._checks.failed.connect(self.say_error)
        self.body.addWidget(self._manual)
        self.body.addWidget(self._readers)  # it may ask for something, which the checks seldom do
        self.body.addWidget(self._checks)
        self.body.addStretch(1)

    def entered(self) -> None:
        """Look what is there, unless the page was here for this account; then see to the recipients."""
        if self._looked_for != self.answers.account:
            self.look()
        if self.answers.permission_set:
            self._look_on()

    def show_answers(self) -> None:
        """Show how it ended; what another account would see is not asked for any more."""
        if self._looked_for != self.answers.account:
            self._look.drop()
        self._show()

    def look(self) -> None:
        """Look which object fits and what gives the right to it; writes nothing."""
        self._found, self._looked_for = None, self.answers.account
        self._plan.take(None)
        self._look.ask(self.answers.account, FindDestination(self.answers))
        self._show()

    def assign(self) -> None:
        """Do what the button says."""
        lang, chosen = self.context.languages.lang, self._sets.currentData() or ""
        self._begin(PrepareDestination(self.answers, self._kind(), chosen, self._plan.again, lang))

    def check(self) -> None:
        """Take the person's word that it was assigned by hand, after looking whether it works."""
        self._begin(CheckDestination(self.answers, self._kind()))

    def enter_button(self) -> QPushButton | None:
        """Enter assigns, until that is done and nothing is lacking."""
        return None if self.answers.permission_set and not self._plan.parts() else self._assign

    def first_focus(self) -> QWidget | None:
        """The button, until that is done."""
        return self.enter_button()

    def _kind(self) -> str:
        return self._found.kind if self._found else "package"

    def _begin(self, command: Command[PermissionSetResult]) -> None:
        if not self._work.busy:
            self.context.bar.clear()
            self._queued = False
            self._worked_for = self.answers.account
            self._work.do(command)
            self._show()

    def _look_failed(self, error: Exception) -> None:
        self.say_error(error, self.look)

    def _show_found(self, found: Found) -> None:
        self._found = found
        self._plan.take(found)
        self._sets.clear()
        for each in found.sets if len(found.sets) > 1 else ():
            self._sets.addItem(each.label, each.id)

    def _done(self, result: PermissionSetResult) -> None:
        if self._worked_for != self.answers.account:
            return
        self._plan.take(None)
        self.answered.emit(replace(self.answers, permission_set=result))
        self._look_on()

    def _look_on(self) -> None:
        """Look who of the recipients sees the object, and what may stand in the way of the cards there."""
        self._readers.look(self.answers)
        self._checks.look(CheckObject(self.answers))

    def question(self) -> str:
        """Ask before cards go where others are, or where the package makes contacts of them."""
        concerns = self._checks.problems("others_cards", "linking")
        return sentences(*concerns, self.tr("Go on?")) if concerns else ""

    def _failed(self, error: Exception) -> None:
        """A package that turns out unfit leads to our own object, which is offered with the reason."""
        if self._worked_for != self.answers.account:
            return
        self.say_error(error)
        if isinstance(error, AppError) and error.code in ("package_absent", "key_not_external"):
            self.look()

    def _say_queued(self, queued: bool) -> None:
        self._queued = queued
        self._show()

    # What is shown

    def _show(self) -> None:
        result = self.answers.permission_set
        busy = self._look.busy or self._work.busy
        todo = self._plan.parts()
        self._assign.setText(self._button_text(todo))
        self._assign.setAccessibleName(self._assign.text())
        self._state.setText(self._said(result))
        self._plan.show_plan(self.context.languages.lang, self._user(), busy=busy)
        self._sets.setVisible(self._sets.count() > 1 and not result)
        self._sets.setEnabled(not busy)
        self._assign.setEnabled(not busy and (result is None or result.state == "absent" or bool(todo)))
        self._manual.set_busy(busy)
        self._manual.setVisible(self._kind() == "package")
        self._readers.setEnabled(not busy)
        if result is None:
            self._readers.forget()
            self._checks.forget()
        self.changed.emit()

    def _button_text(self, parts: Components) -> str:
        account = self.answers.account
        org = account.organization.name if account else "…"
        name = own_object_name(self.context.languages.lang)
        if parts and not parts.whole:
            return self.tr("Complete “{object}” and assign in {org}").format(object=name, org=org)
        if parts:
            return self.tr("Make “{object}” and assign in {org}").format(object=name, org=org)
        return self.tr("Assign in {org}").format(org=org)

    def _user(self) -> str:
        account = self.answers.account
        return with_note(account.user.name, account.user.username) if account else ""

    def _said(self, result: PermissionSetResult | None) -> str:
        if self._work.busy and self._queued:
            return self.tr(
                "Salesforce is busy with other deployments of the organisation (Setup > Deployment Status). This one "
                "is in the queue and goes on by itself."
            )
        if self._work.busy:
            return self.tr("Working in Salesforce…")
        if result and not self._plan.parts():
            return said_of_result(result)
        if self._look.busy or self._found is None:
            return self.tr("Looking for the permission set…")
        return said_of_found(self._found, self._plan.parts(), self._user(), self.context.languages.lang)

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            self.tr(
                "The signed-in user needs the right to write the cards. Nothing has been written to Salesforce so far; "
                "the button is the first that does."
            )
        )
        self._sets.set_label(self.tr("Permission set"))
        self._show()
