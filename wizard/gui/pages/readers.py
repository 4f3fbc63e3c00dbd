"""The recipients who cannot see the cards they will own, and the one click that lets them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGroupBox, QPushButton, QVBoxLayout, QWidget

from wizard.application.destination import FindReaderAccess, GiveAccess
from wizard.domain.errors import SetupMustChange
from wizard.flow.answers import Answers
from wizard.gui.drop_down import DropDown
from wizard.gui.page import Context
from wizard.gui.parts import named, row, text
from wizard.gui.query import Query
from wizard.gui.texts import say_error
from wizard.usecases.reader_access import ReaderAccess

_NAMES_SHOWN = 8


class ReadersPanel(QGroupBox):
    """Looks when told to, assigns by its button only. ``failed``: the fault, and what tries again."""

    failed = Signal(object, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("group-readers")
        self._context = context
        self._answers: Answers | None = None
        self._access = ReaderAccess()
        self._given = 0
        self._refused: dict[str, SetupMustChange] = {}
        self._look, self._work = Query(context.jobs), context.jobs.runner(asks=True)
        self._look.succeeded.connect(self._show_access)
        self._look.failed.connect(lambda error: self.failed.emit(error, self._look_again))
        self._work.succeeded.connect(self._done)
        self._work.failed.connect(lambda error: self.failed.emit(error, self.give))
        self._state = text("text-readers")
        self._sets = named(DropDown(), "choose-reader-set")
        self._give = named(QPushButton(), "button-give-access")
        self._give.clicked.connect(self.give)
        self._look.changed.connect(self._show)
        self._work.idle.connect(self._show)
        layout = QVBoxLayout(self)
        layout.addWidget(self._state)
        layout.addLayout(row(self._sets, self._give))
        self._show()

    def look(self, answers: Answers) -> None:
        """Find out who of the recipients cannot see the cards."""
        if self._answers != answers:
            self._answers, self._given, self._refused = answers, 0, {}
            self._access = ReaderAccess()
        self._look_again()

    def forget(self) -> None:
        """Show nothing: what was looked at is not asked for any more."""
        self._answers, self._access, self._given, self._refused = None, ReaderAccess(), 0, {}
        self._look.drop()
        self._show()

    def give(self) -> None:
        """Assign the chosen set to those who lack access."""
        answers, chosen, lacking = self._answers, self._sets.currentData(), self._access.lacking
        if answers is None or not chosen or self._work.busy:
            return
        self._context.bar.clear()
        self._work.do(GiveAccess(answers, chosen, lacking))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _look_again(self) -> None:
        if self._answers:
            self._look.ask(self._answers, FindReaderAccess(self._answers))

    def _show_access(self, access: ReaderAccess) -> None:
        self._access = access
        self._sets.clear()
        for found in access.sets:
            self._sets.addItem(found.label, found.id)

    def _done(self, refused: dict[str, SetupMustChange]) -> None:
        self._given = len(self._access.lacking) - len(refused)
        self._refused, self._access = refused, ReaderAccess()
        self._look_again()

    def _show(self) -> None:
        lacking, several = bool(self._access.lacking), len(self._access.sets) > 1
        self.setVisible(lacking or bool(self._given or self._refused))
        self.setTitle(self.tr("Access of the recipients"))
        self._state.setText("<br>".join(self._said()))
        self._sets.setVisible(lacking and several)
        self._sets.set_label(self.tr("Permission set for the recipients"))
        self._give.setVisible(lacking and bool(self._access.sets))
        self._give.setEnabled(not self._work.busy and not self._look.busy)
        self._give.setText(self.tr("Give %Ln recipient(s) access", "", len(self._access.lacking)))
        self._give.setAccessibleName(self._give.text())

    def _said(self) -> list[str]:
        if self._work.busy:
            return [self.tr("Working in Salesforce…")]
        lines = [self.tr("%Ln recipient(s) now have access.", "", self._given)] if self._given else []
        lacking = len(self._access.lacking)
        if lacking:
            lines.append(self.tr("%Ln recipient(s) cannot see the cards they will own.", "", lacking))
            lines.append(self._names())
        if lacking and len(self._access.sets) == 1:
            label = escape(self._access.sets[0].label)
            lines.append(self.tr("The button assigns the permission set “{label}” to them.").format(label=label))
        if lacking and not self._access.sets:
            lines.append(self.tr("Assign a permission set that lets them read the cards in Salesforce’s Setup."))
        lang = self._context.languages.lang
        lines += [f"{escape(name)}: {escape(say_error(why, lang))}" for name, why in list(self._refused.items())[:3]]
        return lines

    def _names(self) -> str:
        usernames = {r.user_id: r.username for r in self._answers.recipients} if self._answers else {}
        names = [usernames.get(user_id, user_id) for user_id in self._access.lacking]
        return escape(", ".join(names[:_NAMES_SHOWN])) + (" …" if len(names) > _NAMES_SHOWN else "")
