"""Every choice once more, each with Change; then save and transfer, or save only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from wizard.application.saving import AlreadyUsed, FindAlreadyUsed, SaveSetup
from wizard.domain.field_choice import ITEMS
from wizard.domain.profile import SANSAN_KEY, secret_name
from wizard.domain.recipients import count_by_reason
from wizard.domain.text import visible
from wizard.flow.answers import Answers, Environment, suggested_profile_name
from wizard.gui import theme
from wizard.gui.ask import ask
from wizard.gui.flow_layout import flow
from wizard.gui.page import Context, Page
from wizard.gui.parts import named, text
from wizard.gui.texts import environment_name, profile_name_fault, with_note
from wizard.words import sentences
from wizard.words.say import say_check, say_item

_SHOWN = ("sansan-user", "environment", "connection", "recipients", "permission-set", "fields")
_ASIDE = ("fields",)  # shown by a page of its own, that is no step


class ReviewPage(Page):
    """Saves the set-up under a name."""

    step = "review"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._look = context.jobs.runner()
        self._look.succeeded.connect(self._looked)
        self._look.failed.connect(self.say_error)
        self._look.idle.connect(self._show_buttons)
        self._save = context.jobs.runner(asks=True)
        self._save.succeeded.connect(self._saved)
        self._save.failed.connect(self.say_error)
        self._save.idle.connect(self._show_buttons)
        self._then = self.next_wanted.emit  # once it is saved
        self._named_after: Environment | None = None
        self._label, self._name = named(QLabel(), "label-profile-name"), named(QLineEdit(), "input-profile-name")
        self._label.setBuddy(self._name)
        self._name.textChanged.connect(self._show_buttons)
        self._titles = {step: named(QLabel(), f"label-review-{step}") for step in _SHOWN}
        self._values = {step: text(f"value-review-{step}") for step in _SHOWN}
        self._values["fields"].setTextFormat(Qt.TextFormat.PlainText)
        self._changes = {step: named(QPushButton(), f"button-change-{step}") for step in _SHOWN}
        self._what = text("text-what-will-happen")
        self._fault = theme.secondary(named(QLabel(), "text-name-fault"))
        self._go = named(theme.PrimaryButton(), "button-save-and-transfer")
        self._only = named(QPushButton(), "button-save-only")
        self._unattended = named(QPushButton(), "button-review-unattended")
        self._go.clicked.connect(lambda: self.save(self.next_wanted.emit))
        self._only.clicked.connect(lambda: self.save(self.home_wanted.emit))
        self._unattended.clicked.connect(lambda: self.save(lambda: self.aside_wanted.emit("unattended", self.answers)))
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._name, 0, 1)
        for place, step in enumerate(_SHOWN, 1):
            self._changes[step].clicked.connect(partial(self._change, step))
            grid.addWidget(self._titles[step], place, 0)
            grid.addWidget(self._values[step], place, 1)
            grid.addWidget(self._changes[step], place, 2)
        self.body.addLayout(grid)
        self.body.addWidget(self._what)
        self.body.addWidget(self._fault)
        self.body.addLayout(flow(self._go, self._only, self._unattended))
        self.body.addStretch(1)

    # The page

    def _change(self, step: str) -> None:
        if step in _ASIDE:
            self.aside_wanted.emit(step, self._named())
        else:
            self.jump_wanted.emit(step)

    def show_answers(self) -> None:
        """Show every choice."""
        answers = self.answers
        taken = self.context.taken_names()
        self._name.setReadOnly(answers.profile_id in taken.values())  # a saved set-up keeps its name
        if answers.profile:
            self._name.setText(answers.profile)
        elif answers.environment and answers.environment != self._named_after:
            self._named_after = answers.environment
            self._name.setText(suggested_profile_name(answers.environment, tuple(taken)))
        if answers.account and answers.connection:
            self._show_values(answers)

    def has_own_primary(self) -> bool:
        """The two buttons lead on."""
        return True

    def enter_button(self) -> QPushButton | None:
        """Enter saves and transfers."""
        return self._go

    def first_focus(self) -> QWidget | None:
        """The button that does it."""
        return self._go

    def save(self, then: Callable[[], None]) -> None:
        """Look whether another set-up does the same, then save, then go on."""
        if self._busy() or self._name_fault():
            return
        self._then = then
        self.context.bar.clear()
        self._look.do(FindAlreadyUsed(self._named()))
        self._show_buttons()

    def _looked(self, used: AlreadyUsed) -> None:
        parts, saved = [], self.answers.profile_id in self.context.taken_names().values()
        if used.organization and not saved:
            names = self.tr(", ").join(used.organization)
            parts.append(self.tr("The set-up {names} sends cards to this organisation already.").format(names=names))
        if used.key and self.answers.chosen != secret_name(self.answers.profile_id, SANSAN_KEY):
            names = self.tr(", ").join(used.key)
            parts.append(self.tr("The set-up {names} uses this Sansan API key already.").format(names=names))
        concerns = [": ".join(say_check(check, self.context.languages.lang)) for check in used.concerns]
        if not parts and not concerns:
            self._save_now()
            return
        end = self.tr("Save this set-up as well?") if parts else self.tr("Save this set-up all the same?")
        question = sentences(*parts, *concerns, end)
        ask(self, "ask-already-used", question, self.tr("Save it"), self.tr("Cancel"), self._save_now)

    def _save_now(self) -> None:
        self._save.do(SaveSetup(self._named()))
        self._show_buttons()

    def _busy(self) -> bool:
        return self._look.busy or self._save.busy

    def _named(self) -> Answers:
        return replace(self.answers, profile=visible(self._name.text()))

    def _saved(self) -> None:
        self.answered.emit(replace(self._named(), saved=True))
        self._then()

    def _name_fault(self) -> str:
        taken, own = self.context.taken_names(), self.answers.profile_id
        if own in taken.values():  # a saved set-up keeps its name, even one that would no longer be allowed
            return ""
        return profile_name_fault(visible(self._name.text()), taken)

    def _show_buttons(self) -> None:
        fault = self._name_fault()
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        for button in (self._go, self._only, self._unattended):
            button.setEnabled(not fault and not self._busy())
            button.setAccessibleDescription(fault)

    def _show_values(self, answers: Answers) -> None:
        account, connection, environment = answers.account, answers.connection, answers.environment
        if not (account and connection and environment):
            return
        organization = account.organization
        self._what.setText(
            self.tr(
                "What will happen: every card the integration user can see is created or updated in the business "
                "card object of {org}. Cards that are there already are not duplicated, nothing is deleted, and the "
                "transfer can be continued whenever it stops."
            ).format(org=f"<b>{escape(organization.name)}</b>")
        )
        self._values["sansan-user"].setText(f"{escape(connection.name)}<br>{self._cards(answers)}")
        self._values["environment"].setText(environment_name(environment.kind))
        user = escape(with_note(account.user.name, account.user.username))
        self._values["connection"].setText(
            f"{with_note(f'<b>{escape(organization.name)}</b>', organization.id)}<br>{user}"
        )
        self._values["recipients"].setText(self._people(answers))
        result = answers.permission_set
        self._values["permission-set"].setText(
            (result.label or self.tr("None; the cards can be written")) if result else ""
        )
        self._values["fields"].setText(self._fields(answers))
        for step, value in self._values.items():
            value.setAccessibleName(f"{self._labels()[step]}: {value.text()}")

    def _labels(self) -> dict[str, str]:
        return {
            "sansan-user": self.tr("Integration user"),
            "environment": self.tr("Environment"),
            "connection": self.tr("Organisation"),
            "recipients": self.tr("Recipients"),
            "permission-set": self.tr("Permission set"),
            "fields": self.tr("Fields"),
        }

    def _cards(self, answers: Answers) -> str:
        cards = answers.cards
        left_out = [item for item, name in cards.chosen_fields.items() if not name]
        kept = [self.tr("without memos") if "memo" in left_out else self.tr("with memos")]
        kept.append(self.tr("without tags") if "tags" in left_out else self.tr("with tags"))
        if cards.exchanged_from:
            kept.append(self.tr("exchanged on or after {date}").format(date=cards.exchanged_from))
        if cards.tags_any:
            names = escape(self.tr(", ").join(cards.tags_any))
            kept.append(self.tr("only with one of the tags {names}").format(names=names))
        return self.tr(", ").join(kept)

    def _fields(self, answers: Answers) -> str:
        """Return what goes elsewhere than usual."""
        lang, chosen = self.context.languages.lang, answers.cards.chosen_fields
        if not chosen:
            return self.tr("As usual")
        elsewhere = [f"{say_item(item, lang)} → {chosen[item]}" for item in ITEMS if chosen.get(item)]
        left_out = [say_item(item, lang) for item in ITEMS if chosen.get(item) == ""]
        if left_out:
            elsewhere.append(self.tr("without {items}").format(items=self.tr(", ").join(left_out)))
        return self.tr(", ").join(elsewhere)

    def _people(self, answers: Answers) -> str:
        counts = count_by_reason(answers.recipients)
        left_out = sum(r.skip for r in answers.recipients)
        total = sum(counts.values())
        parts = [self.tr("%Ln Sansan user(s) matched", "", total - counts["default"])]
        if counts["default"]:
            parts.append(self.tr("%Ln to the default recipient", "", counts["default"]))
        if default := answers.default_user:
            name = escape(with_note(default.name, default.username))
            parts.append(self.tr("default recipient: {user}").format(user=name))
        if left_out:
            parts.append(self.tr("%Ln not transferred", "", left_out))
        return self.tr(", ").join(parts)

    def retranslate(self) -> None:
        """Set every text."""
        self.summary.setText(self.tr("Check every choice. After this the transfer begins."))
        self._label.setText(self.tr("Name of this set-up"))
        self._name.setAccessibleName(self._label.text())
        labels = self._labels()
        for step in _SHOWN:
            self._titles[step].setText(labels[step])
            self._changes[step].setText(self.tr("Change"))
            self._changes[step].setAccessibleName(f"{self.tr('Change')}: {labels[step]}")
        for button, words in (
            (self._go, self.tr("Save and transfer")),
            (self._only, self.tr("Save without transferring")),
            (self._unattended, self.tr("Save, then automatic transfers…")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        self.show_answers()
        self._show_buttons()
