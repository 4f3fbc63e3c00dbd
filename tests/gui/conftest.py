"""Qt without a screen; a window on a small world in memory."""

from __future__ import annotations

import gc
import os

from tests.gui import screens

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = screens.platform()
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --disable-quic --disable-background-networking")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.person import Person
from tests.gui.world import World
from wizard.app.runner import Runner
from wizard.gui import theme
from wizard.gui.garbage import Garbage
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.services.home import Home
from wizard.services.memory_keyring import MemoryKeyring
from wizard.standin.services import Standins
from wizard.wiring import Services
from wizard.words import Lang


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> theme.Look:
    """The one of the process, as in the product."""
    return theme.Look(qapp)


@pytest.fixture(scope="package", autouse=True)
def garbage(qapp: QApplication) -> Iterator[None]:
    """As in the product, while there are windows."""
    garbage = Garbage(qapp)
    yield
    garbage.deleteLater()
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def languages(qapp: QApplication) -> Languages:
    """The one of the process: a second would stand in its way."""
    return Languages("en")


@pytest.fixture(autouse=True)
def english(languages: Languages) -> None:
    """Each test begins in English, whatever the one before it spoke."""
    if languages.lang != "en":
        languages.use("en")


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
        end(qtbot, shell)


def end(qtbot: QtBot, shell: Shell) -> None:
    """Close a window, when no thread of it is left: closing itself may begin one, to keep the draft."""
    shell.jobs.cancel_all()
    qtbot.waitUntil(lambda: not shell.jobs.busy, timeout=20_000)
    shell.close()
    qtbot.waitUntil(lambda: not shell.jobs.busy, timeout=20_000)
    shell.deleteLater()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: Callable[..., Shell]) -> Shell:
    return open_window()


@pytest.fixture
def person(qtbot: QtBot, window: Shell) -> Person:
    return Person(qtbot, window)


# The real services, on the stand-ins


@pytest.fixture
def standins() -> Iterator[Standins]:
    standins = Standins(cards=60, users=8)
    yield standins
    standins.close()


@pytest.fixture
def ready(standins: Standins, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    ready = standins.ready()
    monkeypatch.setenv("SANSAN_API_URL", ready["sansan_url"])
    monkeypatch.setenv("SALESFORCE_LOGIN_URL", ready["salesforce_url"])
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield ready
    keyring.set_keyring(before)


@pytest.fixture
def open_real(
    qtbot: QtBot, languages: Languages, ready: dict[str, str], tmp_path: Path
) -> Iterator[Callable[..., Person]]:
    shells: list[Shell] = []
    languages.use("en")
    services = Services(home=Home(tmp_path))

    def make(preset: Path | None = None, visitor: Callable[[str], object] | None = None) -> Person:
        services.preset = preset
        services.open_address = visitor or services.open_address
        shell = Shell(Runner(services), languages, None, shells_opened.append)
        shells.append(shell)
        shell.show()
        shell.start()
        qtbot.waitUntil(lambda: shell.shown_page() is shell.page and not shell.jobs.busy)
        return Person(qtbot, shell)

    shells_opened: list[str] = []
    make.opened = shells_opened  # type: ignore[attr-defined]
    yield make
    for shell in shells:
        end(qtbot, shell)
