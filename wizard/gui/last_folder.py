"""Where file dialogs begin: the folder chosen last, in this start or an earlier one, else the person's documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog

_PROPERTY = "last-folder"


def begin(dialog: QFileDialog) -> None:
    """Let a dialog begin there, and remember what is chosen in it."""
    dialog.setDirectory(last_folder())
    dialog.fileSelected.connect(lambda file: remember(str(Path(file).parent)))


def last_folder() -> str:
    """Return the folder; one that is gone counts no longer."""
    app = QApplication.instance()
    folder = str(app.property(_PROPERTY) or "") if app else ""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if folder and Path(folder).is_dir() else documents


def remember(folder: str) -> None:
    """Begin in this folder from now on."""
    if app := QApplication.instance():
        app.setProperty(_PROPERTY, folder)
