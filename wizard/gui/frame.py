"""The window's frame: step list on the left, pages, message bar and footer on the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.demo_panel import DemoPanel
from wizard.gui.drop_down import DropDown
from wizard.gui.footer import Footer
from wizard.gui.languages import NAMES
from wizard.gui.message_bar import MessageBar
from wizard.gui.on_screen import Keeper
from wizard.gui.page import Page
from wizard.gui.page_area import PageArea
from wizard.gui.parts import named, row
from wizard.gui.step_list import StepList
from wizard.words import Lang

_SIZE = (1280, 800)  # where the screen has room for it


class Frame(QMainWindow):
    """Holds the parts; what they show and do is the shell's affair."""

    def __init__(self, lang: Lang, demo: Mapping[str, str] | None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.steps, self.footer, self.stack, self.bar = StepList(), Footer(), QStackedWidget(), MessageBar()
        self.help = named(QPushButton(), "button-help")
        self.sidebar = self._make_sidebar()
        self.language = named(DropDown(), "language")
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(lang))
        self.setCentralWidget(self._lay_out(DemoPanel(demo) if demo else None))
        # Draws as a web page does. Were a page the first to do so, the system's window would be replaced then: what is
        # on its way to the old one is lost (a switch of the language), and on Wayland the new one opens elsewhere.
        QQuickWidget(self).hide()
        self.resize(*_SIZE)
        self.installEventFilter(Keeper(self))
        self._areas: dict[Page, PageArea] = {}

    def _lay_out(self, panel: QWidget | None) -> QWidget:
        top = row(self.help, self.language, stretch=False)
        top.setSpacing(8)
        top.setContentsMargins(28, 0, 0, 0)
        if panel:
            top.insertWidget(0, panel, 1)
            top.insertSpacing(1, 16)
            for button in (self.help, self.language):
                top.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        else:
            top.insertStretch(0, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 12, 12, 12)
        right.setSpacing(0)
        right.addLayout(top)
        right.addWidget(self.stack, 1)
        right.addWidget(self.bar)
        right.addWidget(self.footer)
        central = QWidget()
        layout = QHBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(right, 1)
        return central

    def _make_sidebar(self) -> QFrame:
        sidebar = named(QFrame(), "sidebar")
        layout = QVBoxLayout(sidebar)
        layout.setContentsMargins(8, 16, 8, 8)
        layout.addWidget(self.steps)
        return sidebar

    def add_page(self, page: Page) -> None:
        """Put a page into the window; it scrolls where the window is too small for it."""
        area = PageArea(page)
        self._areas[page] = area
        self.stack.addWidget(area)

    def shown_page(self) -> Page | None:
        """Return the page that is in sight."""
        current = self.stack.currentWidget()
        return next((page for page, area in self._areas.items() if area is current), None)

    def show_page(self, page: Page) -> None:
        """Bring a page in sight, from its top."""
        self._areas[page].verticalScrollBar().setValue(0)
        self.stack.setCurrentWidget(self._areas[page])

    def come_forward(self) -> None:
        """Be seen, above other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button in focus, else what the page is for; F1 opens the help."""
        if event.key() == Qt.Key.Key_F1:
            self.help.click()
            return
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        page = self.shown_page()
        own = (page.enter_button() if page else None) or self.footer.next
        (focused if isinstance(focused, QPushButton) else own).click()
