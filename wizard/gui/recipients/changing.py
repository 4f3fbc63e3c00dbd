"""What a person does to the selected rows: each deed one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from wizard.domain.recipients import Recipient
from wizard.domain.users import SalesforceUser
from wizard.gui.on_screen import open_dialog
from wizard.gui.recipients.accept_dialog import AcceptDialog
from wizard.gui.recipients.change_dialog import ChangeDialog
from wizard.gui.recipients.choices import Choices
from wizard.gui.recipients.model import RecipientsModel
from wizard.gui.recipients.table import RecipientsTable
from wizard.gui.recipients.undo import ChangeRecipients
from wizard.gui.recipients.users_model import UsersModel


class Changing(QObject):
    """Turns what the table tells into changes of the model. ``said`` brings sentences for the person."""

    said = Signal(str)

    def __init__(self, model: RecipientsModel, undo: QUndoStack, window: QWidget) -> None:
        super().__init__(window)
        self.choices = Choices()
        self._model, self._undo, self._window = model, undo, window
        self._users: UsersModel | None = None
        self._table = RecipientsTable(model, self.users)
        self._connect()

    @property
    def table(self) -> RecipientsTable:
        """The table whose rows are changed."""
        return self._table

    def begin(self, choices: Choices) -> None:
        """Work over other data; nothing of before can be undone."""
        self._undo.clear()
        self.choices = choices
        self._users = None

    def users(self) -> UsersModel:
        """Return the Salesforce users to choose from; made when first needed."""
        if self._users is None:
            self._users = UsersModel(self.choices.users, self._model.rows.without_access, self)
        return self._users

    def apply(self, changes: Mapping[int, Recipient]) -> None:
        """Make changes as one step; what is so already is none."""
        now = self._model.rows.recipients
        real = {row: recipient for row, recipient in changes.items() if recipient != now[row]}
        if real:
            self.said.emit("")
            self._undo.push(ChangeRecipients(self._model, real))

    def _connect(self) -> None:
        table = self._table
        table.change_wanted.connect(self._ask)
        table.accept_wanted.connect(self._accept)
        table.skip_wanted.connect(self._skip)
        table.automatic_wanted.connect(self._automatic)
        table.clear_wanted.connect(self._clear)
        table.fill_wanted.connect(self._fill)
        table.user_typed.connect(self._take)

    def _ask(self) -> None:
        rows = self._table.chosen()
        if not rows:
            return
        now = self._model.rows.recipients
        names = [now[row].sansan.name or now[row].sansan.email or now[row].sansan.id for row in rows]
        dialog = ChangeDialog(self.users(), names, now[rows[0]].user_id, self._window)
        dialog.user_chosen.connect(lambda user: self.apply(self.choices.user(now, rows, user)))
        dialog.skip_chosen.connect(self._skip)
        dialog.automatic_chosen.connect(self._automatic)
        open_dialog(dialog)

    def _accept(self) -> None:
        """Accept one suggestion whatever its confidence; of several, or of all, ask from which confidence on."""
        kinds = self._model.rows.kinds
        offered = [row for row in self._table.chosen() if kinds[row] == "suggested"]
        if len(offered) == 1:
            self._accept_all(offered)
        else:
            self._ask_confidence(offered or [row for row, kind in enumerate(kinds) if kind == "suggested"])

    def _ask_confidence(self, offered: Sequence[int]) -> None:
        suggestions = {row: self._model.rows.suggestions[row] for row in offered}
        dialog = AcceptDialog(self._model.rows.recipients, suggestions, self._window)
        dialog.accepted_rows.connect(self._accept_all)
        open_dialog(dialog)

    def _accept_all(self, rows: Sequence[int]) -> None:
        self.apply(self.choices.suggested(self._model.rows.recipients, rows, self._model.rows.suggestions))

    def _skip(self) -> None:
        self.apply(self.choices.skip(self._model.rows.recipients, self._table.chosen()))

    def _automatic(self) -> None:
        self.apply(self.choices.automatic(self._table.chosen()))

    def _clear(self) -> None:
        self.apply(self.choices.clear(self._model.rows.recipients, self._table.chosen()))

    def _fill(self) -> None:
        """Do with all selected rows as with the topmost; with one row as with the row above it."""
        rows = self._table.chosen()
        above = self._table.row_above() if len(rows) == 1 else None
        source, rest = (above, rows) if above is not None else (rows[0] if rows else None, rows[1:])
        if source is not None:
            self.apply(self.choices.fill(self._model.rows.recipients, source, rest))

    def _take(self, row: int, user: SalesforceUser | None) -> None:
        """Take what was typed into a cell; nothing typed gives the cards to the default recipient."""
        now = self._model.rows.recipients
        if user is None:
            self.apply(self.choices.clear(now, [row]))
        else:
            self.apply(self.choices.user(now, [row], user))
