"""One step that can be undone: some recipients replaced at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QUndoCommand

from wizard.domain.recipients import Recipient
from wizard.gui.recipients.model import RecipientsModel


class ChangeRecipients(QUndoCommand):
    """Replaces recipients, by their place among all, and puts the former ones back."""

    def __init__(self, model: RecipientsModel, changes: Mapping[int, Recipient]) -> None:
        super().__init__()
        self._model = model
        self._after = dict(changes)
        self._before = {row: model.rows.recipients[row] for row in changes}

    def redo(self) -> None:
        """Replace them."""
        self._model.change(self._after)

    def undo(self) -> None:
        """Put the former ones back."""
        self._model.change(self._before)
