"""A window with one text, for a start that failed."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox


def show_dialog(title: str, text: str, seconds: int) -> int:
    """Show a text until it is closed, or for some seconds; return 0. Fails, or ends the process, where Qt does."""
    app = QApplication(["sansan-salesforce"])
    box = QMessageBox(QMessageBox.Icon.Critical, title, text, QMessageBox.StandardButton.Ok)
    box.setObjectName("dialog-start")
    QTimer.singleShot(seconds * 1000, box.close)
    box.finished.connect(app.quit)
    box.open()
    return app.exec()
