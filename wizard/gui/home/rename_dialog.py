"""Asks for another name of a set-up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from wizard.domain.text import visible
from wizard.gui import on_screen, theme
from wizard.gui.parts import named
from wizard.gui.texts import profile_name_fault


class RenameDialog(QDialog):
    """``name_chosen`` brings a name that is allowed, free and new."""

    name_chosen = Signal(str)

    def __init__(self, name: str, taken: frozenset[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-rename")
        self.setWindowTitle(self.tr("Rename “{name}”").format(name=name))
        self._old, self._taken = name, taken
        self._field = named(QLineEdit(name), "input-new-name")
        label = QLabel(self.tr("New name"))
        label.setBuddy(self._field)
        self._field.setAccessibleName(label.text())
        self._fault = theme.secondary(named(QLabel(), "text-rename-fault"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setObjectName("button-rename")
        self._ok.setText(self.tr("Rename"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (label, self._field, self._fault, buttons):
            layout.addWidget(widget)
        self.resize(on_screen.text_size(self, 26, 8))
        self._field.textChanged.connect(self._judge)
        self._field.selectAll()
        self._judge()

    def accept(self) -> None:
        """Tell the name."""
        super().accept()
        self.name_chosen.emit(self._name)

    @property
    def _name(self) -> str:
        return visible(self._field.text())

    def _judge(self) -> None:
        fault = "" if self._name == self._old else profile_name_fault(self._name, self._taken - {self._old})
        self._fault.setText(fault)
        self._ok.setEnabled(not fault and self._name != self._old)
        self._ok.setAccessibleDescription(fault)
