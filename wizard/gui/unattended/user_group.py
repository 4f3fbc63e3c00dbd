"""As whom a set-up's scheduled transfers sign in now, and the buttons that change it."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QGroupBox, QPushButton, QVBoxLayout

from wizard.application.integration_user import UnattendedState
from wizard.flow.answers import Answers
from wizard.gui import theme
from wizard.gui.flow_layout import flow
from wizard.gui.parts import named, text
from wizard.words import sentences


class UserGroup(QGroupBox):
    """Its buttons are ``set_up``, ``again`` and ``off``."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("group-unattended")
        self._said = text("text-unattended")
        self.set_up = named(theme.PrimaryButton(), "button-unattended-set-up")
        self.again = named(QPushButton(), "button-unattended-again")
        self.off = named(QPushButton(), "button-unattended-off")
        layout = QVBoxLayout(self)
        layout.addWidget(self._said)
        layout.addLayout(flow(self.set_up, self.again, self.off))

    def show_state(self, state: UnattendedState, answers: Answers) -> None:
        """Say as whom, in the current language."""
        self.setTitle(self.tr("As whom they sign in"))
        on = bool(state.user)
        for button, words, shown in (
            (self.set_up, self.tr("Change…") if on else self.tr("Use a Salesforce integration user…"), True),
            (self.again, self.tr("Prove it again"), on),
            (self.off, self.tr("Turn it off…"), on),
        ):
            button.setText(words)
            button.setAccessibleName(words)
            button.setVisible(shown)
        self._said.setText(self._integration_user(state) if on else self._person(answers))

    def _integration_user(self, state: UnattendedState) -> str:
        said = self.tr("They sign in as <b>{user}</b>, an integration user.").format(user=escape(state.user))
        if state.keeps_sign_in:
            return said
        return sentences(said, self.tr("Your own sign-in is not kept: what you do by hand asks for it."))

    def _person(self, answers: Answers) -> str:
        username = answers.account.user.username if answers.account else ""
        return self.tr(
            "They sign in as <b>{user}</b>, a personal account. Salesforce recommends a user for transfers alone: it "
            "stays when a person leaves, needs no passkey, and may do no more than a transfer needs."
        ).format(user=escape(username))
