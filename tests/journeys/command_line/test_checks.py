"""What `setup` finds out before it goes on, that concerns the package and who could help a frozen user."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.standin.services import Standins

OTHER_ADMINISTRATORS = (
    "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.PermissionsManageUsers = true "
    "AND Assignee.Username != '{me}'"
)


@pytest.fixture
def hasty(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    return HastyAdministrator(tmp_path, standins.ready())


@pytest.fixture
def faults(standins: Standins) -> Faults:
    return Faults(standins.salesforce.url)


def told(admin: HastyAdministrator) -> str:
    answer = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert answer.code == 0, answer.stderr
    return answer.stderr


def test_the_only_active_administrator_is_warned(hasty: HastyAdministrator, salesforce: Salesforce) -> None:
    assert "Number of administrators" not in told(hasty)
    for record in salesforce.query(OTHER_ADMINISTRATORS.format(me=hasty.ready["username"])):
        salesforce.set("User", record["AssigneeId"], IsActive=False)
    assert "[!!] Number of administrators: No other active administrator may manage users." in told(hasty)


def test_who_may_not_look_is_told_nothing_of_it(hasty: HastyAdministrator, faults: Faults) -> None:
    hasty.set_up()
    faults.post("rights", {"ViewSetup": False})
    said = told(hasty)
    assert "Number of administrators" not in said
    assert "Version of the Sansan package" not in said


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("1.57", "[!!] Version of the Sansan package: 1.57 is unsupported"),
        ("1.58", "[OK] Version of the Sansan package: 1.58"),
        ("1.100", "[OK] Version of the Sansan package: 1.100"),
        ("2.0", "[OK] Version of the Sansan package: 2.0"),
        ("0.99", "[!!] Version of the Sansan package: 0.99 is unsupported"),
    ],
)
def test_an_unsupported_package_is_named(hasty: HastyAdministrator, faults: Faults, version: str, said: str) -> None:
    faults.post("settings", {"package_version": version})
    assert said in told(hasty)


def test_that_linking_by_the_package_needs_data_hub_is_said(hasty: HastyAdministrator) -> None:
    assert "only with Sansan Data Hub" in told(hasty)


@pytest.mark.parametrize("standins", [{"package": "absent"}], indirect=True)
def test_nothing_is_said_of_a_package_that_is_absent(hasty: HastyAdministrator) -> None:
    said = told(hasty)
    assert "Data Hub" not in said
    assert "Version of the Sansan package" not in said


@pytest.mark.parametrize("filled", [True, False])
def test_after_the_first_cards_it_is_said_whether_tags_reach_the_picklist(
    hasty: HastyAdministrator, faults: Faults, filled: bool
) -> None:
    faults.post("settings", {"tags_in_picklist": filled})
    assert "Tags:" not in told(hasty), "nothing was sent yet"
    hasty.sync()
    expected = "[OK] Tags: The package's picklist" if filled else "[!!] Tags: Tags arrive in"
    assert expected in told(hasty)


def test_a_picklist_that_may_not_be_read_is_nothing_to_speak_of(hasty: HastyAdministrator, faults: Faults) -> None:
    hasty.set_up()
    hasty.sync()
    faults.post("settings", {"hidden_fields": ["Sansan_CI__BizCard__c.Sansan_CI__Tags__c"]})
    assert "Tags:" not in told(hasty)


@pytest.mark.parametrize(("filled", "said"), [(True, "The transfer is complete."), (False, "stays empty")])
def test_the_first_transfer_itself_says_once_that_tags_do_not_reach_the_picklist(
    hasty: HastyAdministrator, faults: Faults, sansan: Sansan, filled: bool, said: str
) -> None:
    faults.post("settings", {"tags_in_picklist": filled})
    hasty.set_up()
    assert "picklist" not in hasty.type("sync", "--dry-run", "--json", "--lang", "en").json["message"]
    first = hasty.sync()["message"]
    assert (said in first, "picklist" in first) == (True, not filled)
    sansan.add(lastName="山田", firstName="太郎")
    later = hasty.sync()
    assert (later["created"], "picklist" in later["message"]) == (1, False)


def test_nothing_is_said_of_tags_that_are_not_sent(hasty: HastyAdministrator) -> None:
    hasty.set_up("[cards]\ntags = false\n")
    assert "picklist" not in hasty.sync()["message"]


@pytest.mark.parametrize("standins", [{"cards": 9}], indirect=True)
def test_before_ten_cards_nothing_is_said_of_tags(hasty: HastyAdministrator, faults: Faults, sansan: Sansan) -> None:
    faults.post("settings", {"tags_in_picklist": False})
    hasty.set_up()
    assert "picklist" not in hasty.sync()["message"]
    sansan.add(lastName="山田", firstName="太郎", tags=[{"id": "t1", "name": "展示会"}])
    assert "picklist" in hasty.sync()["message"]
