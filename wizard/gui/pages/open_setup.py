"""Opening an exported set-up: its environment and card options are taken over; its secrets are not in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from wizard.application.files import ReadSetupFile
from wizard.gui.drop_area import DropArea
from wizard.gui.on_screen import open_dialog
from wizard.gui.page import Context
from wizard.gui.parts import named, text


class OpenSetup(DropArea):
    """Takes a file that is dropped, or asks for one, and reads it. ``opened``: what it holds; ``failed``: the fault."""

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop-set-up")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._context = context
        self._work = context.jobs.runner()
        self._work.succeeded.connect(self.opened)
        self._work.failed.connect(self.failed)
        self._said, self._button = text("text-open-set-up"), named(QPushButton(), "button-open-set-up")
        self._button.clicked.connect(self._choose)
        self.hovering.connect(self._invite)
        self.dropped.connect(self._read)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 10)
        layout.addWidget(self._said, 1)
        layout.addWidget(self._button)
        self._invite(False)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._invite(False)

    def _choose(self) -> None:
        dialog = named(QFileDialog(self, self._button.text(), "", "TOML (*.toml)"), "dialog-open-set-up")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self._read(Path(file)))
        open_dialog(dialog)

    def _read(self, file: Path) -> None:
        if not self._work.busy:
            self._context.bar.clear()
            self._work.do(ReadSetupFile(file))

    def _invite(self, hovering: bool) -> None:
        """Say what can be dropped here, or that it will be taken."""
        self.setProperty("hovering", hovering)
        self.style().polish(self)
        self._said.setText(
            self.tr("Let go to open this set-up.")
            if hovering
            else self.tr("You have an exported set-up? Drop it here.")
        )
        self._button.setText(self.tr("Open an exported set-up…"))
        self._button.setAccessibleName(self._button.text())
