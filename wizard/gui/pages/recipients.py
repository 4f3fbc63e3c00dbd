"""Check and set recipients: who in Salesforce gets whose cards."""

from __future__ import annotations

from dataclasses import replace

from wizard.domain.recipients import owner_key
from wizard.flow.answers import Answers
from wizard.gui.backend import CardsSeen, Matched
from wizard.gui.page import Context, Page
from wizard.gui.recipients.widget import RecipientsEditor
from wizard.gui.texts import number


class RecipientsPage(Page):
    """Matches on arrival, and answers what the editor holds."""

    step = "recipients"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.editor = RecipientsEditor(self)
        self.editor.changed.connect(self.changed)
        self.editor.set_files(context.backend.read_mapping, context.backend.write_mapping)
        self._matched: Matched | None = None
        self._matched_for: tuple[object, str] | None = None
        self._match = context.jobs.runner()
        self._match.succeeded.connect(self._show_matched)
        self._match.failed.connect(self._say_failed)
        self._match.idle.connect(self.changed)
        self.body.addWidget(self.editor, 1)
        context.counter.counted.connect(self._show_cards)

    def entered(self) -> None:
        """Match, unless that was done for this account and this Sansan user."""
        if self.answers.connection:
            self.context.counter.begin(self.answers.connection)
        if self._ground() != self._matched_for:
            self.match()

    def match(self) -> None:
        """Read the users of both sides and match them."""
        if self._match.busy:
            return
        answers, owners = self.answers, self._seen().owners
        self._matched, self._matched_for = None, self._ground()
        self.editor.show_loading()
        self._match.start(
            lambda _report, control: self.context.backend.match_recipients(answers, owners, control),
        )
        self.changed.emit()

    def open_point(self) -> str:
        """The users must have been read."""
        return "working" if self._matched is None else super().open_point()

    def proposed(self) -> Answers:
        """Return the answers with the editor's recipients."""
        return replace(self.answers, recipients=self.editor.recipients()) if self._matched else self.answers

    def question(self) -> str:
        """Say once how much goes to the default."""
        if self._matched is None:
            return ""
        open_ones = [r for r in self.editor.recipients() if r.reason == "default" and not r.skip]
        if not open_ones:
            return ""
        seen = self._seen()
        cards = sum(seen.by_owner.get(owner_key(r.sansan), 0) for r in open_ones)
        counted = self.tr("%Ln card(s)", "", cards)
        if not seen.complete:
            counted = self.tr("{cards} so far").format(cards=counted)
        return self.tr("{users} Sansan users ({cards}) match nobody; their cards go to {default}.").format(
            users=number(len(open_ones)), cards=counted, default=self._matched.default.username
        )

    def _ground(self) -> tuple[object, str]:
        return self.answers.account, self.answers.chosen

    def _seen(self) -> CardsSeen:
        connection = self.answers.connection
        return self.context.counter.seen(connection) if connection else CardsSeen()

    def _show_matched(self, matched: Matched) -> None:
        if self._ground() != self._matched_for:
            self.match()
            return
        self._matched = matched
        sandbox = bool(self.answers.account and self.answers.account.organization.sandbox)
        self.editor.set_data(
            matched.recipients, matched.users, matched.default.id, dict(self._seen().by_owner), sandbox
        )
        self.changed.emit()

    def _say_failed(self, error: Exception) -> None:
        self._matched_for = None
        self.editor.show_failed()
        self.say_error(error, self.match)

    def _show_cards(self, secret: str) -> None:
        if self._matched and secret == self.answers.chosen:
            self.editor.set_cards(dict(self._seen().by_owner))

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(
            self.tr("Each Sansan user’s cards go to the Salesforce user on the same line, who becomes their owner.")
        )
