"""Japanese is written by a Japanese font, whatever the system speaks."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel

from tests.gui.person import Person
from wizard.gui.languages import Languages

JAPANESE = QFontDatabase.WritingSystem.Japanese


def japanese_families(label: QLabel) -> list[str]:
    """Return those of a label's fonts, beyond the system's own, that know Japanese."""
    return [family for family in label.font().families()[1:] if JAPANESE in QFontDatabase.writingSystems(family)]


def test_a_window_switched_to_japanese_names_a_japanese_font(person: Person, languages: Languages) -> None:
    title = person.find("title-prepare")
    assert isinstance(title, QLabel)
    size, bold = title.font().pointSizeF(), title.font().bold()
    languages.use("ja")
    person.until(lambda: bool(japanese_families(title)))
    assert (title.font().pointSizeF(), title.font().bold()) == (size, bold)
    languages.use("en")
    person.until(lambda: not japanese_families(title))
