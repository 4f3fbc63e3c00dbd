"""Select the integration user: whose cards go, and what of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QGroupBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from wizard.application.sansan import CardsSeen, FindTags, TagsFound
from wizard.domain.card_filter import cards_left
from wizard.domain.persons import owner_key
from wizard.domain.profile import CardChoice
from wizard.flow.answers import Answers, Connection
from wizard.gui import theme
from wizard.gui.drop_down import DropDown
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, row, text
from wizard.gui.query import Query
from wizard.gui.tag_chooser import TagChooser
from wizard.words import sentences


class SansanUserPage(Page):
    """Answers the chosen connection and the card options."""

    step = "sansan-user"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._given = self.answers
        self._tags_found: TagsFound | None = None
        self._choose = named(DropDown(), "choose-sansan-user")
        self._choose.currentIndexChanged.connect(self._edited)
        self._label, self._sent = named(QLabel(), "label-sansan-user"), text("text-what-is-sent")
        self._label.setBuddy(self._choose)
        self._options = named(QGroupBox(), "group-card-options")
        self._memo, self._tags = named(QCheckBox(), "check-memo"), named(QCheckBox(), "check-tags")
        self._since, self._from = named(QCheckBox(), "check-exchanged-from"), named(QLineEdit(), "input-exchanged-from")
        self._from.setMaximumWidth(self._from.fontMetrics().horizontalAdvance("0000-00-00") * 2)
        self._only, self._chooser = named(QCheckBox(), "check-tags-any"), TagChooser()
        self._left = {name: theme.secondary(named(QLabel(), f"text-left-{name}")) for name in ("since", "tags")}
        inner = QVBoxLayout(self._options)
        inner.addLayout(row(self._memo, self._tags))
        inner.addLayout(row(self._since, self._from, self._left["since"]))
        inner.addLayout(row(self._only, self._left["tags"]))
        inner.addWidget(self._chooser)
        for box in (self._memo, self._tags, self._since, self._only):
            box.toggled.connect(self._edited)
        self._chooser.changed.connect(self._edited)
        self._look = Query(context.jobs)
        self._look.succeeded.connect(self._show_tags)
        self._look.failed.connect(lambda error: self.say_error(error, self._read_tags_again))
        self._listed = ""  # the key whose tags were asked for
        self._from.textChanged.connect(self._edited)
        for widget in (self._label, self._choose, self._sent, self._options):
            self.body.addWidget(widget)
        self._fill_options(self.answers.cards)
        self.body.addStretch(1)
        context.counter.counted.connect(self._say_sent)

    def choice(self) -> CardChoice:
        """Return the card options as the fields say."""
        since = self._from.text().strip() if self._since.isChecked() else ""
        fields = self.answers.cards.chosen_fields
        for item, box in (("memo", self._memo), ("tags", self._tags)):
            if not box.isChecked():
                fields[item] = ""
            elif not fields.get(item):
                fields.pop(item, None)
        tags = self._chooser.chosen if self._only.isChecked() else ()
        return replace(self.answers.cards.choosing(fields), exchanged_from=since, tags_any=tags)

    def proposed(self) -> Answers:
        """Return the answers with this user and these options."""
        return replace(self.answers, chosen=self._choose.currentData() or "", cards=self.choice())

    def open_point(self) -> str:
        """The date must be one, and there must be a tag."""
        if self._since.isChecked() and not _is_date(self._from.text().strip()):
            return "date_wrong"
        if self._only.isChecked() and not self._chooser.chosen:
            return "tags_needed"
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
        for item, box in (("memo", self._memo), ("tags", self._tags)):
            box.setChecked(cards.chosen_fields.get(item) != "")
        self._since.setChecked(bool(cards.exchanged_from))
        self._from.setText(cards.exchanged_from)
        self._only.setChecked(bool(cards.tags_any))
        self._chooser.show_tags(self._tags_found, cards.tags_any)

    def entered(self) -> None:
        """Go on counting."""
        for connection in self.answers.connections:
            self.context.counter.begin(connection)
        self._read_tags()

    def first_focus(self) -> QWidget:
        """The user is what is asked for."""
        return self._choose

    def _edited(self) -> None:
        self._from.setEnabled(self._since.isChecked())
        self._chooser.setVisible(self._only.isChecked())
        self._read_tags()
        self._say_sent()
        self.changed.emit()

    # Tags

    def _read_tags(self) -> None:
        """Ask for the tags of the chosen key, once they are wanted."""
        connection = self._connection()
        if not (connection and self._only.isChecked() and self.isVisible()):
            return
        if connection.secret != self._listed:
            self._listed, self._tags_found = connection.secret, None
            self._chooser.show_tags(None, self._chooser.chosen)
            self._look.ask(connection.secret, FindTags(connection))

    def _read_tags_again(self) -> None:
        self._listed = ""
        self._read_tags()

    def _show_tags(self, found: TagsFound) -> None:
        self._tags_found = found
        self._chooser.show_tags(found, self._chooser.chosen)
        self._edited()

    # How many cards go

    def _connection(self) -> Connection | None:
        chosen = self._choose.currentData()
        return next((c for c in self.answers.connections if c.secret == chosen), None)

    def _say_sent(self) -> None:
        connection = self._connection()
        if connection is None:
            self._sent.clear()
            return
        seen = self.context.counter.seen(connection)
        self._say_left(seen)
        left = self._leaves(seen, self.choice()) if seen.groups else seen.cards
        cards = self.tr("%Ln card(s)", "", left)
        if seen.complete:
            count = self.tr("That is {cards} now.").format(cards=cards)
        else:
            count = self.tr("That is at least {cards} so far; counting goes on.").format(cards=cards)
        all_ = self.tr("All the business cards that “{name}” can see are sent to Salesforce.")
        if self._since.isChecked() or self._only.isChecked() or left != seen.cards:
            all_ = self.tr(
                "Of the business cards that “{name}” can see, those that you choose here are sent to Salesforce."
            )
        self._sent.setText(sentences(all_.format(name=connection.name), count))

    def _leaves(self, seen: CardsSeen, choice: CardChoice) -> int:
        skipped = {owner_key(r.sansan) for r in self.answers.recipients if r.skip}
        return cards_left(seen.groups, choice, skipped)

    def _say_left(self, seen: CardsSeen) -> None:
        """Say beside each choice what it leaves by itself."""
        choice, words = self.choice(), self.tr("leaves {cards}") if seen.complete else self.tr("leaves {cards} so far")
        alone = {
            "since": CardChoice(exchanged_from=choice.exchanged_from),
            "tags": CardChoice(tags_any=choice.tags_any),
        }
        for name, label in self._left.items():
            cards = self.tr("%Ln card(s)", "", cards_left(seen.groups, alone[name]))
            label.setText(words.format(cards=cards))
            label.setVisible(bool(seen.groups) and alone[name] != CardChoice())
        numbers: Counter[str] = Counter()
        for group, count in seen.groups.items():
            numbers.update(dict.fromkeys(set(group.tags), count))
        self._chooser.show_numbers(numbers, complete=seen.complete)

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(self.tr("Choose the Sansan user whose cards are sent. Only users with an API key appear."))
        label = self.tr("Integration user")
        self._label.setText(label)
        self._choose.set_label(label)
        self._options.setTitle(self.tr("What is sent (optional)"))
        for box, words in (
            (self._memo, self.tr("Send memos")),
            (self._tags, self.tr("Send tags")),
            (self._since, self.tr("Only cards exchanged on or after")),
            (self._only, self.tr("Only cards with one of these tags")),
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
