"""Help on the page that is shown, in a window of its own beside it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from wizard.gui import on_screen
from wizard.gui.languages import Languages
from wizard.gui.page import Page
from wizard.gui.parts import named
from wizard.words import say_help


class HelpDialog(QDialog):
    """Stays open while the person goes on; its words follow the page."""

    def __init__(self, parent: QWidget, languages: Languages) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-help")
        self._languages = languages
        self._page: Page | None = None
        self._words = named(QTextBrowser(), "text-help")
        self._words.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setObjectName("button-close-help")
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(buttons)
        self.resize(on_screen.text_size(self, 28, 22))
        self.installEventFilter(on_screen.Keeper(self))

    def show_for(self, page: Page) -> None:
        """Open, or come to the front, with the words for a page."""
        self.follow(page)
        self.show()
        self.raise_()
        self._words.setFocus()

    def follow(self, page: Page) -> None:
        """Show the words for a page."""
        self._page = page
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _fill(self) -> None:
        if self._page is None:
            return
        self.setWindowTitle(self.tr("Help: {page}").format(page=self._page.heading()))
        self._words.setAccessibleName(self.windowTitle())
        parts = say_help(self._page.step, self._languages.lang).split("\n")
        self._words.setHtml(
            f"<h3>{escape(self._page.heading())}</h3>" + "".join(f"<p>{escape(part)}</p>" for part in parts)
        )
