"""What only helps may be hidden or refused: a set-up goes on with the rest, and says what is not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from wizard.standin.services import Standins

USERS = {"pattern": "FROM(%20|\\+)User(%20|\\+)"}
LIMITS = {"pattern": "/limits$", "method": "GET"}


@pytest.fixture
def hasty(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    return HastyAdministrator(tmp_path, standins.ready())


@pytest.fixture
def faults(standins: Standins) -> Faults:
    return Faults(standins.salesforce.url)


def reasons(answer: dict[str, Any]) -> dict[str, int]:
    return dict(answer["recipients"])


@pytest.mark.parametrize(
    "hidden",
    [
        ["User.FederationIdentifier"],
        ["UserLicense.LicenseDefinitionKey"],
        ["User.Email", "User.FederationIdentifier", "UserLicense.LicenseDefinitionKey"],
        ["Profile.UserLicenseId"],
        ["User.ProfileId", "User.Email"],
    ],
)
def test_hidden_fields_of_users_are_left_out_and_named(
    hasty: HastyAdministrator, faults: Faults, hidden: list[str]
) -> None:
    faults.post("settings", {"hidden_fields": hidden})
    answer = hasty.type("setup", hasty.setup_file(), "--json", "--lang", "en")
    assert answer.code == 0, answer.stderr
    assert "recipients were matched by the others" in answer.json["message"]
    assert "[!!] Fields of users: These cannot be read:" in answer.stderr
    names = {"UserLicenseId": "LicenseDefinitionKey", "ProfileId": "LicenseDefinitionKey"}
    for name in (path.partition(".")[2] for path in hidden):
        assert names.get(name, name) in answer.json["message"]
    assert reasons(answer.json)["username"] > 0
    assert hasty.sync()["state"] == "completed"


def test_what_can_be_read_is_still_matched_by(hasty: HastyAdministrator, faults: Faults) -> None:
    before = reasons(hasty.set_up())
    faults.post("settings", {"hidden_fields": ["User.FederationIdentifier"]})
    assert reasons(hasty.set_up()) == before | {
        "federation_id": 0,
        "default": before["default"] + before["federation_id"],
    }


@pytest.mark.parametrize("message", ["一部の項目が無効です。", "No such column 'Shoe' on entity 'User'."])
def test_an_unclear_refusal_is_tried_without_all_that_only_helps(
    hasty: HastyAdministrator, faults: Faults, message: str
) -> None:
    refusal = [{"errorCode": "INVALID_FIELD", "message": message}]
    rule = {"pattern": "FederationIdentifier", "do": "answer", "status": 400, "body": refusal}
    faults.order(rule)
    assert reasons(hasty.set_up())["username"] > 0


@pytest.mark.parametrize("standins", [{"cards": 400}], indirect=True)
def test_without_the_right_to_see_storage_the_calls_are_still_known(hasty: HastyAdministrator, faults: Faults) -> None:
    faults.post("rights", {"ManageUsers": False})
    answer = hasty.type("setup", hasty.setup_file(), "--json", "--lang", "en")
    assert "[OK] API calls: Left in 24 hours" in answer.stderr
    assert "[??] Data storage" in answer.stderr
    faults.post("settings", {"daily_api_calls": faults.stats()["api_calls"] + 4})
    stopped = hasty.type("sync", "--json", "--lang", "en")
    assert (stopped.code, "more API calls today" in stopped.json["message"]) == (4, True), stopped.json


@pytest.mark.parametrize("body", [{"DataStorageMB": {"Max": 5, "Remaining": 4}}, {}, [], {"DailyApiRequests": 7}])
def test_limits_of_any_shape_stop_nothing(hasty: HastyAdministrator, faults: Faults, body: object) -> None:
    faults.order({**LIMITS, "do": "answer", "status": 200, "body": body})
    hasty.set_up()
    assert hasty.sync()["state"] == "completed"


@pytest.mark.parametrize(
    "standins", [{"package": "present"}, {"package": "absent"}], indirect=True, ids=["package", "own"]
)
def test_without_view_setup_the_rights_there_are_will_do(
    hasty: HastyAdministrator, faults: Faults, standins: Standins
) -> None:
    first = hasty.set_up()
    faults.post("rights", {"ViewSetup": False, "ManageUsers": False, "AssignPermissionSets": False})
    again = hasty.type("setup", hasty.setup_file(), "--json", "--lang", "en")
    assert again.code == 0, again.stderr
    assert again.json["destination"] == first["destination"]
    assert hasty.sync()["state"] == "completed"


def test_who_may_not_assign_but_writes_already_goes_on(hasty: HastyAdministrator, faults: Faults) -> None:
    hasty.set_up()
    faults.order(
        {
            "pattern": "PermissionSetAssignment",
            "method": "GET",
            "do": "answer",
            "status": 200,
            "body": {"totalSize": 0, "done": True, "records": []},
        },
        {
            "pattern": "/sobjects/PermissionSetAssignment",
            "method": "POST",
            "do": "answer",
            "status": 403,
            "body": [{"errorCode": "INSUFFICIENT_ACCESS", "message": "no"}],
        },
    )
    hasty.set_up()
