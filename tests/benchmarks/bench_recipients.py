"""Measures the recipients table with 70,000 users: ``python -m tests.benchmarks.bench_recipients``."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QTableView

from wizard.domain.mapping import Line
from wizard.domain.persons import owner_key
from wizard.domain.recipients import Directory, match_all
from wizard.domain.suggestions import suggest
from wizard.domain.users import SalesforceUser, SansanUser
from wizard.gui.recipients.preview import preview
from wizard.gui.recipients.widget import RecipientsEditor

ROWS = 70_000
SURNAMES = ("髙橋", "佐藤", "渡邉", "山﨑", "齋藤", "Müller")


def main() -> None:
    """Print milliseconds for what a person does."""
    app = QApplication([])
    salesforce = [
        SalesforceUser(
            f"005{n:015}", f"user{n}@sakura.example", f"{SURNAMES[n % 6]} 花子{n}", f"user{n}@sakura.example"
        )
        for n in range(ROWS)
    ]
    sansan = [
        SansanUser(f"u{n}", f"{SURNAMES[n % 6]} 花子{n}", f"user{n + n % 9 // 8 * ROWS}@sakura.example")
        for n in range(ROWS)
    ]
    directory = Directory(tuple(salesforce))
    recipients = match_all(sansan, directory, salesforce[0])
    cards = {owner_key(user): n % 900 for n, user in enumerate(sansan)}
    editor = RecipientsEditor()
    editor.resize(1000, 600)
    editor.show()
    app.processEvents()

    def show() -> None:
        editor.set_data(recipients, salesforce, salesforce[0].id, cards)
        app.processEvents()

    def measure(what: str, action: Callable[[], object]) -> None:
        started, used = time.perf_counter(), time.process_time()
        action()
        app.processEvents()
        wall, cpu = time.perf_counter() - started, time.process_time() - used
        print(f"{what:<44}{wall * 1000:8.1f} ms{cpu * 1000:10.1f} ms of processor")

    measure("shown", show)
    field = editor.findChild(QLineEdit, "input-filter")
    for typed in ("h", "ha", "は", "はな", "花子6", "高橋", "高橋 花子12", "user69999", "nobody", ""):
        measure(f"filter keystroke → {typed!r}", lambda typed=typed: field.setText(typed))
    for name in ("filter-unmatched", "filter-automatic", "filter-all"):
        measure(name, editor.findChild(QRadioButton, name).click)
    table = editor.findChild(QTableView, "table-recipients")
    for column in range(6):
        measure(
            f"sort by column {column}", lambda column=column: table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        )
    measure("select all", table.selectAll)
    measure("do not transfer all", table.skip_action.trigger)
    measure("undo that", editor._undo.undo)
    measure("sort with all selected", lambda: table.sortByColumn(1, Qt.SortOrder.DescendingOrder))
    table.selectRow(10)
    measure("one row changed", table.skip_action.trigger)
    measure("typing into a cell begun", table.type_action.trigger)
    cell = editor.findChild(QLineEdit, "input-cell-recipient")
    for typed in ("花", "花子", "花子6"):
        measure(f"keystroke in the cell → {typed!r}", lambda typed=typed: type_text(cell, typed))
    measure("typing left", cell.left.emit)
    measure("dialog opened", table.change_action.trigger)
    measure("filter-problem", editor.findChild(QRadioButton, "filter-problem").click)
    lines = [Line(n + 2, user.email, "user1@sakura.example") for n, user in enumerate(sansan)]
    measure("suggestions by name", lambda: suggest(recipients, salesforce))
    measure("preview of 70,000 lines", lambda: preview(lines, recipients, directory))


def type_text(cell: QLineEdit, typed: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(typed)
    cell.selectAll()
    QApplication.sendEvent(cell, event)


if __name__ == "__main__":
    main()
