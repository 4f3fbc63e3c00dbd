"""Which fonts write the language of the window.

Japanese, Chinese and Korean share characters that each draws in its own way. Where the system speaks none of them it
may take any font at hand for Japanese, even several in one word; so the usual ones are named, after the system's own.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from wizard.words import Lang

_USUAL: dict[Lang, tuple[str, ...]] = {
    "en": (),
    "ja": (
        "Yu Gothic UI",  # Windows
        "Meiryo UI",
        "Hiragino Sans",  # macOS
        "Noto Sans CJK JP",  # Linux
        "Noto Sans JP",
        "IPAexGothic",
        "IPAPGothic",
        "TakaoPGothic",
        "VL PGothic",
    ),
}


def write(lang: Lang) -> None:
    """Let every widget write a language, by the system's font and then by the usual ones that are here."""
    own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    font = QFont(QApplication.font())
    font.setFamilies([*own, *filter(QFontDatabase.hasFamily, _USUAL[lang])])
    QApplication.setFont(font)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setStyleSheet(app.styleSheet())  # else widgets that are there already keep their font
