"""A damaged set-up among others, and names from before there were rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Administrator, Salesforce


@pytest.fixture
def hasty(admin: Administrator) -> HastyAdministrator:
    return HastyAdministrator(admin.folder, admin.ready)


def profile(admin: Administrator, name: str = "production") -> Path:
    return admin.folder / "home" / "profiles" / name / "profile.json"


def damage(admin: Administrator) -> None:
    profile(admin).write_bytes(profile(admin).read_bytes()[:60])
    profile(admin).with_name("profile.json.before").unlink(missing_ok=True)


def test_a_damaged_set_up_is_used_as_it_was_before_and_named(hasty: HastyAdministrator) -> None:
    hasty.set_up()
    hasty.set_up()
    hasty.sync()
    profile(hasty).write_text("{")
    shown = hasty.type("status", "--json", "--lang", "en")
    assert (shown.code, shown.json["cards_sent"] > 0) == (0, True)
    assert "was damaged" in shown.json["message"]
    assert hasty.sync()["created"] == 0
    hasty.set_up()
    assert "damaged" not in hasty.type("status", "--json", "--lang", "en").json["message"]


def test_one_that_cannot_be_restored_is_set_up_again(hasty: HastyAdministrator, salesforce: Salesforce) -> None:
    hasty.set_up()
    sent = hasty.sync()["created"]
    damage(hasty)
    refused = hasty.type("sync", "--json", "--lang", "en")
    assert (refused.code, "Set it up again" in refused.json["message"]) == (2, True)
    hasty.set_up()
    again = hasty.sync()
    assert again["created"] + again["updated"] + again["unchanged"] == sent
    assert len(salesforce.query("SELECT Id FROM Sansan_CI__BizCard__c")) == sent


def test_one_that_cannot_be_restored_is_removed_with_its_secrets(hasty: HastyAdministrator) -> None:
    hasty.set_up()
    damage(hasty)
    removed = hasty.type("disconnect", "--remove", "--json", "--lang", "en")
    assert removed.code == 1, "Salesforce could not be told"
    assert not profile(hasty).parent.exists()
    assert json.loads((hasty.folder / "keyring.json").read_text()) == {}


def test_a_saved_name_that_is_no_longer_allowed_keeps_working(hasty: HastyAdministrator) -> None:
    hasty.set_up()
    profile(hasty).parent.rename(profile(hasty, "-old").parent)
    assert hasty.type("setup", hasty.setup_file(**{'profile = "production"': 'profile = "-old"'}), "--json").code == 0
    assert hasty.type("sync", "--profile=-old", "--json").code == 0
    assert hasty.type("schedule", "--run", "--profile=-old", "--json").code == 0
    assert hasty.type("status", "--json").json["profile"] == "-old"
