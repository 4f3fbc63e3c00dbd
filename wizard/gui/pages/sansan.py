"""Connect Sansan: one or more API keys, each with a name, each tested at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QGroupBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wizard.application.sansan import ConnectSansan, ForgetSansan, KeepSecretsInMemory
from wizard.domain.errors import AppError
from wizard.domain.text import visible
from wizard.flow.answers import Answers, Connection
from wizard.gui import theme
from wizard.gui.announce import announce
from wizard.gui.ask import ask
from wizard.gui.page import Context, Page
from wizard.gui.pages.sansan_keys import KeyList
from wizard.gui.parts import named, row, text
from wizard.gui.points import show_points
from wizard.gui.texts import step_title

KEYS_SCREEN = "https://ap.sansan.com/v/admin/integration/apikey/index/"


class SansanPage(Page):
    """Takes keys. A key leaves the field for the keyring as soon as it works."""

    step = "sansan"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._test = context.jobs.runner()
        self._test.succeeded.connect(self._works)
        self._test.failed.connect(self._fails)
        self._test.idle.connect(self._show_busy)
        self._forget = context.jobs.runner()
        self._forget.failed.connect(self.say_error)
        self._forget.idle.connect(self._forget_next)
        self._to_forget: list[Connection] = []
        context.counter.counted.connect(self._counted)
        self._build()

    def _build(self) -> None:
        self._how = named(QGroupBox(), "group-how-key")
        self._steps = text("text-how-key")
        self._open = named(QPushButton(), "button-open-sansan")
        self._open.clicked.connect(lambda: self.context.open_url(KEYS_SCREEN))
        how = QVBoxLayout(self._how)
        how.addWidget(self._steps)
        how.addLayout(row(self._open))
        self._key = named(QLineEdit(), "input-api-key")
        self._name = named(QLineEdit(), "input-sansan-name")
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.textChanged.connect(self.changed)
        self._name.textChanged.connect(self.changed)
        self._try = named(QPushButton(), "button-test-key")
        self._try.clicked.connect(self.test)
        self._name_label, self._key_label = named(QLabel(), "label-sansan-name"), named(QLabel(), "label-api-key")
        self._keys = KeyList()
        self._keys.remove_wanted.connect(self._remove)
        self.body.addWidget(self._how)
        self.body.addLayout(self._form())
        self.body.addLayout(row(self._try))
        self._several = theme.secondary(text("text-several-keys"))
        self.body.addWidget(self._keys)
        self.body.addWidget(self._several)
        self.body.addStretch(1)

    def _form(self) -> QGridLayout:
        form = QGridLayout()
        for place, (label, field) in enumerate(((self._key_label, self._key), (self._name_label, self._name))):
            label.setBuddy(field)
            form.addWidget(label, place, 0)
            form.addWidget(field, place, 1)
        return form

    # The page

    def entered(self) -> None:
        """Go on counting."""
        for connection in self.answers.connections:
            self.context.counter.begin(connection)

    def show_answers(self) -> None:
        """Show the keys that work."""
        self._several.setVisible(len(self.answers.connections) > 1)
        self._keys.show_keys([(c, self.context.counter.seen(c)) for c in self.answers.connections])

    def open_point(self) -> str:
        """A key that was typed must have been tested."""
        if self._test.busy:
            return "testing"
        return "key_untested" if self._key.text().strip() else super().open_point()

    def enter_button(self) -> QPushButton | None:
        """Enter tests the key that was typed."""
        return self._try if self._key.text().strip() else None

    def first_focus(self) -> QWidget:
        """The key is what is asked for."""
        return self._key

    def test(self) -> None:
        """Test the key with one page of cards."""
        name, key = self._free_name(), visible(self._key.text())
        if self._test.busy or not key:
            return
        self.context.bar.clear()
        self._test.do(ConnectSansan(name, key))
        self._show_busy()

    def _works(self, connection: Connection) -> None:
        self._key.clear()
        self._name.clear()
        self.context.counter.begin(connection)
        announce(self._keys, self.tr("The key of “{name}” works.").format(name=connection.name))
        self.answered.emit(replace(self.answers, connections=(*self.answers.connections, connection)))

    def _fails(self, error: Exception) -> None:
        if isinstance(error, AppError) and error.code == "no_keyring":
            self._ask_for_memory(error)
            return
        self.say_error(error, self.test)
        self._key.setFocus()
        self._key.selectAll()

    def _ask_for_memory(self, error: AppError) -> None:
        """Without a keyring the person chooses: only until the window closes, or not at all."""
        self.say_error(error)
        question = self.tr(
            "This computer has no password store (keyring) for the key and the sign-in, and they are never written to "
            "a file. They can be kept until this window closes; transfers after that ask for them again."
        )
        keep, stop = self.tr("Keep them until I close"), self.tr("Stop here")
        ask(self, "ask-no-keyring", question, keep, stop, self._keep_in_memory)

    def _keep_in_memory(self) -> None:
        self.context.run(KeepSecretsInMemory())
        self.test()

    def _show_busy(self) -> None:
        self._try.setEnabled(not self._test.busy)
        self._try.setText(self.tr("Testing…") if self._test.busy else self.tr("Test this key"))
        self._try.setAccessibleName(self._try.text())
        self.changed.emit()

    def _counted(self, secret: str) -> None:
        connection = next((c for c in self.answers.connections if c.secret == secret), None)
        if connection:
            self._keys.show_count(connection, self.context.counter.seen(connection))

    def _free_name(self) -> str:
        base = visible(self._name.text()) or self._name.placeholderText()
        taken = {c.name for c in self.answers.connections}
        return next(name for name in [base, *(f"{base} {n}" for n in range(2, len(taken) + 3))] if name not in taken)

    # Removing

    def _remove(self, connection: Connection) -> None:
        left = tuple(c for c in self.answers.connections if c != connection)
        answers = replace(self.answers, connections=left)
        invalidated_steps = self.context.invalidated_steps(answers)
        if not invalidated_steps:
            self._forget_key(connection, answers)
            return
        names = self.tr(", ").join(map(step_title, invalidated_steps))
        question = self.tr("If you remove the key “{name}”, these steps are reset: {steps}").format(
            name=connection.name, steps=names
        )
        ask(
            self,
            "ask-remove-key",
            question,
            self.tr("Remove"),
            self.tr("Keep"),
            partial(self._forget_key, connection, answers),
        )

    def _forget_key(self, connection: Connection, answers: Answers) -> None:
        self.answered.emit(answers)
        self._to_forget.append(connection)
        self._forget_next()

    def _forget_next(self) -> None:
        """Take the removed keys out of the keyring, one after the other."""
        if self._to_forget and not self._forget.busy:
            self._forget.do(ForgetSansan(self._to_forget.pop(0)))

    def retranslate(self) -> None:
        """Set every text."""
        self._several.setText(
            self.tr(
                "A set-up sends the cards of one key, which you choose later. The others are forgotten when the set-up "
                "is saved; make a set-up for each."
            )
        )
        self.summary.setText(
            self.tr("Enter the API key of the Sansan user whose cards are to go to Salesforce, and test it.")
        )
        self._how.setTitle(self.tr("Where to find the key in Sansan"))
        show_points(
            self._steps,
            self.tr(
                "1.  Open <b>Admin Settings</b> > <b>Integration with Other Services</b> > <b>API</b>.<br>"
                "2.  Choose the user for the integration and click <b>Issue</b>. The user needs the API integration "
                "permission.<br>"
                "3.  Check that the validity is <b>All</b>, not “Sansan Data Hub only”.<br>"
                "4.  Copy the key and paste it below."
            ),
        )
        self._open.setText(self.tr("Open this screen in Sansan"))
        self._open.setAccessibleName(self._open.text())
        self._name.setPlaceholderText(self.tr("Integration user"))
        for label, field, words in (
            (self._name_label, self._name, self.tr("Name of this user (optional)")),
            (self._key_label, self._key, self.tr("API key")),
        ):
            label.setText(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
        self._show_busy()
        self.show_answers()
