"""Opening an exported set-up: its environment and card options are taken over; its secrets are not in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from wizard.gui.page import Context
from wizard.gui.parts import named


class OpenSetup(QPushButton):
    """A button that asks for a file and reads it. ``opened``: what it holds; ``failed``: the fault."""

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("button-open-set-up")
        self._context = context
        self._work = context.jobs.runner()
        self._work.succeeded.connect(self.opened)
        self._work.failed.connect(self.failed)
        self.clicked.connect(self._choose)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _choose(self) -> None:
        dialog = named(QFileDialog(self, self.text(), "", "TOML (*.toml)"), "dialog-open-set-up")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _read(self, file: str) -> None:
        if not self._work.busy:
            self._context.bar.clear()
            self._work.start(lambda _report, _control: self._context.backend.open_setup(Path(file)))

    def _retranslate(self) -> None:
        self.setText(self.tr("Take over an exported set-up…"))
        self.setAccessibleName(self.text())
