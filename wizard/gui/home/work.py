"""What Home does with a saved set-up besides transferring: asks where it must, does it, says how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.application.command import Command
from wizard.application.disconnect import Disconnect
from wizard.application.files import Export
from wizard.application.overview import ProfileSummary
from wizard.application.saving import RenameSetup
from wizard.application.undo import Undo, UndoResult
from wizard.domain.errors import SetupMustChange
from wizard.gui import on_screen
from wizard.gui.ask import ask
from wizard.gui.home.rename_dialog import RenameDialog
from wizard.gui.message_bar import Action
from wizard.gui.page import Context
from wizard.gui.parts import named
from wizard.gui.texts import moment, number, say_error
from wizard.gui.work_strip import WorkStrip
from wizard.usecases.renew_sign_in import Disconnected
from wizard.words import say_reason, sentences

_Say = Callable[[Any], tuple[str, Sequence[Action]]]  # the result → the sentence, and what may follow


class HomeWork(QObject):
    """One thing at a time, shown by ``strip``.

    ``done``: the sentence for the person and what may follow (``Action`` each); what is set up may be another
    now. ``failed``: the fault. ``changed``: whether something goes on.
    """

    done = Signal(str, object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.strip = WorkStrip("home-work")
        self._runner = context.jobs.runner(asks=True)
        self._runner.progressed.connect(self.strip.note)
        self._runner.succeeded.connect(self._succeeded)
        self._runner.failed.connect(self.failed)
        self._runner.idle.connect(self._ended)
        self.strip.stop_wanted.connect(self._runner.cancel)
        self._say: _Say = lambda _: ("", ())

    @property
    def busy(self) -> bool:
        """Whether something goes on."""
        return self._runner.busy

    def undo(self, profile: ProfileSummary) -> None:
        """Take the last transfer back, when the person agrees."""
        run, answers = profile.undoable, profile.answers
        if run is None or answers is None or answers.account is None:
            return
        created, updated = (run.counts.get(kind, 0) for kind in ("created", "updated"))
        question = self.tr(
            "Take back the transfer of {when} in “{org}”?\n\nWhat it created is deleted (records: {created}); what it "
            "updated gets its former values back (records: {updated}). What somebody changed since is left alone."
        ).format(
            when=moment(run.started),
            org=answers.account.organization.name,
            created=number(created),
            updated=number(updated),
        )
        agreed = partial(self._undo, profile.name, run.run, even_changed=False)
        ask(self._window, "ask-undo", question, self.tr("Take it back"), self.tr("Keep it"), agreed)

    def _undo(self, profile: str, run: str, *, even_changed: bool) -> None:
        command = Undo(profile, run, self._context.languages.lang, even_changed)
        self._start(self.tr("Taking back the transfer…"), command, partial(self._undone, profile))

    def rename(self, profile: ProfileSummary, taken: frozenset[str]) -> None:
        """Give a set-up another name."""

        def go(name: str) -> None:
            said = self.tr("“{old}” is called “{new}” now.").format(old=profile.name, new=name)
            self._do(RenameSetup(profile.name, name), lambda _: (said, ()))

        dialog = RenameDialog(profile.name, taken, self._window)
        dialog.name_chosen.connect(go)
        on_screen.open_dialog(dialog)

    def export(self, profile: ProfileSummary) -> None:
        """Write a set-up, without secrets, to a file."""
        dialog = named(QFileDialog(self._window, self.tr("Export without secrets")), "dialog-export-set-up")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{profile.name}.toml")
        dialog.fileSelected.connect(lambda file: self._export(profile.name, Path(file)))
        on_screen.open_dialog(dialog)

    def _export(self, profile: str, file: Path) -> None:
        said = self.tr("“{file}” was written, with its recipients beside it. It holds no secret.").format(
            file=file.name
        )
        self._do(Export(profile, file), lambda _: (said, ()))

    def disconnect_(self, profile: ProfileSummary) -> None:
        """Forget key, sign-in and before-images."""
        question = self.tr(
            "Disconnect “{name}” from Sansan and Salesforce?\n\nIts key and sign-in are forgotten on this computer, "
            "and transfers can no longer be taken back. Nothing in Sansan or Salesforce is deleted."
        ).format(name=profile.name)
        self._forget(Disconnect(profile.name), "ask-disconnect", question, self.tr("Disconnect"))

    def remove(self, profile: ProfileSummary) -> None:
        """Disconnect, and delete the set-up with its records."""
        question = self.tr(
            "Remove “{name}”?\n\nIt is disconnected, and its settings, its records of transfers and its reports on "
            "this computer are deleted. Nothing in Sansan or Salesforce is deleted."
        ).format(name=profile.name)
        self._forget(Disconnect(profile.name, remove=True), "ask-remove", question, self.tr("Remove"))

    def _forget(self, command: Disconnect, box: str, question: str, yes: str) -> None:
        def go() -> None:
            self._do(command, lambda done: (self._forgotten(done), ()))

        ask(self._window, box, question, yes, self.tr("Cancel"), go)

    def _forgotten(self, done: Disconnected) -> str:
        if done.stays:
            stays = SetupMustChange("secret_stays", entry=", ".join(done.stays))
            return say_error(stays, self._context.languages.lang)
        if done.revoked:
            return self.tr("Done. Salesforce has withdrawn this program’s access.")
        return self.tr(
            "Done on this computer. Salesforce could not be asked to withdraw the access; an administrator can do so "
            "there under “Connected Apps OAuth Usage”."
        )

    def _undone(self, profile: str, result: UndoResult) -> tuple[str, Sequence[Action]]:
        lang, actions = self._context.languages.lang, []
        words = self.tr("Taken back: {deleted} deleted, {restored} restored, {left} left as they are.").format(
            deleted=number(result.deleted), restored=number(result.restored), left=number(result.left)
        )
        reasons = (f"{number(count)}: {say_reason(outcome, lang)}" for outcome, count in result.reasons)
        words = sentences(words, *reasons, say_error(result.trouble, lang) if result.trouble else "")
        if result.rows_file:
            actions.append((self.tr("Open the report"), partial(self._context.open_url, result.rows_file)))
        if result.refused and not result.trouble:
            again = partial(self._undo, profile, result.run, even_changed=False)
            actions.append((self.tr("Try those again"), again))
        elif result.left and not result.trouble:
            actions.append((self.tr("Take back those too…"), partial(self._ask_for_the_rest, profile, result)))
        return words, actions

    def _ask_for_the_rest(self, profile: str, result: UndoResult) -> None:
        question = self.tr("%Ln record(s) were changed by somebody since. Take them back too?", "", result.left)
        agreed = partial(self._undo, profile, result.run, even_changed=True)
        ask(self._window, "ask-undo-rest", question, self.tr("Take them back too"), self.tr("Keep them"), agreed)

    def _do(self, command: Command[Any], say: _Say) -> None:
        self._start(self.tr("One moment…"), command, say)

    def _start(self, words: str, command: Command[Any], say: _Say) -> None:
        if self._runner.busy:
            return
        self._context.bar.clear()
        self._say = say
        self._runner.do(command)
        self.strip.begin(words)
        self.changed.emit()

    def _succeeded(self, result: object) -> None:
        self.done.emit(*self._say(result))

    def _ended(self) -> None:
        self.strip.end()
        self.changed.emit()
