"""What the columns cannot show of the current row is to be read below the table."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from .window import Window


def cells(window: Window, row: int) -> list[str]:
    """Return what stands in a row, without the number of cards."""
    model = window.table.model()
    return [model.index(row, column).data() for column in (0, 1, 3, 4, 5)]


def test_a_row_that_is_cut_off_is_shown_in_full(window: Window, qtbot: QtBot) -> None:
    line = window.find(QLabel, "text-current-row")
    window.editor.resize(1600, 500)
    window.table.setCurrentIndex(window.table.model().index(0, 0))
    qtbot.waitUntil(lambda: not line.isVisible())
    window.editor.resize(500, 500)
    qtbot.waitUntil(line.isVisible)
    for row in range(window.table.model().rowCount()):
        window.table.setCurrentIndex(window.table.model().index(row, 0))
        assert all(cell in line.text() for cell in cells(window, row))


def test_the_table_does_not_jump_while_one_goes_through_the_rows(window: Window, qtbot: QtBot) -> None:
    line = window.find(QLabel, "text-current-row")
    window.table.setCurrentIndex(window.table.model().index(0, 0))
    window.editor.resize(1600, 500)
    qtbot.waitUntil(lambda: not line.isVisible())
    heights = {window.table.height()}
    window.table.horizontalHeader().resizeSection(1, 10)
    qtbot.waitUntil(line.isVisible)
    assert heights == {window.table.height()}
