"""What nobody foresaw: shown before anything is kept, and never sent anywhere by itself."""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from wizard.gui import on_screen, theme
from wizard.gui.details import describe
from wizard.gui.parts import named, row, text


class Crashes(QObject):
    """``hook`` is for ``sys.excepthook``. While one report is open, further faults are only logged."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: CrashDialog | None = None

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show what happened."""
        logging.getLogger(__name__).error("unexpected", exc_info=(kind, error, trace))
        if isinstance(error, Exception) and self._open is None:
            self._open = CrashDialog(error, self._window)
            self._open.finished.connect(self._closed)
            on_screen.open_dialog(self._open)

    def _closed(self) -> None:
        self._open = None


class CrashDialog(QDialog):
    """The whole report in sight, to be added to, copied, or saved where the person says."""

    def __init__(self, error: Exception, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-crash")
        self.setWindowTitle(self.tr("Something unexpected happened"))
        about, label = text("text-crash"), QLabel(self.tr("What were you doing?"))
        about.setText(
            self.tr(
                "This is a fault of the program. What was transferred is kept, and you can go on. The report below "
                "holds no secrets; it stays on this computer unless you pass it on."
            )
        )
        self._doing = named(QPlainTextEdit(), "input-crash-doing")
        self._report = named(QPlainTextEdit(describe(error)), "details-crash")
        self._report.setReadOnly(True)
        for field, name in ((self._doing, label.text()), (self._report, self.tr("Report"))):
            field.setAccessibleName(name)
            field.setTabChangesFocus(True)
        self._doing.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        label.setBuddy(self._doing)
        layout = QVBoxLayout(self)
        for widget in (theme.heading(QLabel(self.windowTitle()), 1.3), about, label, self._doing, self._report):
            layout.addWidget(widget)
        layout.addLayout(
            row(
                self._button("button-copy-crash", self.tr("Copy report"), self._copy),
                self._button("button-save-crash", self.tr("Save report…"), self._ask_where),
                self._button("button-close-crash", self.tr("Go on"), self.accept),
            )
        )
        self.resize(on_screen.text_size(self, 36, 28))

    def report(self) -> str:
        """Return the whole report, as it is copied and saved."""
        doing = self._doing.toPlainText().strip()
        return (f"{doing}\n\n" if doing else "") + self._report.toPlainText() + "\n"

    def _button(self, name: str, words: str, does: object) -> QPushButton:
        button = named(QPushButton(words), name)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(does)
        return button

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())

    def _ask_where(self) -> None:
        dialog = named(QFileDialog(self, self.tr("Save report…")), "dialog-save-crash")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self._save)
        on_screen.open_dialog(dialog)

    def _save(self, file: str) -> None:
        try:
            Path(file).write_text(self.report(), "utf-8")
        except OSError:
            self.setWindowTitle(self.tr("The report cannot be written there. Choose another folder."))
