"""Every dialog of the window: each scene leads a person to one, named as its object is."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.gui.person import Person
from tests.gui.recipients.people import JOHN, TARO
from tests.gui.scenes import SCENES, settle
from tests.gui.world import KEY, World
from wizard.application.saving import AlreadyUsed
from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import Line
from wizard.gui.crashes import Crashes

Lead = Callable[[Person, World], None]
DIALOGS: dict[str, Lead] = {}


def dialog(name: str) -> Callable[[Lead], Lead]:
    def keep(lead: Lead) -> Lead:
        DIALOGS[name] = lead
        return lead

    return keep


def _at_recipients(person: Person, world: World) -> None:
    SCENES["07-recipients-problems"](person, world)
    person.find("table-recipients").selectRow(0)  # type: ignore[attr-defined]


@dialog("dialog-change-recipient")
def _change(person: Person, world: World) -> None:
    _at_recipients(person, world)
    person.click("button-edit-recipient")


@dialog("table-cell-users")
def _type(person: Person, world: World) -> None:
    SCENES["07-recipients-typing"](person, world)
    person.press(Qt.Key.Key_Down)


@dialog("dialog-accept")
def _accept(person: Person, world: World) -> None:
    _at_recipients(person, world)
    person.find("table-recipients").clearSelection()  # type: ignore[attr-defined]
    person.click("button-accept-suggestion")


@dialog("dialog-import")
def _import(person: Person, world: World) -> None:
    _at_recipients(person, world)
    world.lines = [Line(2, "ichiro@corp.example", TARO.username), Line(3, "john@corp.example", JOHN.username)]
    world.lines += [Line(4 + n, f"nobody-{n}@a-rather-long-domain-name.example", TARO.username) for n in range(30)]
    person.choose("button-import-csv")
    chooser = person.find("dialog-choose-import")
    chooser.fileSelected.emit("recipients.csv")  # type: ignore[attr-defined]
    chooser.close()


@dialog("dialog-choose-import")
def _choose_import(person: Person, world: World) -> None:
    _at_recipients(person, world)
    person.choose("button-import-csv")


@dialog("dialog-export")
def _export(person: Person, world: World) -> None:
    _at_recipients(person, world)
    person.choose("button-export-csv")


@dialog("dialog-help")
def _help(person: Person, world: World) -> None:
    person.open("environment")
    person.click("button-help")


@dialog("dialog-crash")
def _crash(person: Person, world: World) -> None:
    person.open("review")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        Crashes(person.shell).hook(*sys.exc_info())  # type: ignore[arg-type]


@dialog("dialog-diagnostics")
def _diagnostics(person: Person, world: World) -> None:
    SCENES["12-home-done"](person, world)
    person.choose("button-diagnostics")


@dialog("dialog-app-guide")
def _guide(person: Person, world: World) -> None:
    person.open("environment")
    person.click("button-app-guide")
    for _ in range(3):
        person.click("button-guide-next")


@dialog("dialog-open-set-up")
def _open_set_up(person: Person, world: World) -> None:
    person.open("environment")
    person.choose("button-open-set-up")


def _from_menu(name: str, action: str) -> None:
    @dialog(name)
    def lead(person: Person, world: World) -> None:
        SCENES["12-home-done"](person, world)
        person.choose_from_menu(f"action-{action}-production")


_from_menu("dialog-rename", "rename")
_from_menu("dialog-export-set-up", "export")
_from_menu("ask-disconnect", "disconnect")
_from_menu("ask-remove", "remove")


@dialog("ask-undo")
def _undo(person: Person, world: World) -> None:
    SCENES["12-home-done"](person, world)
    person.click("button-undo-production")


@dialog("ask-no-keyring")
def _no_keyring(person: Person, world: World) -> None:
    world.trouble["connect_sansan"] = SetupMustChange("no_keyring")
    person.open("sansan")
    person.paste("input-api-key", KEY)
    person.click("button-test-key")


@dialog("ask-already-used")
def _already_used(person: Person, world: World) -> None:
    world.used = AlreadyUsed(("sales", "marketing"), ("sales",))
    person.open("review")
    person.click("button-save-only")


@dialog("ask-close")
def _close(person: Person, world: World) -> None:
    SCENES["10-transfer-busy"](person, world)
    person.shell.close()


def open_dialog(name: str, person: Person, world: World) -> None:
    """Lead the person to a dialog and wait until it is to be seen."""
    DIALOGS[name](person, world)
    person.until(lambda: person.find(name).isVisible())
    if name != "ask-close":
        settle(person)
