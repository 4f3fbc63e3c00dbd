"""Writing and reading Sansan's own mapping file from the window, with a preview before anything changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from wizard.domain.errors import Trouble
from wizard.domain.mapping import Line, LineFault
from wizard.domain.recipients import Directory, Recipient
from wizard.gui.parts import named
from wizard.gui.recipients.import_dialog import ImportDialog
from wizard.gui.recipients.preview import preview, to_lines
from wizard.words import Lang, say, say_trouble
from wizard.words.mapping import FAULTS

Read = Callable[[Path], list[Line]]
Write = Callable[[Path, Iterable[Line], str], None]


class MappingFiles(QObject):
    """Tells ``changed`` (the recipients to replace, by their place) after a preview was agreed to.

    ``said`` brings sentences for the person: what was written, or what went wrong and what to do.
    """

    changed = Signal(object)  # dict[int, Recipient]
    said = Signal(str)

    def __init__(self, read: Read, write: Write, window: QWidget) -> None:
        super().__init__(window)
        self._read, self._write, self._window = read, write, window

    def ask_export(self, recipients: Sequence[Recipient]) -> None:
        """Ask for a file name, then write."""
        dialog = self._dialog("dialog-export", self.tr("Write recipients to a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr("recipients.csv"))
        dialog.fileSelected.connect(lambda name: self.export(Path(name), recipients))
        dialog.open()

    def ask_import(self, recipients: Sequence[Recipient], directory: Directory) -> None:
        """Ask for a file, then show what it would change."""
        dialog = self._dialog("dialog-choose-import", self.tr("Read recipients from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.import_(Path(name), recipients, directory))
        dialog.open()

    def export(self, path: Path, recipients: Sequence[Recipient]) -> None:
        """Write the file and say so."""
        lines = to_lines(recipients)
        try:
            self._write(path, lines, self.lang())
        except Trouble as trouble:
            self.said.emit(say_trouble(trouble, self.lang()))
        except OSError:
            text = self.tr("“{file}” cannot be written. Close it in other programs, or choose another name or folder.")
            self.said.emit(text.format(file=path.name))
        else:
            self.said.emit(self._written(path, len(lines), len(recipients) - len(lines)))

    def import_(self, path: Path, recipients: Sequence[Recipient], directory: Directory) -> None:
        """Read the file and show what it would change."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = preview(self._read(path), recipients, directory)
        except Trouble as trouble:
            self.said.emit(say_trouble(trouble, self.lang()))
            return
        finally:
            QApplication.restoreOverrideCursor()
        dialog = ImportDialog(path.name, found, [self._sentence(fault) for fault in found.faults], self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.apply_wanted.connect(lambda: self.changed.emit(found.changes))
        dialog.open()

    def lang(self) -> Lang:
        """Return the language of the window."""
        return "ja" if self.tr("en", "the code of this language: ja in Japanese, en in English") == "ja" else "en"

    def _written(self, path: Path, written: int, left_out: int) -> str:
        text = self.tr("%n recipient(s) were written to “{file}”.", "", written).format(file=path.name)
        if not left_out:
            return text
        return text + " " + self.tr("%n without an address or not transferred were left out.", "", left_out)

    def _sentence(self, fault: LineFault) -> str:
        return say(FAULTS, fault.code, self.lang(), number=fault.number, value=fault.value)

    def _dialog(self, name: str, title: str) -> QFileDialog:
        dialog = named(QFileDialog(self._window, title), name)
        dialog.setNameFilters([self.tr("CSV files (*.csv *.txt *.tsv)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog


def dropped_file(data: QMimeData) -> Path | None:
    """Return the file that is dragged, if it is exactly one on this computer."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
