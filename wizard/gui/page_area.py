"""Where a page stands in the window: it scrolls where the window is too small for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from wizard.gui.on_screen import text_size
from wizard.gui.page import Page

_READABLE = 90  # lines' heights that a page of running text may be wide
_ANY = 16_777_215  # Qt's own largest width


class PageArea(QScrollArea):
    """Gives its page the height that its wrapped words need at this width, which Qt's own does not look at.

    A page is no wider than can be read with ease, unless it is ``wide``.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self.setWidget(page)
        page.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new width; what has the focus stays in sight when a message takes room."""
        super().resizeEvent(event)
        self._fit()
        focused = self._page.focusWidget()
        if focused and focused.hasFocus() and event.size().height() < event.oldSize().height():
            self.ensureWidgetVisible(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the page when something on it changed.

        Lay it out anew when it is shown: of a size that changed just then, Qt tells it nothing.
        """
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        if watched is self._page and event.type() == QEvent.Type.Show and (layout := self._page.layout()):
            layout.invalidate()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page, layout = self._page, self._page.layout()
        page.setMaximumWidth(_ANY if page.wide else text_size(page, _READABLE, 0).width())
        if layout and layout.hasHeightForWidth():
            width = min(self.viewport().width(), page.maximumWidth())
            page.setMinimumHeight(layout.totalMinimumHeightForWidth(width))
