"""The permission-set page: which object, which right, for whom; and the wizard where the package is absent or unfit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QComboBox

from tests.gui.person import Person
from tests.gui.test_walk import walk_past_recipients, walk_to_sign_in
from tests.gui.world import LABEL, World
from tests.journeys.command_line.inside import Faults
from tests.journeys.command_line.people import Salesforce
from tests.journeys.people import ADMIN
from tests.support.own_object_of_old import delete_fields, make_new, make_old, opened
from wizard.domain.destination import OWN_FIELDS
from wizard.domain.errors import SetupMustChange
from wizard.domain.own_object import Components
from wizard.domain.permission_set import PermissionSet
from wizard.standin.services import Standins
from wizard.usecases.destination import Found
from wizard.usecases.reader_access import ReaderAccess
from wizard.words.say import say_item

OWN = "Sansan_Card__c"
BUTTON = "button-assign-permission-set"
READERS = PermissionSet("0PSR", "Sansan_Card_User", "Sansan Card User")


@pytest.fixture
def standins(request: pytest.FixtureRequest) -> Iterator[Standins]:
    standins = Standins(cards=30, users=8, package=request.param)
    yield standins
    standins.close()


def walk_to_permission_set(person: Person, ready: dict[str, str]) -> None:
    walk_to_sign_in(person, ready)
    person.sign_in(ready["username"], ready["password"])
    person.until_page("connection")
    person.next()
    person.next()
    person.until_page("recipients")
    walk_past_recipients(person)
    person.until_enabled(BUTTON)


def exists(salesforce: Salesforce) -> bool:
    return bool(salesforce.query(f"SELECT Id FROM ObjectPermissions WHERE SobjectType = '{OWN}'"))


@pytest.mark.parametrize("standins", ["absent"], indirect=True)
def test_where_the_package_is_absent_our_own_object_is_made_by_its_button(
    open_real: Callable[[], Person], ready: dict[str, str], standins: Standins
) -> None:
    person = open_real()
    walk_to_permission_set(person, ready)
    assert "package is not in this organisation" in person.text("text-permission-set")
    plan = person.text("text-what-is-made")
    for said in (OWN, "unique external ID", "Private", "Sansan_Card_Integration", "Sansan_Card_User"):
        assert said in plan
    assert all(say_item(item, "en") in plan for item in OWN_FIELDS)
    assert not exists(Salesforce(ready)), "nothing is made before its button"

    person.click(BUTTON)
    person.until_enabled("button-next")
    assert "the object is made" in person.text("text-permission-set")
    person.until_enabled("button-give-access")
    person.click("button-give-access")
    person.until(lambda: "now have access" in person.text("text-readers"))

    person.next()
    person.until_page("review")
    person.click("button-save-and-transfer")
    person.until_page("finished")
    assert "The transfer is complete" in person.text("summary-finished")
    assert Salesforce(ready).query(f"SELECT Id FROM {OWN}")


@pytest.mark.parametrize("standins", ["no-external-id"], indirect=True)
def test_a_package_without_external_id_leads_to_our_own_object_with_the_reason(
    open_real: Callable[[], Person], ready: dict[str, str], standins: Standins
) -> None:
    person = open_real()
    walk_to_permission_set(person, ready)
    person.click(BUTTON)
    person.until(lambda: "is no external ID" in person.text("text-permission-set"))
    assert not exists(Salesforce(ready))
    person.until_enabled(BUTTON)
    person.click(BUTTON)
    person.until_enabled("button-next")
    assert exists(Salesforce(ready))


@pytest.mark.parametrize("standins", ["absent"], indirect=True)
def test_an_object_of_an_older_version_is_completed_by_its_button(
    open_real: Callable[[], Person], ready: dict[str, str], standins: Standins
) -> None:
    salesforce = Salesforce(ready)
    make_old(salesforce, ["Building__c", "Url__c"])
    person = open_real()
    walk_to_permission_set(person, ready)
    assert "there but incomplete" in person.text("text-permission-set")
    assert "Fields: URL, Building" in person.text("text-what-is-made")
    assert "Page layouts are not changed" in person.text("text-what-is-made")
    assert person.text(BUTTON).startswith("Complete")
    assert "Building__c" not in salesforce.fields(OWN), "nothing is made before its button"

    person.click(BUTTON)
    person.until_enabled("button-next")
    person.until(lambda: "the object is completed" in person.text("text-permission-set"))
    assert not person.find("text-what-is-made").isVisible()
    assert {"Building__c", "Url__c"} <= salesforce.fields(OWN)


@pytest.mark.parametrize("standins", ["absent"], indirect=True)
def test_what_an_administrator_deleted_comes_back_only_when_asked_for(
    open_real: Callable[[], Person], ready: dict[str, str], standins: Standins
) -> None:
    salesforce = Salesforce(ready)
    make_new(salesforce)
    delete_fields(salesforce, "Building__c")
    person = open_real()
    walk_to_permission_set(person, ready)
    assert "which is there" in person.text("text-permission-set")
    assert person.text("check-make-again") == "Somebody took these away in Salesforce: Building. Make them again"
    assert not person.find("text-what-is-made").isVisible()
    person.choose("check-make-again")
    assert "Fields: Building" in person.text("text-what-is-made")
    person.click(BUTTON)
    person.until(lambda: "the object is completed" in person.text("text-permission-set"))
    assert "Building__c" in salesforce.fields(OWN)
    assert "Building__c" in opened(salesforce, "Sansan_Card_User")


@pytest.mark.parametrize("standins", ["absent"], indirect=True)
def test_the_window_waits_for_other_deployments_and_says_so(
    open_real: Callable[[], Person], ready: dict[str, str]
) -> None:
    person, faults = open_real(), Faults(ready["salesforce_url"])
    walk_to_permission_set(person, ready)
    faults.post("settings", {"deploys_held": True})
    person.click(BUTTON)
    person.until(lambda: "other deployments of the organisation" in person.text("text-permission-set"))
    faults.post("settings", {"deploys_held": False})
    person.until_enabled("button-next")
    assert "the object is made" in person.text("text-permission-set")


def test_a_finished_step_offers_what_a_newer_version_brings(person: Person, world: World) -> None:
    world.found = Found("own", "", (READERS,), Components(fields=("Fax__c",)))
    person.open("permission-set")
    person.until_enabled(BUTTON)
    person.click(BUTTON)
    person.until_enabled("button-next")
    person.shell.page.look()  # as on coming back later
    person.until_enabled(BUTTON)
    assert "Fields: Fax" in person.text("text-what-is-made")
    assert person.find("button-next").isEnabled(), "it may wait"


def test_several_permission_sets_are_shown_to_choose_from(person: Person, world: World) -> None:
    world.found = Found("package", "", (PermissionSet("0PS1", "A", LABEL), PermissionSet("0PS2", "B", LABEL + "ー")))
    person.open("permission-set")
    person.until_enabled(BUTTON)
    choice = person.find("choose-permission-set")
    assert isinstance(choice, QComboBox)
    assert [choice.itemText(n) for n in range(choice.count())] == [LABEL, LABEL + "ー"]
    choice.setCurrentIndex(1)
    person.click(BUTTON)
    person.until_enabled("button-next")
    assert world.assigned == "0PS2"


def test_recipients_without_access_get_it_by_one_click(person: Person, world: World) -> None:
    world.access = ReaderAccess((ADMIN.id,), (READERS,))
    person.open("permission-set")
    person.until_enabled(BUTTON)
    assert not person.find("group-readers").isVisible()
    person.click(BUTTON)
    person.until_enabled("button-give-access")
    assert ADMIN.username in person.text("text-readers")
    assert person.text("button-give-access") == "Give 1 recipient access"
    person.click("button-give-access")
    person.until(lambda: "1 recipient now has access" in person.text("text-readers"))
    assert not person.find("button-give-access").isVisible()


def test_a_recipient_whose_licence_is_too_small_is_named_with_the_reason(person: Person, world: World) -> None:
    world.access = ReaderAccess((ADMIN.id,), (READERS,))
    world.refused = {ADMIN.username: SetupMustChange("licence_too_small", code="FIELD_INTEGRITY_EXCEPTION", detail="")}
    person.open("permission-set")
    person.until_enabled(BUTTON)
    person.click(BUTTON)
    person.until_enabled("button-give-access")
    person.click("button-give-access")
    person.until(lambda: "licence does not allow" in person.text("text-readers"))
    assert person.find("button-next").isEnabled(), "the transfer itself does not depend on it"
