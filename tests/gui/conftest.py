"""Qt without a screen; a window on a small world in memory."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --disable-quic --disable-background-networking")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import World
from wizard.gui import theme
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.words import Lang


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> theme.Look:
    """The one of the process, as in the product."""
    return theme.Look(qapp)


@pytest.fixture(scope="session")
def languages(qapp: QApplication) -> Languages:
    """The one of the process: a second would stand in its way."""
    return Languages("en")


@pytest.fixture
def open_window(qtbot: QtBot, world: World, languages: Languages) -> Iterator[Callable[..., Shell]]:
    """Open windows on the world; each ends with no thread left."""
    shells: list[Shell] = []

    def make(lang: Lang = "en", demo: dict[str, str] | None = None) -> Shell:
        languages.use(lang)
        shell = Shell(world, languages, demo, world.opened.append)
        shells.append(shell)
        shell.show()
        shell.activateWindow()
        shell.start()
        qtbot.waitUntil(lambda: not shell.jobs.busy and shell.shown_page() is shell.page)
        return shell

    yield make
    for shell in shells:
        shell.jobs.cancel_all()
        qtbot.waitUntil(lambda shell=shell: not shell.jobs.busy)
        shell.close()
        shell.deleteLater()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: Callable[..., Shell]) -> Shell:
    return open_window()


@pytest.fixture
def person(qtbot: QtBot, window: Shell) -> Person:
    return Person(qtbot, window)
