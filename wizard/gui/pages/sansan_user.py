"""Select the integration user: whose cards go, and what of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGroupBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from wizard.domain.fieldmap import Options
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Answers, Connection
from wizard.gui.drop_down import DropDown
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, row, text
from wizard.words import sentences


class SansanUserPage(Page):
    """Answers the chosen connection and the card options."""

    step = "sansan-user"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._given = self.answers
        self._choose = named(DropDown(), "choose-sansan-user")
        self._choose.currentIndexChanged.connect(self._edited)
        self._label, self._sent = named(QLabel(), "label-sansan-user"), text("text-what-is-sent")
        self._label.setBuddy(self._choose)
        self._options = named(QGroupBox(), "group-card-options")
        self._memo, self._tags = named(QCheckBox(), "check-memo"), named(QCheckBox(), "check-tags")
        self._since, self._from = named(QCheckBox(), "check-exchanged-from"), named(QLineEdit(), "input-exchanged-from")
        self._from.setMaximumWidth(self._from.fontMetrics().horizontalAdvance("0000-00-00") * 2)
        inner = QVBoxLayout(self._options)
        inner.addWidget(self._memo)
        inner.addWidget(self._tags)
        inner.addLayout(row(self._since, self._from))
        for box in (self._memo, self._tags, self._since):
            box.toggled.connect(self._edited)
        self._from.textChanged.connect(self._edited)
        for widget in (self._label, self._choose, self._sent, self._options):
            self.body.addWidget(widget)
        self._fill_options(self.answers.cards)
        self.body.addStretch(1)
        context.counter.counted.connect(self._say_sent)

    def choice(self) -> CardChoice:
        """Return the card options as the fields say."""
        since = self._from.text().strip() if self._since.isChecked() else ""
        options = Options(self._memo.isChecked(), self._tags.isChecked())
        return replace(self.answers.cards, exchanged_from=since, options=options)

    def proposed(self) -> Answers:
        """Return the answers with this user and these options."""
        return replace(self.answers, chosen=self._choose.currentData() or "", cards=self.choice())

    def open_point(self) -> str:
        """The date must be one."""
        if self._since.isChecked() and not _is_date(self._from.text().strip()):
            return "date_wrong"
        return super().open_point()

    def show_answers(self) -> None:
        """Offer the keys there are; keep the choice."""
        before, self._given = self._given, self.answers
        wanted = self.answers.chosen if before.chosen != self.answers.chosen else self._choose.currentData()
        self._choose.blockSignals(True)
        self._choose.clear()
        for connection in self.answers.connections:
            self._choose.addItem(connection.name, connection.secret)
        self._choose.setCurrentIndex(max(self._choose.findData(wanted), 0) if self.answers.connections else -1)
        self._choose.blockSignals(False)
        if before.cards != self.answers.cards:
            self._fill_options(self.answers.cards)
        self._edited()

    def _fill_options(self, cards: CardChoice) -> None:
        self._memo.setChecked(cards.options.memo)
        self._tags.setChecked(cards.options.tags)
        self._since.setChecked(bool(cards.exchanged_from))
        self._from.setText(cards.exchanged_from)

    def entered(self) -> None:
        """Go on counting."""
        for connection in self.answers.connections:
            self.context.counter.begin(connection)

    def first_focus(self) -> QWidget:
        """The user is what is asked for."""
        return self._choose

    def _edited(self) -> None:
        self._from.setEnabled(self._since.isChecked())
        self._say_sent()
        self.changed.emit()

    def _say_sent(self) -> None:
        chosen = self._choose.currentData()
        connection: Connection | None = next((c for c in self.answers.connections if c.secret == chosen), None)
        if connection is None:
            self._sent.clear()
            return
        seen = self.context.counter.seen(connection)
        cards = self.tr("%Ln card(s)", "", seen.cards)
        if seen.complete:
            count = self.tr("That is {cards} now.").format(cards=cards)
        else:
            count = self.tr("That is at least {cards} so far; counting goes on.").format(cards=cards)
        all_ = self.tr("All the business cards that “{name}” can see are sent to Salesforce.")
        self._sent.setText(sentences(all_.format(name=connection.name), count))

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(self.tr("Choose the Sansan user whose cards are sent. Only users with an API key appear."))
        label = self.tr("Integration user")
        self._label.setText(label)
        self._choose.setAccessibleName(label)
        self._choose.setAccessibleDescription(label)
        self._options.setTitle(self.tr("What is sent (optional)"))
        for box, words in (
            (self._memo, self.tr("Send memos")),
            (self._tags, self.tr("Send tags")),
            (self._since, self.tr("Only cards exchanged on or after")),
        ):
            box.setText(words)
            box.setAccessibleName(words)
        self._from.setPlaceholderText("2020-01-31")
        self._from.setAccessibleName(self._since.text())
        self._say_sent()


def _is_date(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
