"""What is seen while the window loads, on the systems where a first start takes long."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSplashScreen

from wizard import resources

_SIZE = 128


def splash(app: QApplication, platform: str = sys.platform) -> QSplashScreen | None:
    """Show the program's picture until ``finish`` is called; None on Linux, where the window is there at once."""
    if platform not in ("win32", "darwin"):
        return None
    picture = QIcon(str(resources.path("icons/program.svg"))).pixmap(QSize(_SIZE, _SIZE))
    shown = QSplashScreen(picture)
    shown.show()
    app.processEvents()
    return shown
