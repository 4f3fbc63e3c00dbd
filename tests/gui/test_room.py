"""What a page makes of the room it has."""

from __future__ import annotations

import pytest

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
