"""What a page makes of the room it has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument

from tests.gui.person import Person


@pytest.mark.parametrize("step", ["prepare", "review"])
def test_lines_stay_short_enough_to_read_on_a_large_screen(person: Person, step: str) -> None:
    person.open(step)
    person.shell.resize(3840, 2100)
    person.until(lambda: person.shell.footer.width() > 3000)
    page = person.find(f"page-{step}")
    assert page.width() < 1400
    assert page.x() == 0


def test_a_table_takes_all_the_room(person: Person) -> None:
    person.open("recipients")
    person.shell.resize(3840, 2100)
    person.until(lambda: person.find("table-recipients").width() > 3000)


def test_words_stand_close_behind_their_numbers_and_dots(person: Person) -> None:
    person.open("sansan")
    for name in ("text-how-key",):
        label = person.find(name)
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setHtml(label.text())
        document.setTextWidth(label.width())
        places = [document.documentLayout().blockBoundingRect(block).x() for block in _blocks(document)]
        assert max(places) < 3 * label.fontMetrics().height(), name


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        if block.text():
            yield block
        block = block.next()
