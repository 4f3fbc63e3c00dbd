"""Making our own object by a deploy that production takes, that waits in a queue, or that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Administrator, Answer, Salesforce
from wizard.standin.services import Standins

OWN = "Sansan_Card__c"
START = {"pattern": "/deployRequest$", "method": "POST"}
STATUS = {"pattern": "/deployRequest/", "method": "GET"}

pytestmark = pytest.mark.parametrize(
    "standins", [{"package": "absent"}, {"package": "absent", "sandbox": True}], indirect=True
)


@pytest.fixture
def hasty(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    return HastyAdministrator(tmp_path, standins.ready())


@pytest.fixture
def faults(standins: Standins) -> Faults:
    return Faults(standins.salesforce.url)


def set_up(admin: Administrator) -> Answer:
    return admin.type("setup", admin.setup_file(), "--json", "--lang", "en")


def not_saved(admin: Administrator) -> bool:
    return not list((admin.folder / "home").rglob("profile.json"))


def test_production_and_sandbox_take_it(admin: Administrator, salesforce: Salesforce) -> None:
    assert admin.set_up()["destination"] == OWN
    assert admin.sync()["state"] == "completed"
    assert salesforce.query(f"SELECT Id FROM {OWN}")


def test_a_deploy_in_the_queue_is_told_and_found_by_the_next_setup(
    hasty: HastyAdministrator, faults: Faults, salesforce: Salesforce
) -> None:
    faults.post("settings", {"deploys_held": True, "deploy_texts": True})
    for _ in range(2):
        waited = set_up(hasty)
        assert (waited.code, "Traceback" in waited.stderr) == (4, False), waited.stderr
        assert "other deployments of the organisation" in waited.stderr
        assert "Set up again in a while" in waited.json["message"]
        assert not_saved(hasty)
    assert sum(hasty.waited) >= 60
    assert salesforce.requests()["POST"]["metadata/deployRequest"] == 1, "the second waits for the first"

    faults.post("settings", {"deploys_held": False})
    assert hasty.set_up()["destination"] == OWN
    assert salesforce.requests()["POST"]["metadata/deployRequest"] == 1, "what was made is used"
    assert hasty.sync()["state"] == "completed"


def test_where_nothing_is_to_be_made_no_other_deploy_is_waited_for(
    hasty: HastyAdministrator, faults: Faults, salesforce: Salesforce
) -> None:
    hasty.set_up()
    faults.post("settings", {"deploys_held": True})
    salesforce.begin_deploy(json.dumps({"deployOptions": {"rollbackOnError": True}}), b"")
    hasty.set_up()


def test_a_deploy_that_waits_a_while_is_waited_for(hasty: HastyAdministrator, faults: Faults) -> None:
    waiting = {"id": "0Af000000000001AAA", "deployResult": {"status": "Pending", "done": "false"}}
    faults.order({**STATUS, "do": "answer", "status": 200, "body": waiting, "times": 30})
    assert hasty.set_up()["destination"] == OWN


def ended(**result: object) -> dict[str, object]:
    return {"id": "0Af000000000001AAA", "deployResult": result}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (ended(status="Canceled", done=True, canceledByName="Hanako"), "Hanako cancelled the deployment"),
        (ended(status="Failed", done="true", errorStatusCode="LIMIT_EXCEEDED", errorMessage="too many"), "too many"),
        (
            ended(
                status="Failed",
                details={"runTestResult": {"failures": {"name": "OrderTest", "message": "Assertion Failed"}}},
            ),
            "OrderTest: Assertion Failed",
        ),
        (ended(status="Failed", details={"componentFailures": ["odd", None], "runTestResult": 7}), "Failed"),
    ],
)
def test_an_end_is_told_with_its_own_cause(
    hasty: HastyAdministrator, faults: Faults, body: dict[str, object], said: str
) -> None:
    faults.order({**STATUS, "do": "answer", "status": 200, "body": body})
    answer = set_up(hasty)
    assert (answer.code, said in answer.json["message"]) == (2, True), answer.json
    assert "Traceback" not in answer.stderr
    assert not_saved(hasty)


@pytest.mark.parametrize(
    ("code", "said", "not_said"),
    [
        ("INSUFFICIENT_ACCESS", "Sign in as a system administrator", "Likely causes"),
        ("INVALID_OPERATION", "INVALID_OPERATION; cannot be used here", "system administrator"),
        ("API_CURRENTLY_DISABLED", "may not use the API", "Likely causes"),
    ],
)
def test_a_refusal_is_told_with_its_own_cause(
    hasty: HastyAdministrator, faults: Faults, code: str, said: str, not_said: str
) -> None:
    body = [{"errorCode": code, "message": "cannot be used here"}]
    faults.order({**START, "do": "answer", "status": 400, "body": body})
    answer = set_up(hasty)
    assert (answer.code, said in answer.json["message"]) == (2, True), answer.json
    assert not_said not in answer.json["message"]


@pytest.mark.parametrize("body", [[], {"deployResult": []}, {"deployResult": {"status": 3}}, "text"])
def test_an_answer_of_a_wrong_shape_is_asked_for_again(hasty: HastyAdministrator, faults: Faults, body: object) -> None:
    faults.order(*({**which, "do": "answer", "status": 200, "body": body, "times": 1} for which in (START, STATUS)))
    assert hasty.set_up()["destination"] == OWN
