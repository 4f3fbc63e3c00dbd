"""The language of the window, switchable while it runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from wizard import resources
from wizard.gui import fonts
from wizard.words import Lang

NAMES: dict[Lang, str] = {"ja": "日本語", "en": "English"}


class Languages:
    """Installs our translations and Qt's own; widgets hear of a switch as ``LanguageChange``."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self._installed: list[QTranslator] = []
        self.use(lang)

    def use(self, lang: Lang) -> None:
        """Switch to a language."""
        self.lang = lang
        QLocale.setDefault(_locale(lang))
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        found = (_loaded(f"qtbase_{lang}", qt_folder), _loaded(lang, str(resources.path("i18n"))))
        self._installed = [translator for translator in found if translator]
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        fonts.write(lang)


def _locale(lang: Lang) -> QLocale:
    """Return how numbers and dates are written: as this computer does, where it speaks the language."""
    system, usual = QLocale.system(), QLocale("ja_JP" if lang == "ja" else "en_GB")
    return system if system.language() == usual.language() else usual


def _loaded(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, folder) else None
