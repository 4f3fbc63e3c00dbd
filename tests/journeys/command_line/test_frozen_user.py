"""A user whom Salesforce froze: the cure is told in its order, and nothing tries on by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from wizard.standin.salesforce.oauth.tokens import FROZEN
from wizard.standin.services import Standins

TOKEN = {"path": "/services/oauth2/token"}
EVERYTHING = {"path": "/services/"}
RESTS = "Automatic transfers rest until you have signed in again"


@pytest.fixture
def hasty(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    hasty = HastyAdministrator(tmp_path, standins.ready())
    hasty.set_up()
    hasty.sync()
    return hasty


@pytest.fixture
def faults(standins: Standins) -> Faults:
    return Faults(standins.salesforce.url)


def in_order(said: str) -> bool:
    """Whether the cure is told in the order that works: VPN, another administrator, sign-in."""
    steps = [said.lower().find(word) for word in ("anonymising vpn", "administrator", "sign in")]
    return -1 not in steps and steps == sorted(steps)


@pytest.mark.parametrize("answer", FROZEN)
def test_a_frozen_user_is_not_sent_to_sign_in_first(hasty: HastyAdministrator, faults: Faults, answer: str) -> None:
    faults.post("freeze", {"answer": answer})
    said = hasty.type("sync", "--json", "--lang", "en")
    assert (said.code, "Traceback" in said.stderr) == (3, False), said.stderr
    if answer != "session":  # there the other causes come first: the app, its IP restrictions
        assert in_order(said.json["message"]), said.json["message"]
    assert "VPN" in said.json["message"]


@pytest.mark.parametrize("answer", FROZEN)
def test_a_schedule_stops_trying_until_a_person_has_looked(
    hasty: HastyAdministrator, faults: Faults, answer: str
) -> None:
    faults.post("freeze", {"answer": answer})
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 3
    assert RESTS in hasty.type("status", "--json", "--lang", "en").json["message"]
    faults.order({**EVERYTHING, "delay": 0})
    for _ in range(2):
        again = hasty.type("schedule", "--run", "--json", "--lang", "en")
        assert (again.code, again.json["state"], RESTS in again.json["message"]) == (3, "failed", True)
    assert faults.met() == [0], "nothing goes to Salesforce"

    faults.post("unfreeze", {})
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 3, "nobody has looked yet"
    hasty.set_up()
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 0


def test_a_transfer_by_hand_that_succeeds_lets_the_schedule_go_on(hasty: HastyAdministrator, faults: Faults) -> None:
    faults.order({"path": "/services/data/", "do": "api_access_control"})
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 3
    faults.clear()
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 3
    hasty.sync()
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 0


@pytest.mark.parametrize("fault", ["login_hours", "ip_restricted"])
def test_a_fault_of_hour_or_place_does_not_stop_the_schedule(
    hasty: HastyAdministrator, faults: Faults, fault: str
) -> None:
    faults.post("settings", {"sign_in_fault": fault})
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 3
    faults.post("settings", {"sign_in_fault": ""})
    assert hasty.type("schedule", "--run", "--json", "--lang", "en").code == 0
