"""Opening the window and running until it is closed."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Mapping
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from wizard.app.native_faults import native_faults_in_log
from wizard.app.single import Single
from wizard.app.splash import splash
from wizard.application.schedule import LookAfterSchedules
from wizard.gui import theme
from wizard.gui.crashes import Crashes
from wizard.gui.garbage import Garbage
from wizard.gui.languages import Languages
from wizard.gui.menu_bar import MenuBar
from wizard.gui.motion import keep_still
from wizard.services.reduced_motion import reduced_motion_wanted
from wizard.services.system import input_method
from wizard.services.system.programs import set_for_us
from wizard.wiring import Services
from wizard.words import Lang
from wizard.words.say import say_command, say_trouble

if TYPE_CHECKING:
    from wizard.gui.shell import Shell

_log = logging.getLogger(__name__)
_LET_GO = 5.0  # seconds to give a sign-in back to Salesforce; without an answer it ends with this process
_LISTEN = 300  # milliseconds between two chances for Python to hear a signal


@native_faults_in_log()
def run(services: Services, lang: Lang, demo: Mapping[str, str] | None = None) -> int:
    """Open the wizard, or Home once something is set up; return the exit code.

    The caller holds the home's window lock: a second start asks this window to come forward.

    ``demo`` holds what the demo's panel shows (``api_key``, ``consumer_key``, ``username``, ``password``).
    """
    unheard = choose_input_method() if sys.platform.startswith("linux") else ""
    app = _application()
    single = Single(services.home.root, app)
    seen = splash(app)
    from wizard.app.keyring_notice import KeyringNotice
    from wizard.app.runner import Runner  # these bring Qt WebEngine, which takes its time
    from wizard.gui.shell import Shell

    theme.Look(app)
    Garbage(app)
    keep_still(still=reduced_motion_wanted())
    memory = QSettings(str(services.home.root / "window.ini"), QSettings.Format.IniFormat)
    keyring = KeyringNotice(services)
    languages = Languages(lang)
    shell = Shell(Runner(services), languages, demo, memory=memory)
    keyring.show_in(shell, languages)
    told = [say_command("input_method_silent", lang, method=unheard)] if unheard else []
    shell.notice = " ".join([*told, *(say_trouble(notice, lang) for notice in services.home.notices())])
    crashes = Crashes(shell)
    sys.excepthook = crashes.hook
    single.asked.connect(shell.come_forward)
    _close_on_signal(shell)
    if sys.platform == "darwin":
        MenuBar(shell, shell.help.click)
    shell.show()
    if seen:
        seen.finish(shell)
    shell.start()
    schedules = shell.jobs.runner()
    schedules.succeeded.connect(shell.look_again_at)
    schedules.do(LookAfterSchedules())
    QTimer.singleShot(0, shell, lambda: _opened(services))
    code = app.exec()
    let_go = Thread(target=services.let_go, daemon=True)
    let_go.start()
    let_go.join(_LET_GO)
    sys.excepthook = sys.__excepthook__
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    return code


def _opened(services: Services) -> None:
    _log.info("window open")
    services.window_open()


def _application() -> QApplication:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)  # Qt WebEngine, loaded later, asks for it
    app = QApplication.instance() or QApplication(["sansan-salesforce"])
    if not isinstance(app, QApplication):
        raise TypeError("a QApplication is needed for windows")
    app.setApplicationName("sansan-salesforce")
    app.styleHints().setTabFocusBehavior(Qt.TabFocusBehavior.TabFocusAllControls)  # on a Mac texts and lists alone
    return app


def choose_input_method() -> str:
    """Choose it; return the one that was asked for and does not answer, empty when all is well."""
    modules, unheard = input_method.choose()
    if modules:
        set_for_us("QT_IM_MODULES", modules)
    return unheard


def _close_on_signal(shell: Shell) -> None:
    """Close the window on an interrupt, as its own button would."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, shell.close))
    timer = QTimer(shell, interval=_LISTEN)
    timer.timeout.connect(lambda: None)
    timer.start()
