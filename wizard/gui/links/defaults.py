"""Asks once for what new contacts, leads and accounts need and no card gives."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from wizard.domain.links import NewField
from wizard.domain.text import visible
from wizard.gui import on_screen
from wizard.gui.drop_down import DropDown
from wizard.gui.links.words import kind_name
from wizard.gui.parts import named

Default = tuple[str, str, str]


class DefaultsDialog(QDialog):
    """``chosen`` brings a value for each field: the object, the field, the value, empty for none."""

    chosen = Signal(object)

    def __init__(self, fields: Sequence[NewField], defaults: Sequence[Default], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-link-defaults")
        self.setWindowTitle(self.tr("Values for new records"))
        kept = {(kind, name): value for kind, name, value in defaults}
        self._inputs = [(each, _input(each, kept.get((str(each.kind), each.name), ""))) for each in fields]
        words = named(
            QLabel(self.tr("No business card gives these values. New records in Salesforce get what you choose here.")),
            "text-defaults",
        )
        words.setWordWrap(True)
        form = QFormLayout()
        for each, widget in self._inputs:
            label = QLabel(self.tr("{field} ({object})").format(field=each.label, object=kind_name(each.kind)))
            label.setBuddy(widget)
            widget.setAccessibleName(label.text())
            widget.setAccessibleDescription(label.text())
            form.addRow(label, widget)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(self._buttons())
        self.resize(on_screen.text_size(self, 34, 8 + 2 * len(self._inputs)))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        use = buttons.button(QDialogButtonBox.StandardButton.Ok)
        use.setObjectName("button-use-defaults")
        use.setText(self.tr("Use these values"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setObjectName("button-cancel-defaults")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def accept(self) -> None:
        """Tell the values."""
        super().accept()
        self.chosen.emit(tuple((str(each.kind), each.name, _value(widget)) for each, widget in self._inputs))


def _input(field: NewField, value: str) -> QWidget:
    name = f"input-default-{field.name}"
    if not field.choices:
        return named(QLineEdit(value), name)
    choice = named(DropDown(), name)
    choice.addItem("", "")
    for each, label in field.choices:
        choice.addItem(label, each)
    choice.setCurrentIndex(max(0, choice.findData(value)))
    return choice


def _value(widget: QWidget) -> str:
    if isinstance(widget, DropDown):
        return str(widget.currentData())
    return visible(widget.text()) if isinstance(widget, QLineEdit) else ""
