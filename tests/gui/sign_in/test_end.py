"""The program's end with a sign-in open: no crash, no warning of Qt."""

from __future__ import annotations

import subprocess
import sys

import pytest

from .pages import Pages
from .visitor import REDIRECT

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from wizard.gui.sign_in.widget import SignInWidget
app = QApplication([])
app.setQuitOnLastWindowClosed(False)
window, widget = QMainWindow(), SignInWidget()
window.setCentralWidget(widget)
window.show()
widget.start(sys.argv[1], sys.argv[2])
widget.findChild(object, "web-sign-in").loadFinished.connect(lambda: QTimer.singleShot(0, app.quit))
app.exec()
"""


@pytest.mark.parametrize(
    "end",
    [
        "",
        "widget.choose()",
        "window.close(); window.deleteLater()",
        "window.setCentralWidget(None); del window",
        "widget.start(sys.argv[1], sys.argv[2])",
    ],
)
def test_end_is_quiet(pages: Pages, end: str) -> None:
    url = pages.add("/start", "<p id=here>")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM + end, url, REDIRECT], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Release of profile" not in done.stderr
    assert "Traceback" not in done.stderr
