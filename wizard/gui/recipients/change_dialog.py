"""*Change recipient*: choose the Salesforce user for one or several Sansan users by typing a part of the name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.on_screen import text_size
from wizard.gui.parts import named, text
from wizard.gui.recipients.users_model import UsersModel
from wizard.gui.recipients.users_table import UsersTable

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ChangeDialog(QDialog):
    """Ends with one of its signals, or with nothing when cancelled. ``names`` are the Sansan users concerned."""

    user_chosen = Signal(object)  # SalesforceUser
    skip_chosen = Signal()
    automatic_chosen = Signal()

    def __init__(
        self,
        users: UsersModel,
        names: list[str],
        user_id: str,
        parent: QWidget | None = None,
        *,
        only_user: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-change-recipient")
        self._users = users
        self.setWindowTitle(self.tr("Change recipient"))
        self._only_user = only_user  # no other choice than a user
        self._build(names)
        self._search("")
        self._table.selectRow(self._users.row_of(user_id))
        self.resize(text_size(self, 52, 26))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            QApplication.sendEvent(self._table, event)
            return True
        return super().eventFilter(watched, event)

    def _build(self, names: list[str]) -> None:
        layout = QVBoxLayout(self)
        title = text("label-whose-cards")
        title.setText(self._title(names))
        self._input = named(QLineEdit(), "input-recipient")
        self._input.setClearButtonEnabled(True)
        self._input.setPlaceholderText(self.tr("Part of the name, username or e-mail address"))
        self._input.setAccessibleName(self.tr("Search the Salesforce users"))
        self._input.textChanged.connect(self._search)
        self._input.installEventFilter(self)
        title.setBuddy(self._input)
        self._hint = text("label-recipient-hint")
        self._make_table()
        for widget in (title, self._input, self._table, self._hint, self._make_buttons()):
            layout.addWidget(widget)

    def _make_table(self) -> None:
        self._table = named(UsersTable(self._users), "table-users")
        self._table.setAccessibleName(self.tr("Salesforce users"))
        self._table.doubleClicked.connect(self._choose)

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole
        self._ok = named(QPushButton(self.tr("Choose")), "button-choose-recipient")
        skip = named(QPushButton(self.tr("Do not transfer")), "button-choose-skip")
        automatic = named(QPushButton(self.tr("Back to automatic")), "button-choose-automatic")
        box.addButton(self._ok, role.AcceptRole)
        for other in () if self._only_user else (skip, automatic):
            box.addButton(other, role.ResetRole)
        box.button(QDialogButtonBox.StandardButton.Cancel).setObjectName("button-cancel-recipient")
        for button in box.buttons():
            button.setAccessibleName(button.text().replace("&", ""))
        self._ok.clicked.connect(self._choose)
        box.rejected.connect(self.reject)
        skip.clicked.connect(self._skip)
        automatic.clicked.connect(self._automatic)
        return box

    def _title(self, names: list[str]) -> str:
        if len(names) == 1:
            return self.tr("Who gets the cards of {name}?").format(name=names[0])
        return self.tr("Who gets the cards of these %n Sansan users?", "", len(names))

    def _search(self, typed: str) -> None:
        self._users.show(typed)
        found = self._users.user(0) is not None
        if found:
            self._table.selectRow(0)
        self._ok.setEnabled(found)
        shown = self.tr("Only active users whose licence can own records can be chosen.")
        if not self._users.rowCount():
            shown = self.tr("No user found. Try another search.")
        self._hint.setText(shown)

    def _choose(self) -> None:
        user = self._users.user(self._table.currentIndex().row())
        if user:
            self.accept()
            self.user_chosen.emit(user)

    def _skip(self) -> None:
        self.accept()
        self.skip_chosen.emit()

    def _automatic(self) -> None:
        self.accept()
        self.automatic_chosen.emit()
