"""Check and set recipients: who in Salesforce gets whose cards."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtWidgets import QPushButton

from wizard.application.recipients import Matched, MatchRecipients
from wizard.application.sansan import CardsSeen
from wizard.domain.persons import Persons, owner_key
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.flow.answers import Answers
from wizard.gui.on_screen import open_dialog
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, row, text
from wizard.gui.recipients.change_dialog import ChangeDialog
from wizard.gui.recipients.consequences import Consequences
from wizard.gui.recipients.sort_memory import SortMemory
from wizard.gui.recipients.widget import RecipientsEditor
from wizard.gui.texts import number, with_note
from wizard.words import say_trouble, sentences


class RecipientsPage(Page):
    """Matches on arrival, and answers what the editor holds."""

    step = "recipients"
    wide = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.editor = RecipientsEditor(self)
        self.editor.changed.connect(self.changed)
        self.editor.changed.connect(self._ask_consequences)
        self.editor.match_wanted.connect(self.match)
        self.editor.users_read.connect(self._take_users)
        self.editor.set_files(context.run, context.jobs.runner())
        self._matched: Matched | None = None
        self._matched_for: tuple[object, str] | None = None
        self._of_file: tuple[SansanUser, ...] = ()
        self._note = ""  # what is to be said when they are matched
        self._asked_for: set[str] = set()  # owners met by counting, whom matching was asked for
        self._match = context.jobs.runner()
        self._match.succeeded.connect(self._show_matched)
        self._match.failed.connect(self._say_failed)
        self._match.idle.connect(self._matching_ended)
        SortMemory(self.editor, context.jobs)
        self._consequences = Consequences(context.jobs)
        self._not_listed = text("text-not-listed")
        self._not_listed.hide()
        self._default, self._change_default = (
            text("text-default-recipient"),
            named(QPushButton(), "button-default-recipient"),
        )
        self._change_default.clicked.connect(self._ask_default)
        for widget in (self._not_listed, self.editor, self._consequences):
            self.body.addWidget(widget, int(widget is self.editor))
        line = row(self._default, self._change_default, stretch=False)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        context.counter.counted.connect(self._show_cards)

    def entered(self) -> None:
        """Match, unless that was done for this account and this Sansan user."""
        if self.answers.connection:
            self.context.counter.begin(self.answers.connection)
        if self._ground() != self._matched_for:
            self._of_file = ()
            self.match()

    def match(self) -> None:
        """Read the users of both sides and match them; choices made here stay."""
        if self._match.busy:
            return
        answers = self.proposed() if self._ground() == self._matched_for else self.answers
        self._matched, self._matched_for = None, self._ground()
        self.editor.show_loading()
        self._show_default()
        self._ask_matches(answers)
        self.changed.emit()

    def open_point(self) -> str:
        """The users must have been read."""
        if self._matched is None:
            return "working" if self._match.busy else "recipients_needed"
        return super().open_point()

    def proposed(self) -> Answers:
        """Return the answers with the editor's recipients."""
        if self._matched is None:
            return self.answers
        return replace(self.answers, recipients=self.editor.recipients(), default_user=self._matched.default)

    def _ask_default(self) -> None:
        """Let the person choose who gets what matches nobody."""
        if self._matched is None:
            return
        nobody = self.tr("Sansan users without a match")
        dialog = ChangeDialog(self.editor.users(), [nobody], self._matched.default.id, self, only_user=True)
        dialog.user_chosen.connect(self._take_default)
        open_dialog(dialog)

    def _take_default(self, user: SalesforceUser) -> None:
        """Match again with another default; what a person chose stays."""
        if self._matched and user.id != self._matched.default.id:
            self._matched = replace(self._matched, default=user)
            self.match()

    def _show_default(self) -> None:
        found = self._matched
        self._change_default.setEnabled(found is not None)
        shown = with_note(found.default.name, found.default.username) if found else ""
        self._default.setText(
            self.tr("Default recipient, for Sansan users without a match: {user}").format(user=escape(shown))
        )

    def question(self) -> str:
        """Say once how much goes to the default, and how much will be refused."""
        return sentences(self._refused(), self._defaulted(), *self._notices())

    def _notices(self) -> tuple[str, ...]:
        """Say which choices of cards match nothing."""
        lang = self.context.languages.lang
        return tuple(say_trouble(notice, lang) for notice in self._matched.notices) if self._matched else ()

    def _refused(self) -> str:
        count = self.editor.refused() if self._matched else 0
        if not count:
            return ""
        return self.tr("%Ln recipient(s) cannot own cards (see Problem); those cards will be refused.", "", count)

    def _defaulted(self) -> str:
        open_ones = [r for r in self.editor.recipients() if r.reason == "default" and not r.skip]
        if self._matched is None or not open_ones:
            return ""
        seen = self._seen()
        cards = sum(seen.by_owner.get(owner_key(r.sansan), 0) for r in open_ones)
        counted = self.tr("%Ln card(s)", "", cards)
        if not seen.complete:
            counted = self.tr("{cards} so far").format(cards=counted)
        return self.tr("{users} Sansan users ({cards}) match nobody; their cards go to {default}.").format(
            users=number(len(open_ones)), cards=counted, default=self._matched.default.username
        )

    def _ask_matches(self, answers: Answers) -> None:
        owners = self._seen().owners
        self._asked_for = {owner_key(owner) for owner in owners}
        self._match.do(MatchRecipients(answers, owners, self._of_file))

    def _ground(self) -> tuple[object, str]:
        return self.answers.account, self.answers.chosen

    def _seen(self) -> CardsSeen:
        connection = self.answers.connection
        return self.context.counter.seen(connection) if connection else CardsSeen()

    def _show_matched(self, matched: Matched) -> None:
        if self._ground() != self._matched_for:
            self._matched = None
            self.match()
        elif self._matched:
            self._add_met(matched)
        else:
            self._matched = matched
            self._show_all(matched)
        self.changed.emit()

    def _show_all(self, matched: Matched) -> None:
        sandbox = bool(self.answers.account and self.answers.account.organization.sandbox)
        seen = self._seen()
        self.editor.set_data(
            matched.recipients,
            matched.users,
            matched.default.id,
            dict(seen.by_owner),
            sandbox,
            matched.suggestions,
            matched.without_access,
        )
        self.editor.set_cards(dict(seen.by_owner), seen.complete)
        self._not_listed.setVisible(not matched.listed)
        self._show_default()
        self._ask_consequences()
        self.editor.say(self._note)
        self._note = ""

    def _add_met(self, matched: Matched) -> None:
        """Show those whom counting met since, below the others."""
        known = Persons(r.sansan for r in self.editor.recipients())
        new = [row for row, r in enumerate(matched.recipients) if not known.find(r.sansan)]
        suggestions = {at: matched.suggestions[row] for at, row in enumerate(new) if row in matched.suggestions}
        if new:
            self.editor.add([matched.recipients[row] for row in new], suggestions)

    def _ask_consequences(self) -> None:
        self._consequences.ask(self.proposed())

    def _say_failed(self, error: Exception) -> None:
        if self._matched:  # only more people were asked for; they are matched when the transfer meets them
            return
        self._matched_for = None
        self.editor.show_failed()
        self.say_error(error, self.match)

    def _matching_ended(self) -> None:
        self._look_for_met()
        self.changed.emit()

    def _take_users(self, users: tuple[SansanUser, ...], file: str) -> None:
        """Match again, with the Sansan users of a file."""
        self._of_file = users
        self._note = self.tr("%Ln Sansan user(s) were read from “{file}”.", "", len(users)).format(file=file)
        self.match()

    def _show_cards(self, secret: str) -> None:
        if self._matched and secret == self.answers.chosen:
            seen = self._seen()
            self.editor.set_cards(dict(seen.by_owner), seen.complete)
            self._look_for_met()

    def _look_for_met(self) -> None:
        """When all cards are counted, match the owners not asked for yet."""
        seen = self._seen()
        new = {owner_key(owner) for owner in seen.owners} - self._asked_for
        if self._matched and seen.complete and new and not self._match.busy:
            self._ask_matches(self.proposed())

    def retranslate(self) -> None:
        """Set every text."""
        self._change_default.setText(self.tr("Change…"))
        self._change_default.setAccessibleName(self.tr("Change the default recipient"))
        self._show_default()
        self.summary.setText(
            self.tr("Each Sansan user’s cards go to the Salesforce user on the same line, who becomes their owner.")
        )
        self._not_listed.setText(
            self.tr(
                "This API key has no right to list the Sansan users, so only owners of cards are shown. To see "
                "everybody, drop Sansan’s own CSV of users on the table, or open it with “Import from file…”."
            )
        )
