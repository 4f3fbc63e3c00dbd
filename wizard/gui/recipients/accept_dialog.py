"""*Accept suggestions*: shows those from a confidence on, and takes them all at once when agreed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from wizard.domain.recipients import Recipient
from wizard.domain.suggestions import SURE, WAYS, Suggestion
from wizard.gui.on_screen import text_size
from wizard.gui.parts import named, row


class AcceptDialog(QDialog):
    """Tells by ``accepted_rows`` the places of the recipients whose suggestions are to be taken."""

    accepted_rows = Signal(object)  # list[int]

    def __init__(
        self, recipients: Sequence[Recipient], suggestions: Mapping[int, Suggestion], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-accept")
        self.setWindowTitle(self.tr("Accept suggestions"))
        ordered = sorted(suggestions.items(), key=lambda item: -item[1].confidence)
        self._offers = [(at, found.confidence, _told(recipients[at], found)) for at, found in ordered]
        self._from = self._make_threshold()
        self._shown = QStringListModel(self)
        layout = QVBoxLayout(self)
        label = named(QLabel(self.tr("Accept suggestions from this confidence on:")), "label-confidence")
        label.setBuddy(self._from)
        layout.addLayout(row(label, self._from))
        layout.addWidget(self._make_list(), 1)
        layout.addWidget(self._make_buttons())
        self.resize(text_size(self, 48, 24))
        self._show()

    def _make_threshold(self) -> QSpinBox:
        box = named(QSpinBox(), "input-confidence")
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setRange(min(WAYS.values()) - 40, 100)
        box.setSingleStep(5)
        box.setSuffix(" %")
        box.setValue(SURE)
        box.setAccessibleName(self.tr("Least confidence"))
        box.valueChanged.connect(self._show)
        return box

    def _make_list(self) -> QListView:
        view = named(QListView(), "list-suggestions")
        view.setModel(self._shown)
        view.setAlternatingRowColors(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.tr("Suggestions that would be accepted"))
        return view

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = named(box.button(QDialogButtonBox.StandardButton.Cancel), "button-cancel-accept")
        cancel.setAccessibleName(cancel.text().replace("&", ""))
        self._accept = named(QPushButton(), "button-accept-all")
        self._accept.clicked.connect(self._take)
        box.addButton(self._accept, QDialogButtonBox.ButtonRole.AcceptRole)
        box.rejected.connect(self.reject)
        return box

    def _show(self) -> None:
        offers = self._chosen()
        self._shown.setStringList([told for _, told in offers])
        self._accept.setEnabled(bool(offers))
        self._accept.setText(self.tr("Accept %n suggestion(s)", "", len(offers)))
        self._accept.setAccessibleName(self._accept.text())

    def _chosen(self) -> list[tuple[int, str]]:
        return [(at, told) for at, confidence, told in self._offers if confidence >= self._from.value()]

    def _take(self) -> None:
        rows = [at for at, _ in self._chosen()]
        self.accept()
        self.accepted_rows.emit(rows)


def _told(recipient: Recipient, found: Suggestion) -> str:
    who = " ".join(filter(None, (recipient.sansan.name, recipient.sansan.email)))
    return f"{found.confidence} %  {who} → {found.user.name} {found.user.username}"
