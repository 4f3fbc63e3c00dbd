"""Every page and every dialog on small screens: inside, and what a page is for in sight without scrolling."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import screens
from tests.gui.conftest import end
from tests.gui.dialogs import DIALOGS, open_dialog
from tests.gui.person import Person
from tests.gui.scenes import SCENES
from tests.gui.test_controls import DEMO
from tests.gui.world import World
from wizard.gui.languages import Languages
from wizard.gui.shell import Shell
from wizard.words import LANGUAGES, Lang

TITLE_BAR = 32
ALWAYS = (
    "button-back button-next button-cancel step-list language input-sansan-name input-api-key button-test-key "
    "choice-production choice-sandbox choice-custom input-domain input-consumer-key button-own-browser "
    "button-embedded choose-sansan-user table-recipients input-filter button-edit-recipient button-export-csv "
    "button-import-csv button-assign-permission-set button-save-and-transfer button-save-only progress-transfer "
    "button-pause button-resume button-stop button-open-report message-text text-permission-set "
    "button-preview-transfer numbers-preview numbers-result button-transfer numbers-transfer "
    "progress-home-work value-last-production button-apply-fields text-fields-effect button-explain-card "
    "text-explain-found text-what-is-sent "
    "button-schedule button-review-unattended button-unattended-set-up "
    "button-unattended-next button-unattended-prove button-unattended-done input-consumer-secret points-unattended"
)  # the controls that everybody counts on
TRIED: tuple[tuple[tuple[int, int, float], tuple[Lang, ...]], ...] = (
    ((1280, 672, 1.0), LANGUAGES),
    ((1024, 640, 1.0), LANGUAGES),
    ((1280, 672, 1.5), ("ja",)),
    ((1024, 640, 1.5), ("en",)),
    ((1280, 672, 2.0), ("en",)),
    ((1024, 640, 2.0), ("ja",)),
)

Open = Callable[..., Person]


@pytest.fixture
def on_screen(qtbot: QtBot, languages: Languages) -> Iterator[Open]:
    """Open a window on a screen in a fresh world; end it before the next."""
    open_: list[tuple[Shell, World]] = []

    def end_all() -> None:
        for shell, world in open_:
            world.hold.set()
            end(qtbot, shell)
        open_.clear()

    def make(screen: str, lang: Lang, world: World, demo: dict[str, str] | None = None) -> Person:
        end_all()
        languages.use(lang)
        shell = Shell(world, languages, demo, world.opened.append)
        open_.append((shell, world))
        shell.setScreen(screens.screen(screen))
        shell.move(screens.screen(screen).geometry().topLeft())
        shell.show()
        shell.start()
        qtbot.waitUntil(lambda: not shell.jobs.busy and shell.shown_page() is shell.page)
        return Person(qtbot, shell)

    yield make
    end_all()
    languages.use("en")


def drawn(widget: QWidget) -> QRect:
    """Return where a window stands, with a title bar as on the screens of most people."""
    for _ in range(3):
        QApplication.processEvents()  # lets the layouts settle
    return widget.geometry().adjusted(0, 0 if widget.windowFlags() & 0xFF == 0xD else -TITLE_BAR, 0, 0)


def outside(window: QWidget) -> list[str]:
    """What of a window is not on its screen, and which of its buttons are cut off at its edges."""
    place, screen = drawn(window), window.screen().availableGeometry()
    found = [] if screen.contains(place) else [f"{window.objectName()} at {place} of {screen}"]
    for control in window.findChildren(QWidget):
        if not isinstance(control, QAbstractButton | QLineEdit) or not control.isVisibleTo(window):
            continue
        if control.window() is window and not _scrolled(control, window) and not _whole(control):
            found.append(f"{control.objectName()} in {window.objectName()} is cut off")
    return found


def sideways(window: QWidget) -> list[str]:
    """Which parts scroll sideways."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    return [f"{area.widget().objectName()} scrolls sideways" for area in areas if area.horizontalScrollBar().maximum()]


def hidden(person: Person) -> list[str]:
    """Which of the controls that everybody counts on are not wholly in sight."""
    drawn(person.shell)
    found = []
    for name in ALWAYS.split():
        for widget in person.shell.findChildren(QWidget, name):
            if widget.isVisible() and not _whole(widget):
                found.append(f"{name}: {widget.visibleRegion().boundingRect()} of {widget.size()}")
    return found


def _whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().size() == widget.size() and widget.size() != QSize(0, 0)


def _scrolled(widget: QWidget, window: QWidget) -> bool:
    """Whether it can be scrolled to: it lies within what its area scrolls."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        area = parent.parentWidget()
        if area is not None and isinstance(area.parentWidget(), QScrollArea):
            return parent.rect().contains(QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size()))
        parent = area
    return False


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("lang", "screen"), [(each, screens.name(*small)) for small, lang in TRIED for each in lang])
def test_every_page_and_dialog_lies_inside_its_screen(on_screen: Open, lang: Lang, screen: str) -> None:
    found = []
    for name, lead in SCENES.items():
        world = World()
        person = on_screen(screen, lang, world)
        lead(person, world)
        found += [f"{name}: {fault}" for fault in (*outside(person.shell), *sideways(person.shell))]
    for name in DIALOGS:
        world = World()
        person = on_screen(screen, lang, world)
        open_dialog(name, person, world)
        found += outside(person.find(name))
    assert not found, "\n".join(found)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("demo", [None, DEMO], ids=["real", "demo"])
def test_what_a_page_is_for_shows_without_scrolling(on_screen: Open, lang: Lang, demo: dict[str, str] | None) -> None:
    screen, found = screens.name(1280, 672, 1.0), []
    for name, lead in SCENES.items():
        world = World()
        person = on_screen(screen, lang, world, demo)
        lead(person, world)
        found += [f"{name}: {fault}" for fault in hidden(person)]
    assert not found, "\n".join(found)
