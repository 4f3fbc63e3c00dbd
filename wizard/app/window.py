"""Opening the window and running until it is closed."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Mapping

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from wizard.app.backend import ServicesBackend
from wizard.app.single import Single
from wizard.gui import theme
from wizard.gui.crashes import Crashes
from wizard.gui.garbage import Garbage
from wizard.gui.languages import Languages
from wizard.gui.motion import keep_still
from wizard.gui.shell import Shell  # brings Qt WebEngine, which must be loaded before QApplication is made
from wizard.services.stillness import stillness_wanted
from wizard.wiring import Services
from wizard.words import Lang

_log = logging.getLogger(__name__)
_LISTEN = 300  # milliseconds between two chances for Python to hear a signal


def run(services: Services, lang: Lang, demo: Mapping[str, str] | None = None) -> int:
    """Open the wizard, or Home once something is set up; return the exit code.

    Where a window is open on this home already, that one is shown instead.

    ``demo`` holds what the demo's panel shows (``api_key``, ``consumer_key``, ``username``, ``password``).
    """
    app = QApplication.instance() or QApplication(["sansan-salesforce"])
    if not isinstance(app, QApplication):
        raise TypeError("a QApplication is needed for windows")
    app.setApplicationName("sansan-salesforce")
    single = Single(services.home.root, app)
    if not single.is_first():
        return 0
    theme.Look(app)
    Garbage(app)
    keep_still(still=stillness_wanted())
    memory = QSettings(str(services.home.root / "window.ini"), QSettings.Format.IniFormat)
    backend = ServicesBackend(services)
    shell = Shell(backend, Languages(lang), demo, memory=memory)
    crashes = Crashes(shell)
    sys.excepthook = crashes.hook
    single.asked.connect(shell.come_forward)
    _close_on_signal(shell)
    shell.show()
    shell.start()
    repairs = shell.jobs.runner()
    repairs.start(lambda _report, _control: backend.repair_schedules())
    QTimer.singleShot(0, shell, lambda: _log.info("window open"))
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    return code


def _close_on_signal(shell: Shell) -> None:
    """Close the window on an interrupt, as its own button would."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, shell.close))
    timer = QTimer(shell, interval=_LISTEN)
    timer.timeout.connect(lambda: None)
    timer.start()
