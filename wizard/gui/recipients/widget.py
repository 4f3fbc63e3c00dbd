"""The recipients editor: search, table, buttons, undo and files, as one widget for a page to hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QUndoStack,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.domain.recipients import Recipient
from wizard.domain.suggestions import SURE, Suggestion, suggest
from wizard.domain.users import SalesforceUser
from wizard.gui.parts import text
from wizard.gui.recipients.buttons import Buttons
from wizard.gui.recipients.change_dialog import ChangeDialog
from wizard.gui.recipients.choices import Choices
from wizard.gui.recipients.files import MappingFiles, Read, Write, dropped_file
from wizard.gui.recipients.filter_bar import FilterBar
from wizard.gui.recipients.model import RecipientsModel
from wizard.gui.recipients.rows import Rows
from wizard.gui.recipients.states import TableOrState
from wizard.gui.recipients.summary import Summary
from wizard.gui.recipients.table import RecipientsTable
from wizard.gui.recipients.undo import ChangeRecipients
from wizard.gui.recipients.users_model import UsersModel

_FEW = 10_000  # people of both sides whose names are compared at once, in less than 0.3 s
_SELECTED_AGAIN = 1000  # rows shown as selected after a change or undo; more would only cost time


class RecipientsEditor(QWidget):
    """Shows and changes recipients; ``changed`` tells each change by the person, undo and redo included.

    It starts in the loading state, until ``set_data``. Without ``set_files`` there are no file buttons.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recipients-editor")
        self._choices = Choices()
        self._users: UsersModel | None = None
        self._files: MappingFiles | None = None
        self._model = RecipientsModel(self)
        self._undo = QUndoStack(self)
        self._filter = FilterBar()
        self._table = RecipientsTable(self._model)
        self._states = TableOrState(self._table)
        self._summary = Summary()
        self._message = text("message-recipients")
        self._message.hide()
        self._buttons = Buttons(self._table, self._undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._summary, self._filter, self._states, self._message, self._buttons):
            layout.addWidget(widget, 1 if widget is self._states else 0)
        self._connect()
        self.show_loading()

    def set_data(
        self,
        recipients: Sequence[Recipient],
        users: Sequence[SalesforceUser],
        default_id: str,
        cards_by_owner: Mapping[str, int],
        sandbox: bool = False,
        suggestions: Mapping[int, Suggestion] | None = None,
    ) -> None:
        """Show recipients; the keys of ``cards_by_owner`` are those of ``domain.recipients.owner_key``.

        ``sandbox`` says that usernames may carry a sandbox's suffix, for going back to automatic.
        ``suggestions`` are those of ``domain.suggestions``; when not given they are sought here, if people are few.
        """
        if suggestions is None and len(recipients) + len(users) <= _FEW:
            suggestions = suggest(recipients, users)
        self._undo.clear()
        self._say("")
        self._choices = Choices(recipients, users, default_id, sandbox)
        self._users = None
        self._model.reset(Rows(recipients, users, cards_by_owner, self._model.reason_words(), suggestions))
        self._table.horizontalHeader().setSortIndicator(-1, self._table.horizontalHeader().sortIndicatorOrder())
        self._enable(bool(recipients))
        self._refilter()
        self._tell_counts()

    def set_cards(self, cards_by_owner: Mapping[str, int]) -> None:
        """Show other numbers of cards; nothing else changes."""
        self._model.set_cards(cards_by_owner)
        self._tell_counts()

    def show_failed(self) -> None:
        """Show that the users could not be read; the page says why and offers to try again."""
        self._states.show_state("failed")
        self._enable(False)

    def show_loading(self) -> None:
        """Show that the users are being read."""
        self._states.show_state("loading")
        self._enable(False)

    def set_files(self, read: Read, write: Write) -> None:
        """Offer files: ``read`` returns a mapping file's lines or raises ``Trouble``; ``write`` makes one."""
        self._files = MappingFiles(read, write, self)
        self._files.changed.connect(self._apply)
        self._files.said.connect(self._say)
        self._buttons.show_files()
        self.setAcceptDrops(True)

    def recipients(self) -> tuple[Recipient, ...]:
        """Return the recipients as they are now, in the order they came."""
        return tuple(self._model.rows.recipients)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the system's colours."""
        if event.type() == QEvent.Type.LanguageChange:
            self._model.retranslate()
            self._say("")
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._model.repaint_icons()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if self._files and dropped_file(event.mimeData()):
            event.acceptProposedAction()
            self._say(self.tr("Drop the file here to see what it would change."))

    def dragLeaveEvent(self, event: QEvent) -> None:
        """Take the invitation back."""
        self._say("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the dropped file would change."""
        self._say("")
        path = dropped_file(event.mimeData())
        if self._files and path:
            event.acceptProposedAction()
            self._files.import_(path, self._model.rows.recipients, self._choices.directory)

    def _connect(self) -> None:
        self._filter.filtered.connect(self._refilter)
        self._states.clear_wanted.connect(self._filter.clear)
        self._table.change_wanted.connect(self._ask)
        self._table.accept_wanted.connect(self._accept)
        self._table.skip_wanted.connect(self._skip)
        self._table.automatic_wanted.connect(self._automatic)
        self._model.changed.connect(self._follow_change)
        self._buttons.import_wanted.connect(self._import)
        self._buttons.export_wanted.connect(self._export)
        self._filter.input.returnPressed.connect(self._table.setFocus)
        self._shortcut(self._undo.undo, "Ctrl+Z")
        self._shortcut(self._undo.redo, "Ctrl+Y", "Ctrl+Shift+Z")
        self._shortcut(self._filter.input.setFocus, "Ctrl+F")

    def _shortcut(self, slot: Callable[[], None], *keys: str) -> None:
        shortcut = QShortcut(self)
        shortcut.setKeys([QKeySequence(key) for key in keys])
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _enable(self, some: bool) -> None:
        self._filter.setEnabled(some)
        self._buttons.setEnabled(some)

    def _refilter(self) -> None:
        self._model.show(*self._filter.choice())
        if not self._model.rows.recipients:
            self._states.show_state("empty")
        elif not self._model.rowCount():
            self._states.show_state("no-hit")
        else:
            self._states.show_table()
            self._table.setCurrentIndex(self._model.index(0, 0))

    def _follow_change(self, rows: list[int]) -> None:
        self._tell_counts()
        if len(rows) <= _SELECTED_AGAIN:
            self._select(self._model.visible_at(rows))
        self.changed.emit()

    def _select(self, places: Sequence[int]) -> None:
        selection = QItemSelection()
        for place in places:
            selection.select(self._model.index(place, 0), self._model.index(place, self._model.columnCount() - 1))
        self._table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if places:
            self._table.scrollTo(self._model.index(places[0], 0))

    def _tell_counts(self) -> None:
        self._filter.set_counts(self._model.rows.counts())
        self._buttons.show_accept(bool(self._model.rows.suggestions))
        self._summary.tell(self._model.rows, self._choices.default)

    def _ask(self) -> None:
        rows = self._table.chosen()
        if not rows:
            return
        now = self._model.rows.recipients
        self._users = self._users or UsersModel(self._choices.users, self)
        names = [now[row].sansan.name or now[row].sansan.email for row in rows]
        dialog = ChangeDialog(self._users, names, now[rows[0]].user_id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.user_chosen.connect(lambda user: self._apply(self._choices.user(now, rows, user)))
        dialog.skip_chosen.connect(self._skip)
        dialog.automatic_chosen.connect(self._automatic)
        dialog.open()

    def _accept(self) -> None:
        """Accept one suggestion whatever its confidence, of several only the sure ones."""
        rows, now = self._model.rows, self._model.rows.recipients
        offered = [row for row in self._table.chosen() if rows.kinds[row] == "suggested"]
        sure = [row for row in offered if len(offered) == 1 or rows.suggestions[row].confidence >= SURE]
        self._apply(self._choices.suggested(now, sure, rows.suggestions))
        if left := len(offered) - len(sure):
            self._say(self.tr("%n less sure suggestion(s) were left. Look at each and accept it by itself.", "", left))

    def _skip(self) -> None:
        self._apply(self._choices.skip(self._model.rows.recipients, self._table.chosen()))

    def _automatic(self) -> None:
        self._apply(self._choices.automatic(self._table.chosen()))

    def _apply(self, changes: Mapping[int, Recipient]) -> None:
        now = self._model.rows.recipients
        real = {row: recipient for row, recipient in changes.items() if recipient != now[row]}
        if real:
            self._say("")
            self._undo.push(ChangeRecipients(self._model, real))

    def _import(self) -> None:
        if self._files:
            self._files.ask_import(self._model.rows.recipients, self._choices.directory)

    def _export(self) -> None:
        if self._files:
            self._files.ask_export(self._model.rows.recipients)

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._message, sentence))
