"""Measures the undecided cards of the links page with 30,000 rows: ``python -m tests.benchmarks.bench_undecided``."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from tests.gui.world import World
from tests.journeys.people import walk
from wizard.domain.links import Create, LinkOptions, LinkOutcome
from wizard.gui import theme
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.transfer.ledger.links import LinkRow

ROWS = 30_000


def main() -> None:
    """Print milliseconds for what a person does: to be shown within 600, a key within 30."""
    app = QApplication([])
    theme.Look(app)
    world = World()
    found = {"kind": "Contact", "candidates": ("003A", "003B")}
    world.undecided = tuple(
        LinkRow(f"c{at}", f"r{at}", LinkOutcome.AMBIGUOUS, "several_name", **found) for at in range(ROWS)
    )
    shell = Shell(world, Languages("ja"), None, world.opened.append)
    shell.resize(1280, 640)
    shell.show()
    shell.links.look(walk("finished").answers)
    settle(app, shell)

    def measure(what: str, action: Callable[[], object]) -> None:
        started, used = time.perf_counter(), time.process_time()
        action()
        app.processEvents()
        wall, cpu = time.perf_counter() - started, time.process_time() - used
        print(f"{what:<44}{wall * 1000:8.1f} ms{cpu * 1000:10.1f} ms of processor")
        settle(app, shell)

    result = world._links(LinkOptions(create=Create.LEAD), dry_run=True)
    panel = shell.links._decide
    shell._show_page(shell.links)
    settle(app, shell)
    measure("shown", lambda: panel.show_cards("production", result, Create.LEAD))
    table, field = shell.findChild(QTableView, "table-links"), shell.findChild(QLineEdit, "input-filter-links")
    table.setFocus()
    for key, said in ((Qt.Key.Key_1, "1"), (Qt.Key.Key_0, "0"), (Qt.Key.Key_N, "N"), (Qt.Key.Key_Down, "down")):
        measure(f"key {said}", lambda key=key: QTest.keyClick(table, key))
    measure("undo", lambda: QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    for typed in ("や", "やまだ", "山田 太郎29999", "nobody", ""):
        measure(f"filter keystroke → {typed!r}", lambda typed=typed: field.setText(typed))
    measure("the same for all of a company (15,000)", lambda: QTest.keyClick(table, Qt.Key.Key_S))
    measure("undo that", lambda: QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    shell.jobs.cancel_all()
    settle(app, shell)


def settle(app: QApplication, shell: Shell) -> None:
    """Wait until nothing goes on."""
    while True:
        app.processEvents()
        if not shell.jobs.busy:
            return
        time.sleep(0.005)


if __name__ == "__main__":
    main()
