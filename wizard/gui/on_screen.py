"""Keeps windows inside their screen: none is larger than what is free there, title bar included."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from wizard.gui import last_folder

TITLE_BAR = 32  # device-independent pixels, where the system does not tell more
PANEL = 48  # likewise: what the desktop's own bar may take of a Wayland screen, of which Qt is told the whole alone


def free_place(window: QWidget) -> QRect:
    """Return where a window may be on its screen, without the frame that the system draws around it."""
    handle = window.windowHandle()
    frame = handle.frameMargins() if handle else QMargins()
    frame.setTop(max(frame.top(), TITLE_BAR))
    return told_free(window.screen().availableGeometry(), QGuiApplication.platformName()).marginsRemoved(frame)


def told_free(told: QRect, platform: str) -> QRect:
    """Return what is free of a screen, by what Qt's platform tells of it."""
    return told.adjusted(0, 0, 0, -PANEL) if platform.startswith("wayland") else told


def inside(wanted: QRect, place: QRect) -> QRect:
    """Return the rectangle, made smaller and moved as far as it must be to lie inside a place."""
    found = QRect(wanted.topLeft(), wanted.size().boundedTo(place.size()))
    far = QPoint(place.right() - found.width() + 1, place.bottom() - found.height() + 1)
    found.moveLeft(max(place.left(), min(found.left(), far.x())))
    found.moveTop(max(place.top(), min(found.top(), far.y())))
    return found


def keep_inside(window: QWidget) -> None:
    """Make a window smaller and move it, where its screen asks for that."""
    wanted = inside(window.geometry(), free_place(window))
    if wanted != window.geometry() and not window.isMaximized() and not window.isFullScreen():
        window.setGeometry(wanted)


def open_dialog(dialog: QDialog, *, modal: bool = True) -> None:
    """Open a dialog over its window, or beside it, inside the screen; it is deleted when it has ended."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.installEventFilter(Keeper(dialog))
    if isinstance(dialog, QFileDialog):
        last_folder.begin(dialog)
    if parent := dialog.parentWidget():
        dialog.setScreen(parent.screen())
    if modal:
        dialog.open()
    else:
        dialog.show()


def text_size(widget: QWidget, wide: float, high: float) -> QSize:
    """Return a size counted in lines of text, which are as high in any script as its characters need."""
    line = widget.fontMetrics().lineSpacing()
    return QSize(round(line * wide), round(line * high))


class Keeper(QObject):
    """Looks after one window whenever it is shown, and when its screen was taken away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._screen = window, ""
        self._placed = QTimer(self, singleShot=True, interval=0)  # a dialog is placed only after it was told of it
        self._placed.timeout.connect(lambda: keep_inside(window))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See Qt."""
        if watched is self._window and (event.type() == QEvent.Type.Show or self._is_on_another(event)):
            self._screen = self._window.screen().name()
            self._window.resize(self._window.size().boundedTo(free_place(self._window).size()))
            self._placed.start()
        return False

    def _is_on_another(self, event: QEvent) -> bool:
        """Whether its screen is gone; a window that was drawn over two of them stays as the person made it."""
        there = [screen.name() for screen in QGuiApplication.screens()]
        return event.type() == QEvent.Type.ScreenChangeInternal and self._screen not in there
