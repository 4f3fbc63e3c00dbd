"""The Salesforce users to choose from, narrowed down as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wizard.domain.users import SalesforceUser
from wizard.domain.variants import fold_name
from wizard.gui.recipients.search import hits, prepare

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class UsersModel(QAbstractTableModel):
    """Name, username and e-mail address of the users that fit, by name."""

    def __init__(self, users: Sequence[SalesforceUser], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._users = sorted(users, key=lambda user: (fold_name(user.name), user.username))
        self._texts = [prepare((user.name, user.username, user.email)) for user in self._users]
        self._visible = list(range(len(self._users)))

    def show(self, typed: str) -> None:
        """Show the users that hold every typed word."""
        self.beginResetModel()
        self._visible = hits(range(len(self._users)), self._texts, typed)
        self.endResetModel()

    def user(self, row: int) -> SalesforceUser:
        """Return the user in a display row."""
        return self._users[self._visible[row]]

    def row_of(self, user_id: str) -> int:
        """Return the display row of a user; the first when absent."""
        found = (at for at, row in enumerate(self._visible) if self._users[row].id == user_id)
        return next(found, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._visible)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return super().headerData(section, orientation, role)
        return (self.tr("Name"), self.tr("Username"), self.tr("E-mail"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        user = self.user(index.row())
        return (user.name, user.username, user.email)[index.column()]
