"""Which field of the destination each item of a card goes to; opened from the review, or from Home."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from wizard.application.fields import ChooseCards, FieldsFound, FindFields
from wizard.domain.field_choice import ADVICE
from wizard.domain.fieldmap import card_name
from wizard.flow.answers import Answers
from wizard.gui import theme
from wizard.gui.announce import announce
from wizard.gui.fields.effect import Effect
from wizard.gui.fields.model import FieldsModel
from wizard.gui.fields.table import FieldsTable
from wizard.gui.flow_layout import flow
from wizard.gui.page import AsidePage, Context
from wizard.gui.parts import named, row, text
from wizard.gui.query import Query
from wizard.gui.texts import number
from wizard.gui.work_strip import WorkStrip
from wizard.words.say import say_field_fault


class FieldsPage(AsidePage):
    """Looks on arrival. Saves a saved set-up; gives its answers back to one that is being made or changed."""

    step = "fields"
    wide = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: FieldsFound | None = None
        self._at = 0  # the card that is shown
        self._strip, self._model, self._effect = WorkStrip("fields"), FieldsModel(), Effect(context)
        self._table = FieldsTable(self._model)
        self._card, self._other = named(QLabel(), "text-fields-card"), named(QPushButton(), "button-fields-card")
        self._warning = text("text-fields-warning")
        self._buttons = {
            "apply": named(theme.PrimaryButton(), "button-apply-fields"),
            "usual": named(QPushButton(), "button-fields-usual"),
            "back": named(QPushButton(), "button-fields-back"),
        }
        self._look, self._save = Query(context.jobs), context.jobs.runner(asks=True)
        for label in (self._card, self._warning):
            label.setTextFormat(Qt.TextFormat.PlainText)  # what stands on cards is anybody's
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.body.addWidget(self._strip)
        self.body.addLayout(row(self._card, self._other))
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._warning)
        self.body.addWidget(self._effect)
        self.body.addLayout(flow(*self._buttons.values()))

    def _connect(self) -> None:
        self._look.succeeded.connect(self._show_found)
        self._look.failed.connect(lambda error: self.say_error(error, self.entered))
        self._look.changed.connect(self._show_busy)
        self._strip.stop_wanted.connect(self._leave)
        self._save.succeeded.connect(self._saved)
        self._save.failed.connect(self.say_error)
        self._save.idle.connect(self._show)
        self._model.changed.connect(self._edited)
        self._other.clicked.connect(self._show_other_card)
        self._buttons["apply"].clicked.connect(self.apply)
        self._buttons["usual"].clicked.connect(self._reset)
        self._buttons["back"].clicked.connect(self._leave)

    # The page

    def heading(self) -> str:
        """Return the page's title."""
        return self.tr("What goes to which field")

    def enter_button(self) -> QPushButton | None:
        """Enter takes the choice."""
        return self._buttons["apply"]

    def first_focus(self) -> QWidget | None:
        """The table, once it is filled."""
        return self._table if self._found else self._strip.button

    def look(self, answers: Answers) -> None:
        """Show the fields of the set-up of these answers."""
        self._found, self._at = None, 0
        self.take(answers)
        self._model.show_found(None, {})
        self._show()

    def entered(self) -> None:
        """Find out what there is."""
        if self._found is None:
            self._look.ask(self.answers, FindFields(self.answers))

    def left(self) -> None:
        """Nobody looks any more."""
        self._look.drop()
        self._effect.show_answers(None)

    def apply(self) -> None:
        """Take the choice: save it, or go back to the review with it."""
        if not self._buttons["apply"].isEnabled():
            return
        self.answers = self._proposed()
        if not self.answers.saved:
            self.home_wanted.emit()
            return
        self._save.do(ChooseCards(self.answers.profile, self.answers.cards))
        self._show()

    def _saved(self) -> None:
        self.context.bar.note(self.tr("Saved. The next transfer follows it."))
        announce(self, self.context.bar.message)

    def _leave(self) -> None:
        self._look.drop()
        self.home_wanted.emit()

    def _proposed(self) -> Answers:
        return replace(self.answers, cards=self.answers.cards.choosing(self._model.chosen))

    # What is found

    def _show_found(self, found: FieldsFound) -> None:
        self._found = found
        self._model.show_found(found, self.answers.cards.chosen_fields)
        self._model.show_card(found.cards[0] if found.cards else None)
        self._edited()
        self._table.fit_columns()
        self._table.selectRow(0)
        self._table.setFocus()

    def _show_busy(self) -> None:
        if self._look.busy:
            self._strip.begin(self.tr("Looking at the fields in Salesforce, and at some cards…"))
        else:
            self._strip.end()

    def _show_other_card(self) -> None:
        if self._found and self._found.cards:
            self._at = (self._at + 1) % len(self._found.cards)
            self._model.show_card(self._found.cards[self._at])
            self._show()

    def _reset(self) -> None:
        self._model.show_found(self._found, {})
        self._edited()

    def _edited(self) -> None:
        self._effect.show_answers(self._proposed())
        self._show()

    # What is shown

    def _show(self) -> None:
        found = self._found
        for part in (self._table, self._card, self._other, self._effect):
            part.setVisible(found is not None)
        self._show_card(found)
        lang, faults = self.context.languages.lang, self._model.faults
        self._warning.setText("\n".join(say_field_fault(fault, lang) for fault in faults))
        self._warning.setVisible(bool(faults))
        fits = found is not None and all(fault.code in ADVICE for fault in faults)
        self._buttons["apply"].setEnabled(fits and not self._save.busy)
        self._buttons["apply"].setAccessibleDescription("" if fits else self._warning.text())
        self._buttons["usual"].setEnabled(found is not None and bool(self._model.chosen))
        self._say_buttons()
        account = self.answers.account
        if account:
            words = self.tr(
                "Where each item of a card goes in <b>{org}</b>. What is switched off is not transferred; what stands "
                "in Salesforce already stays. Nothing is written before the next transfer."
            )
            self.summary.setText(words.format(org=escape(account.organization.name)))

    def _show_card(self, found: FieldsFound | None) -> None:
        if not (found and found.cards):
            self._card.setText(self.tr("There is no card in Sansan to show as an example."))
            self._other.setEnabled(False)
            return
        card = found.cards[self._at]
        words = self.tr("Card {place} of {count} as an example: {name}")
        name = self.tr(", ").join(filter(None, (card_name(card), card.company)))
        self._card.setText(words.format(place=number(self._at + 1), count=number(len(found.cards)), name=name))
        self._other.setEnabled(len(found.cards) > 1)

    def _say_buttons(self) -> None:
        saved = self.answers.saved
        for name, words in (
            ("apply", self.tr("Save") if saved else self.tr("Use these fields")),
            ("usual", self.tr("All as usual")),
            ("back", self.tr("Back to Home") if saved else self.tr("Back without changes")),
        ):
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)

    def retranslate(self) -> None:
        """Set every text."""
        self._other.setText(self.tr("Another card"))
        self._other.setAccessibleName(self._other.text())
        self._table.setAccessibleName(self.heading())
        self._model.translate(self.context.languages.lang)
        self._table.fit_columns()
        self._show()
        self._effect.translate()
