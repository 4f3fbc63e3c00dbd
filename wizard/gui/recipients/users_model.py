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
_DISPLAY = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class UsersModel(QAbstractTableModel):
    """Name, username, e-mail address and a note on the users that fit, by name.

    Who cannot own records is found by typing only, comes last, says why, and cannot be chosen.
    """

    def __init__(
        self,
        users: Sequence[SalesforceUser],
        without_access: frozenset[str] = frozenset(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._users = sorted(users, key=lambda user: (bool(user.barred), fold_name(user.name), user.username))
        self._texts = [prepare((user.name, user.username, user.email)) for user in self._users]
        self._fit = sum(not user.barred for user in self._users)
        self._without = without_access
        self._visible = list(range(self._fit))

    def show(self, typed: str) -> None:
        """Show the users that hold every typed word."""
        self.beginResetModel()
        known = range(len(self._users) if typed.strip() else self._fit)
        self._visible = hits(known, self._texts, typed)
        self.endResetModel()

    def user(self, row: int) -> SalesforceUser | None:
        """Return the user in a display row; None where nobody stands there who can be chosen."""
        if not 0 <= row < len(self._visible):
            return None
        user = self._users[self._visible[row]]
        return None if user.barred else user

    def row_of(self, user_id: str) -> int:
        """Return the display row of a user; the first when absent."""
        found = (at for at, row in enumerate(self._visible) if self._users[row].id == user_id)
        return next(found, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._visible)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """See Qt."""
        return 0 if parent.isValid() else 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See Qt."""
        flags = super().flags(index)
        fits = index.isValid() and self.user(index.row()) is not None
        return flags if fits else flags & ~(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return super().headerData(section, orientation, role)
        return (self.tr("Name"), self.tr("Username"), self.tr("E-mail"), self.tr("Note"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if not index.isValid() or role not in _DISPLAY:
            return None
        user = self._users[self._visible[index.row()]]
        return (user.name, user.username, user.email, self._note(user))[index.column()]

    def _note(self, user: SalesforceUser) -> str:
        if user.barred:
            return {
                "inactive": self.tr("Inactive in Salesforce"),
                "licence": self.tr("Chatter licence"),
            }[user.barred]
        return self.tr("Needs access") if user.id in self._without else ""
