"""Writing and reading files from the window, in the background, with a preview before anything changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.application.command import Run
from wizard.application.files import ReadMapping, ReadUsers, WriteMapping, WriteTable
from wizard.domain.errors import AppError
from wizard.domain.mapping import LineFault, lines_of
from wizard.domain.recipients import Recipient
from wizard.domain.users import SansanUser
from wizard.gui.jobs import JobRunner
from wizard.gui.on_screen import open_dialog
from wizard.gui.parts import named
from wizard.gui.recipients.choices import Choices
from wizard.gui.recipients.import_dialog import ImportDialog
from wizard.gui.recipients.preview import Preview, preview
from wizard.gui.texts import say_error
from wizard.words import Lang, say_line_fault, sentences
from wizard.words.mapping import ERROR_HEADERS
from wizard.words.say import column_name


class MappingFiles(QObject):
    """Tells ``changed`` (the recipients to replace, by their place) after a preview was agreed to.

    ``users_read`` brings the Sansan users of a file and its name; ``said`` sentences for the person: what was
    written, or what went wrong and what to do; ``working`` whether a file is being read or written.
    """

    changed = Signal(object)  # dict[int, Recipient]
    users_read = Signal(object, str)  # tuple[SansanUser, ...], the file's name
    said = Signal(str)
    working = Signal(bool)

    def __init__(self, run: Run, runner: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._run, self._runner, self._window = run, runner, window
        self._then: Callable[[Any], None] = self.said.emit
        runner.succeeded.connect(self._go_on)
        runner.failed.connect(self._fail)
        runner.idle.connect(self._rest)

    def ask_export(self, recipients: Sequence[Recipient], notes: Sequence[str]) -> None:
        """Ask for a file name, then write, with how each was matched as a note."""
        recipients, notes = tuple(recipients), tuple(notes)
        dialog = self._save_dialog("dialog-export", self.tr("Write recipients to a file"), self.tr("recipients.csv"))
        dialog.fileSelected.connect(lambda name: self.export(Path(name), recipients, notes))
        open_dialog(dialog)

    def ask_import(self, recipients: Sequence[Recipient], choices: Choices) -> None:
        """Ask for a file, then show what it would change."""
        dialog = self._dialog("dialog-choose-import", self.tr("Read recipients from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.import_(Path(name), recipients, choices))
        open_dialog(dialog)

    def export(self, path: Path, recipients: Sequence[Recipient], notes: Sequence[str]) -> None:
        """Write the file and say so."""
        lang = self.lang()

        def write() -> str:
            lines = lines_of(recipients, notes)
            self._run(WriteMapping(path, tuple(lines), lang))
            return self._written(path, len(lines), len(recipients) - len(lines))

        self._start(self.tr("Writing “{file}”…").format(file=path.name), write, self.said.emit)

    def import_(self, path: Path, recipients: Sequence[Recipient], choices: Choices) -> None:
        """Read a mapping file and show what it would change; a list of Sansan users is passed on."""
        recipients = tuple(recipients)

        def read() -> Preview | tuple[SansanUser, ...]:
            try:
                return preview(self._run(ReadMapping(path)), recipients, choices.directory)
            except AppError as trouble:
                if trouble.code != "mapping_file_header":
                    raise
                return self._users(path, trouble)

        self._start(self.tr("Reading “{file}”…").format(file=path.name), read, lambda found: self._show(path, found))

    def lang(self) -> Lang:
        """Return the language of the window."""
        return "ja" if self.tr("en", "the code of this language: ja in Japanese, en in English") == "ja" else "en"

    def _users(self, path: Path, refused: AppError) -> tuple[SansanUser, ...]:
        """Read users where there is no mapping; of a file that is neither, the mapping's fault is told."""
        try:
            return self._run(ReadUsers(path))
        except AppError:
            raise refused from None

    def _show(self, path: Path, found: Preview | tuple[SansanUser, ...]) -> None:
        self.said.emit("")
        if not isinstance(found, Preview):
            self.users_read.emit(found, path.name)
            return
        lang = self.lang()
        dialog = ImportDialog(path.name, found, [say_line_fault(fault, lang) for fault in found.faults], self._window)
        dialog.apply_wanted.connect(lambda: self.changed.emit(found.changes))
        dialog.save_wanted.connect(lambda: self._ask_save_errors(found.faults))
        open_dialog(dialog)

    def _ask_save_errors(self, faults: Sequence[LineFault]) -> None:
        dialog = self._save_dialog("dialog-save-errors", self.tr("Write the errors to a file"), self.tr("errors.csv"))
        dialog.fileSelected.connect(lambda name: self._save_errors(Path(name), faults))
        open_dialog(dialog)

    def _save_errors(self, path: Path, faults: Sequence[LineFault]) -> None:
        lang = self.lang()
        done = self.tr("The errors were written to “{file}”.").format(file=path.name)

        def write() -> str:
            cells = [(str(f.number), column_name(f, lang), f.value, say_line_fault(f, lang)) for f in faults]
            self._run(WriteTable(path, tuple(ERROR_HEADERS[lang]), tuple(cells)))
            return done

        self._start(self.tr("Writing “{file}”…").format(file=path.name), write, self.said.emit)

    def _start(self, doing: str, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if self._runner.busy:
            self.said.emit(self.tr("Another file is still being read or written. Try again in a moment."))
            return
        self._then = then
        self.said.emit(doing)
        self.working.emit(True)
        self._runner.start(lambda _report, _control: work())

    def _go_on(self, result: Any) -> None:
        self._then(result)

    def _fail(self, error: Exception) -> None:
        self.said.emit(say_error(error, self.lang()))

    def _rest(self) -> None:
        self.working.emit(False)

    def _written(self, path: Path, written: int, left_out: int) -> str:
        text = self.tr("%n recipient(s) were written to “{file}”.", "", written).format(file=path.name)
        if not left_out:
            return text
        return sentences(text, self.tr("%n without an address or not transferred were left out.", "", left_out))

    def _save_dialog(self, name: str, title: str, file: str) -> QFileDialog:
        dialog = self._dialog(name, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(file)
        return dialog

    def _dialog(self, name: str, title: str) -> QFileDialog:
        dialog = named(QFileDialog(self._window, title), name)
        dialog.setNameFilters([self.tr("CSV files (*.csv *.txt *.tsv)"), self.tr("All files (*)")])
        return dialog
