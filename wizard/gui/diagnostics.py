"""Help for those who help: opens the folder of logs; shows the diagnostics before they are saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from wizard.application.support import CollectDiagnostics, FindLogs, SaveDiagnostics
from wizard.gui import on_screen
from wizard.gui.page import Context
from wizard.gui.parts import named, row
from wizard.gui.sign_in.chromium import chromium

_FILE = "sansan-salesforce-diagnostics.txt"


class DiagnosticsRow(QWidget):
    """Two buttons for the foot of Home. ``failed`` brings what went wrong."""

    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._work = context.jobs.runner()
        self._work.succeeded.connect(self._show)
        self._work.failed.connect(self.failed)
        self._folder = named(QPushButton(), "button-open-logs")
        self._collect = named(QPushButton(), "button-diagnostics")
        self._folder.clicked.connect(self._look_up_folder)
        self._collect.clicked.connect(self._look_up_diagnostics)
        layout = row(self._folder, self._collect)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._translate()

    def _look_up_folder(self) -> None:
        if not self._work.busy:
            self._work.do(FindLogs())

    def _look_up_diagnostics(self) -> None:
        if not self._work.busy:
            self._work.do(CollectDiagnostics(chromium()))

    def _show(self, found: object) -> None:
        if isinstance(found, Path):
            self._context.open_url(str(found))
        elif isinstance(found, str):
            dialog = DiagnosticsDialog(found, self)
            dialog.save_wanted.connect(self._save)
            on_screen.open_dialog(dialog)

    def _save(self, file: str, text: str) -> None:
        if not self._work.busy:
            self._work.do(SaveDiagnostics(Path(file), text))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _translate(self) -> None:
        for button, words in (
            (self._folder, self.tr("Open log folder")),
            (self._collect, self.tr("Diagnostics")),
        ):
            button.setText(words)
            button.setAccessibleName(words)


class DiagnosticsDialog(QDialog):
    """Shows all that would be saved. ``save_wanted`` brings the file and the text."""

    save_wanted = Signal(str, str)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-diagnostics")
        self.setWindowTitle(self.tr("Diagnostics (no secrets, no personal data)"))
        self._words = named(QPlainTextEdit(words), "text-diagnostics")
        self._words.setReadOnly(True)
        self._words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._words.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Close)
        named(buttons.button(QDialogButtonBox.StandardButton.Save), "button-save-diagnostics")
        named(buttons.button(QDialogButtonBox.StandardButton.Close), "button-close-diagnostics")
        buttons.accepted.connect(self._choose_file)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(buttons)
        self.resize(on_screen.text_size(self, 52, 32))

    def _choose_file(self) -> None:
        dialog = named(QFileDialog(self, self.windowTitle()), "dialog-save-diagnostics")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(_FILE)
        dialog.fileSelected.connect(self._save)
        on_screen.open_dialog(dialog)

    def _save(self, file: str) -> None:
        self.save_wanted.emit(file, self._words.toPlainText())
        self.accept()
