"""Where the focus is after something was done: a person at the keyboard, or a screen reader, is never thrown off."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt

from tests.gui.person import Person
from tests.gui.scenes import settle
from tests.gui.world import World
from tests.journeys.people import walk
from wizard.domain.errors import ConnectionLost, SetupMustChange, SignInNeeded


def focused(person: Person) -> str:
    widget = person.shell.focusWidget()
    return widget.objectName() if widget else ""


def test_it_comes_back_to_the_button_that_was_off_while_it_worked(person: Person, world: World) -> None:
    world.trouble["save"] = SetupMustChange("folder_not_writable", folder="/x")
    person.open("review")
    person.find("button-save-only").setFocus()
    person.press(Qt.Key.Key_Space)
    person.until(lambda: bool(person.message))
    settle(person)
    assert focused(person) == "button-save-only"


def test_it_stays_where_a_person_has_put_it_meanwhile(person: Person, world: World) -> None:
    world.hold.clear()
    person.open("permission-set")
    settle(person)
    person.find("button-assign-permission-set").setFocus()
    person.press(Qt.Key.Key_Space)
    person.find("button-help").setFocus()
    world.hold.set()
    settle(person)
    assert focused(person) == "button-help"


def test_it_comes_back_to_trying_again(person: Person, world: World) -> None:
    world.trouble["match_recipients"] = ConnectionLost("no_answer", sent=False, host="x")
    person.open("recipients")
    person.until(lambda: bool(person.message))
    person.find("button-try-again").setFocus()
    person.press(Qt.Key.Key_Space)
    person.until(lambda: person.find("button-try-again").isVisible())
    assert focused(person) == "button-try-again"


def test_a_transfer_that_was_stopped_offers_to_go_on(person: Person, world: World) -> None:
    world.hold.clear()
    person.open("transfer")
    person.until(lambda: "100" in person.text("text-numbers"))
    person.click("button-stop")
    person.until(lambda: "Stopped" in person.text("text-transfer-state"))
    assert focused(person) == "button-resume"


def test_a_transfer_that_failed_offers_what_cures_it(person: Person, world: World) -> None:
    world.trouble["transfer"] = SignInNeeded("refresh_refused")
    person.open("transfer")
    person.until(lambda: bool(person.message))
    assert focused(person) == "button-try-again"  # which says: sign in again


def test_what_is_gone_for_good_is_not_missed(person: Person, world: World) -> None:
    world.profiles["production"], world.runs = walk("finished").answers, ()
    person.shell.go_home()
    person.until_page("home")
    person.find("button-change-production").setFocus()
    person.shell.home._list.setEnabled(False)
    person.shell.start()  # makes every card anew
    settle(person)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    person.find("button-help").setFocus()
    assert focused(person) == "button-help"


def test_what_has_the_focus_stays_in_sight_when_a_message_takes_room(person: Person, world: World) -> None:
    world.trouble["save"] = SetupMustChange("folder_not_writable", folder="/x")
    person.shell.resize(1000, 560)
    person.open("review")
    button = person.find("button-save-only")
    button.setFocus()
    person.press(Qt.Key.Key_Space)
    person.until(lambda: bool(person.message))
    settle(person)
    person.find("button-details-message").click()
    person.until(lambda: person.find("details-message").isVisible())
    person.until(lambda: button.visibleRegion().boundingRect().size() == button.size())


def test_it_goes_to_next_when_what_the_page_asked_for_is_done(person: Person) -> None:
    person.open("permission-set")
    settle(person)
    person.find("button-assign-permission-set").setFocus()
    person.press(Qt.Key.Key_Space)
    person.until_enabled("button-next")
    settle(person)
    assert focused(person) == "button-next"
