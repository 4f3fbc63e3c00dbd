"""The buttons for what the keys and the context menu of the table do too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal, SignalInstance
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QPushButton, QWidget

from wizard.gui.flow_layout import FlowLayout
from wizard.gui.native_keys import native_keys
from wizard.gui.parts import named
from wizard.gui.recipients.table import RecipientsTable


class Buttons(QWidget):
    """Acts on the table and the undo stack; files are asked for by signal, once ``show_files`` was called."""

    export_wanted = Signal()
    import_wanted = Signal()
    match_wanted = Signal()

    def __init__(self, table: RecipientsTable, undo: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._edit = _button("button-edit-recipient", table.change_wanted)
        self._accept = _button("button-accept-suggestion", table.accept_wanted)
        self._fill = _button("button-fill-down", table.fill_wanted)
        self._skip = _button("button-skip-recipient", table.skip_wanted)
        self._automatic = _button("button-automatic-recipient", table.automatic_wanted)
        self._undo = _button("button-undo", undo.undo)
        self._redo = _button("button-redo", undo.redo)
        self._match = _button("button-match-again", self.match_wanted)
        self._export = _button("button-export-csv", self.export_wanted)
        self._import = _button("button-import-csv", self.import_wanted)
        self._lay_out()
        self._undo.setEnabled(False)
        self._redo.setEnabled(False)
        undo.canUndoChanged.connect(self._undo.setEnabled)
        undo.canRedoChanged.connect(self._redo.setEnabled)
        table.selectionModel().selectionChanged.connect(self._follow_selection)
        table.model().modelReset.connect(self._follow_selection)
        self._follow_selection()
        self._retranslate()

    def of_all(self) -> tuple[QPushButton, ...]:
        """Return the buttons that concern everybody, to be put where they fit."""
        return self._match, self._export, self._import

    def show_files(self) -> None:
        """Show the buttons for files."""
        self._export.show()
        self._import.show()

    def hold_files(self, working: bool) -> None:
        """Let no second file be chosen while one is read or written."""
        self._export.setEnabled(not working)
        self._import.setEnabled(not working)

    def allow_all(self, some: bool, idle: bool) -> None:
        """Let people be exported where there are some, and read whenever they are not being read."""
        self._export.setEnabled(some)
        self._import.setEnabled(idle)
        self._match.setEnabled(idle)

    def show_accept(self, some: bool) -> None:
        """Show the button for suggestions, if there are some."""
        self._accept.setVisible(some)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        layout = FlowLayout(self)
        for button in (self._edit, self._accept, self._fill, self._skip, self._automatic, self._undo, self._redo):
            layout.addWidget(button)
        for button in (self._accept, self._export, self._import):
            button.hide()

    def _follow_selection(self) -> None:
        some = self._table.selectionModel().hasSelection()
        for button in (self._edit, self._fill, self._skip, self._automatic):
            button.setEnabled(some)

    def _retranslate(self) -> None:
        texts = {
            self._edit: (
                self.tr("Change recipient…"),
                self.tr("Choose the Salesforce user (Enter; F2 to type in the table)"),
            ),
            self._accept: (
                self.tr("Accept"),
                self.tr("Take the suggested user, or all from a confidence on (Ctrl+Enter)"),
            ),
            self._fill: (
                self.tr("Fill down"),
                self.tr("Give the selected rows the recipient of the topmost, one row that of the row above (Ctrl+D)"),
            ),
            self._skip: (self.tr("Do not transfer"), self.tr("Leave out the cards of the selected users")),
            self._automatic: (self.tr("Back to automatic"), self.tr("Take back what was chosen by hand (Ctrl+Delete)")),
            self._undo: (self.tr("Undo"), self.tr("Take back the last change (Ctrl+Z)")),
            self._redo: (self.tr("Redo"), self.tr("Make the change again (Ctrl+Y)")),
            self._match: (
                self.tr("Match again"),
                self.tr("Read the users of Sansan and Salesforce again; what was chosen by hand stays"),
            ),
            self._export: (self.tr("Export…"), self.tr("Write a CSV file in Sansan’s own format")),
            self._import: (
                self.tr("Import from file…"),
                self.tr("Read a CSV file of recipients or of Sansan users; you can also drop it on the table"),
            ),
        }
        for button, (text, more) in texts.items():
            button.setText(text)
            button.setToolTip(native_keys(more))
            button.setAccessibleName(text)
            button.setAccessibleDescription(native_keys(more))


def _button(name: str, wanted: Callable[[], None] | SignalInstance) -> QPushButton:
    button = named(QPushButton(), name)
    button.setAutoDefault(False)
    button.clicked.connect(wanted)
    return button
