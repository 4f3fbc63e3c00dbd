"""The recipients editor: search, table, buttons, undo and files, as one widget for a page to hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QKeySequence,
    QShortcut,
    QUndoStack,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.application.command import Run
from wizard.domain.recipients import Recipient
from wizard.domain.suggestions import Suggestion
from wizard.domain.users import SalesforceUser
from wizard.gui.announce import announce
from wizard.gui.drop_area import DropArea
from wizard.gui.jobs import JobRunner
from wizard.gui.parts import text
from wizard.gui.recipients.buttons import Buttons
from wizard.gui.recipients.changing import Changing
from wizard.gui.recipients.choices import Choices
from wizard.gui.recipients.files import MappingFiles
from wizard.gui.recipients.filter_bar import FilterBar
from wizard.gui.recipients.model import RecipientsModel
from wizard.gui.recipients.problems import UNFIT
from wizard.gui.recipients.row_line import RowLine
from wizard.gui.recipients.rows import PROBLEM, Column, Rows
from wizard.gui.recipients.states import TableOrState
from wizard.gui.recipients.summary import Summary
from wizard.gui.recipients.users_model import UsersModel

_SELECTED_AGAIN = 1000  # rows shown as selected after a change or undo; more would only cost time


class RecipientsEditor(DropArea):
    """Shows and changes recipients; ``changed`` tells each change by the person, undo and redo included.

    It starts in the loading state, until ``set_data``. Without ``set_files`` there are no file buttons.
    ``users_read`` brings the Sansan users of a file that was dropped or chosen, and its name.
    """

    changed = Signal()
    match_wanted = Signal()  # the users are to be read again
    sorted = Signal(str)  # how the table is sorted now, for ``sort``
    users_read = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recipients-editor")
        self._files: MappingFiles | None = None
        self._cards: Mapping[str, int] = {}
        self._model = RecipientsModel(self)
        self._undo = QUndoStack(self)
        self._changing = Changing(self._model, self._undo, self)
        self._table = self._changing.table
        self._filter = FilterBar()
        self._states = TableOrState(self._table)
        self._summary = Summary()
        self._message = text("message-recipients")
        self._message.hide()
        self._buttons = Buttons(self._table, self._undo)
        for button in self._buttons.of_all():
            self._filter.add(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        line = RowLine(self._table)
        for widget in (self._summary, self._filter, self._states, line, self._message, self._buttons):
            layout.addWidget(widget, 1 if widget is self._states else 0)
        self._connect()
        self.show_loading()

    def users(self) -> UsersModel:
        """Return the Salesforce users who can be chosen."""
        return self._changing.users()

    def set_data(
        self,
        recipients: Sequence[Recipient],
        users: Sequence[SalesforceUser],
        default_id: str,
        cards_by_owner: Mapping[str, int],
        sandbox: bool = False,
        suggestions: Mapping[int, Suggestion] | None = None,
        without_access: frozenset[str] = frozenset(),
    ) -> None:
        """Show recipients; the keys of ``cards_by_owner`` are those of ``domain.persons.owner_key``.

        ``sandbox`` says that usernames may carry a sandbox's suffix, for going back to automatic.
        ``suggestions`` are those of ``domain.suggestions``; ``without_access`` are the ids of Salesforce
        users who may not read the cards' object.
        """
        self.say("")
        self._cards = cards_by_owner
        self._changing.begin(Choices(recipients, users, default_id, sandbox))
        self._show_rows(Rows(recipients, users, cards_by_owner, self._model.words(), suggestions, without_access))

    def add(self, recipients: Sequence[Recipient], suggestions: Mapping[int, Suggestion]) -> None:
        """Show some more, with suggestions by their place among them; what was done can still be undone."""
        old = self._model.rows
        self._changing.choices = self._changing.choices.extended(recipients)
        moved = {row + len(old.recipients): suggestion for row, suggestion in suggestions.items()}
        self._show_rows(
            Rows(
                (*old.recipients, *recipients),
                old.users.values(),
                self._cards,
                self._model.words(),
                {**old.suggestions, **moved},
                old.without_access,
            )
        )

    def set_cards(self, cards_by_owner: Mapping[str, int], complete: bool = False) -> None:
        """Show other numbers of cards; nothing else changes."""
        self._cards = cards_by_owner
        self._model.set_cards(cards_by_owner, complete)
        self._tell_counts()

    def sort(self, how: str) -> None:
        """Sort as ``sorted`` told once; whatever it never told sorts nothing."""
        column, _, order = how.partition(" ")
        if column in map(str, Column) and order in ("0", "1"):
            self._table.sortByColumn(int(column), Qt.SortOrder(int(order)))

    def show_failed(self) -> None:
        """Show that the users could not be read; the page says why and offers to try again."""
        self._states.show_state("failed")
        self._enable(False)

    def show_loading(self) -> None:
        """Show that the users are being read."""
        self._states.show_state("loading")
        self._enable(False, loading=True)

    def set_files(self, run: Run, runner: JobRunner) -> None:
        """Offer files, read and written by ``runner`` in the background."""
        self._files = MappingFiles(run, runner, self)
        self._files.changed.connect(self._apply_file)
        self._files.users_read.connect(self.users_read)
        self._files.said.connect(self.say)
        self._files.working.connect(self._buttons.hold_files)
        self._buttons.show_files()
        self.setAcceptDrops(True)

    def say(self, sentence: str) -> None:
        """Tell the person something about the recipients, below the table; empty takes it away."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        announce(self._message, sentence)

    def refused(self) -> int:
        """Return how many have a recipient who cannot own cards."""
        return sum(problem in UNFIT for problem in self._model.rows.problems)

    def recipients(self) -> tuple[Recipient, ...]:
        """Return the recipients as they are now, in the order they came."""
        return tuple(self._model.rows.recipients)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the system's colours."""
        if event.type() == QEvent.Type.LanguageChange:
            self._model.retranslate()
            self.say("")
        if event.type() == QEvent.Type.PaletteChange:
            self._model.repaint_icons()
        super().changeEvent(event)

    def _connect(self) -> None:
        self._filter.filtered.connect(self._refilter)
        self._table.horizontalHeader().sortIndicatorChanged.connect(self._tell_sort)
        self._states.clear_wanted.connect(self._filter.clear)
        self._changing.said.connect(self.say)
        self._model.changed.connect(self._follow_change)
        self.hovering.connect(self._invite)
        self.dropped.connect(self._take_file)
        self._buttons.match_wanted.connect(self.match_wanted)
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

    def _show_rows(self, rows: Rows) -> None:
        """Show rows, sorted as the table is."""
        self._model.reset(rows)
        header = self._table.horizontalHeader()
        self._model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._enable(bool(rows.recipients))
        self._refilter()
        self._tell_counts()

    def _tell_sort(self, column: int, order: Qt.SortOrder) -> None:
        self.sorted.emit(f"{column} {order.value}")

    def _enable(self, some: bool, *, loading: bool = False) -> None:
        self._filter.allow(some)
        self._buttons.setEnabled(some)
        self._buttons.allow_all(some, not loading)

    def _refilter(self) -> None:
        typed, kind = self._filter.choice()
        self._model.show(typed, kind)
        if not self._model.rows.recipients:
            self._states.show_state("empty")
        elif self._model.rowCount():
            self._states.show_table()
            self._table.setCurrentIndex(self._model.index(0, 0))
        else:
            nothing_left = not typed.strip() and kind in ("suggested", "unmatched", PROBLEM)
            self._states.show_state("done" if nothing_left else "no-hit")

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
            self._tell_cell(places[0])

    def _tell_cell(self, place: int) -> None:
        """Have the changed cell read, that one alone: readers hear nothing of a table that changes as a whole."""
        cell = self._model.index(place, Column.USER)
        same = cell == self._table.currentIndex()
        self._table.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.NoUpdate)
        if not self._table.hasFocus():
            words = (cell.siblingAtColumn(column).data() for column in (Column.NAME, Column.USER, Column.REASON))
            announce(self._table, ", ".join(filter(None, words)))
        elif same:
            self._model.dataChanged.emit(cell, cell, [Qt.ItemDataRole.DisplayRole])

    def _tell_counts(self) -> None:
        self._filter.set_counts(self._model.rows.counts())
        self._buttons.show_accept(bool(self._model.rows.suggestions))
        self._summary.tell(self._model.rows, self._changing.choices.default, self._model.complete)

    def _invite(self, hovering: bool) -> None:
        words = self.tr("Drop the file here: recipients to see what would change, or Sansan’s list of users.")
        self.say(words if hovering else "")

    def _take_file(self, path: Path) -> None:
        if self._files:
            self._files.import_(path, self._model.rows.recipients, self._changing.choices)

    def _apply_file(self, changes: Mapping[int, Recipient]) -> None:
        """Apply a file's changes, unless other people are shown by now."""
        now = self._model.rows.recipients
        if all(row < len(now) and now[row].sansan == after.sansan for row, after in changes.items()):
            self._changing.apply(changes)

    def _import(self) -> None:
        if self._files:
            self._files.ask_import(self._model.rows.recipients, self._changing.choices)

    def _export(self) -> None:
        if self._files:
            self._files.ask_export(self._model.rows.recipients, self._model.rows.reasons())
