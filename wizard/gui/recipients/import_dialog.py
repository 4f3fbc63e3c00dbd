"""The preview of a mapping file: how many lines change what, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.on_screen import text_size
from wizard.gui.parts import named, text
from wizard.gui.recipients.preview import Preview
from wizard.gui.texts import number


class ImportDialog(QDialog):
    """Tells by ``apply_wanted`` that the right lines are to be applied, by ``save_wanted`` that errors are to be kept.

    ``errors`` are sentences, line by line.
    """

    apply_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, file: str, found: Preview, errors: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-import")
        self.setWindowTitle(self.tr("Read recipients from a file"))
        self._errors = list(errors)
        layout = QVBoxLayout(self)
        headline = text("label-import")
        headline.setText(self._headline(file, found))
        layout.addWidget(headline)
        layout.addLayout(self._counts(found))
        if found.changes:
            self._add_list(layout, "list-import-changes", self.tr("These recipients change:"), found.sentences)
        if errors:
            self._add_list(layout, "list-import-errors", self.tr("These lines are left out:"), self._errors)
        layout.addWidget(self._buttons(found))
        self.resize(text_size(self, 52, 0).width(), self.sizeHint().height())

    def _headline(self, file: str, found: Preview) -> str:
        if not found.changes:
            return self.tr("“{file}” changes nothing.").format(file=file)
        return self.tr("This is what “{file}” would change. Nothing has been changed yet.").format(file=file)

    def _counts(self, found: Preview) -> QFormLayout:
        form = QFormLayout()
        rows = (
            ("new", self.tr("Get a recipient instead of the default"), found.new),
            ("changed", self.tr("Get another recipient"), found.changed),
            ("same", self.tr("Stay the same"), found.same),
            ("unknown", self.tr("Unknown Sansan users, left out"), found.unknown),
            ("wrong", self.tr("Wrong lines, left out"), found.wrong),
        )
        for name, words, count in rows:
            label = named(QLabel(number(count)), f"count-{name}")
            label.setAccessibleName(f"{words}: {count}")
            form.addRow(words, label)
        return form

    def _add_list(self, layout: QVBoxLayout, name: str, heading: str, sentences: Sequence[str]) -> None:
        title = named(QLabel(heading), f"label-{name}")
        view = named(QListView(), name)
        view.setWordWrap(True)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setAlternatingRowColors(True)
        view.setModel(QStringListModel(list(sentences), view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(heading)
        view.setMinimumHeight(self.fontMetrics().height() * 7)
        layout.addWidget(title)
        layout.addWidget(view, 1)

    def _buttons(self, found: Preview) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Cancel).setObjectName("button-cancel-import")
        apply = named(QPushButton(self.tr("Apply %n change(s)", "", len(found.changes))), "button-apply-import")
        apply.setEnabled(bool(found.changes))
        apply.clicked.connect(self._apply)
        box.addButton(apply, QDialogButtonBox.ButtonRole.AcceptRole)
        if self._errors:
            copy = named(QPushButton(self.tr("Copy the errors")), "button-copy-errors")
            copy.clicked.connect(self._copy)
            save = named(QPushButton(self.tr("Save the errors…")), "button-save-errors")
            save.clicked.connect(self.save_wanted)
            for button in (copy, save):
                box.addButton(button, QDialogButtonBox.ButtonRole.ResetRole)
        box.rejected.connect(self.reject)
        for each in box.buttons():
            each.setAccessibleName(each.text().replace("&", ""))
        return box

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._errors))

    def _apply(self) -> None:
        self.accept()
        self.apply_wanted.emit()
