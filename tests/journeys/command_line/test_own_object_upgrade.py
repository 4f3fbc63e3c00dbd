"""An own object that an older version made is completed; what an administrator changed or took away stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Administrator, Answer, Salesforce
from tests.support.own_object_of_old import OWN, delete_fields, delete_object, drop_set, make_old, opened, relabel
from wizard.domain.own_object import FIELDS
from wizard.standin.services import Standins

WRITER, READER = "Sansan_Card_Integration", "Sansan_Card_User"

pytestmark = pytest.mark.parametrize("standins", [{"package": "absent"}], indirect=True)


def set_up(admin: Administrator) -> Answer:
    answer = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert answer.code == 0, answer.stderr
    return answer


def deploys(salesforce: Salesforce) -> int:
    return salesforce.requests()["POST"].get("metadata/deployRequest", 0)


@pytest.fixture
def admin(tmp_path: Path, standins: Standins) -> Administrator:
    return HastyAdministrator(tmp_path, standins.ready())


def test_what_an_older_version_did_not_know_is_made_and_nothing_else(
    admin: Administrator, salesforce: Salesforce
) -> None:
    make_old(salesforce, ["Building__c", "Url__c"])
    relabel(salesforce, "Title__c", "Position", 200)
    answer = set_up(admin)
    assert "- Fields: URL, Building\n" in answer.stderr
    assert "was made" in answer.json["message"]
    assert salesforce.fields(OWN) == set(FIELDS)
    assert opened(salesforce, WRITER) == opened(salesforce, READER) == set(FIELDS)
    title = salesforce.field(OWN, "Title__c")
    assert (title["label"], title["length"]) == ("Position", 200)


def test_the_completed_fields_are_filled(admin: Administrator, salesforce: Salesforce) -> None:
    make_old(salesforce, ["CompanyName__c"])
    set_up(admin)
    admin.sync()
    assert any(r["CompanyName__c"] for r in salesforce.query(f"SELECT CompanyName__c FROM {OWN}"))


def test_a_field_that_comes_later_is_filled_for_cards_sent_before(admin: Administrator, salesforce: Salesforce) -> None:
    set_up(admin)
    delete_fields(salesforce, "CompanyName__c")
    sent = admin.sync()["created"]
    for name in (WRITER, READER):  # with the sets goes the note, so that the field counts as never made
        drop_set(salesforce, name)
    set_up(admin)
    again = admin.sync()
    assert again["created"] == 0
    filled = [r for r in salesforce.query(f"SELECT CompanyName__c FROM {OWN}") if r["CompanyName__c"]]
    assert again["updated"] >= len(filled) > sent / 2


def test_a_second_set_up_deploys_nothing(admin: Administrator, salesforce: Salesforce) -> None:
    make_old(salesforce, ["Building__c"])
    set_up(admin)
    before = deploys(salesforce)
    again = set_up(admin)
    assert deploys(salesforce) == before
    assert "This is made" not in again.stderr


def test_a_field_that_was_deleted_stays_so_and_it_is_said(admin: Administrator, salesforce: Salesforce) -> None:
    set_up(admin)
    delete_fields(salesforce, "Building__c")
    before = deploys(salesforce)
    answer = set_up(admin)
    assert "Building" in answer.json["message"]
    assert "not made again" in answer.json["message"]
    assert deploys(salesforce) == before
    assert "Building__c" not in salesforce.fields(OWN)
    assert admin.sync()["created"]


def test_a_hidden_field_is_not_taken_for_an_absent_one(admin: Administrator, salesforce: Salesforce) -> None:
    set_up(admin)
    for record in salesforce.query(f"SELECT Id FROM FieldPermissions WHERE Field = '{OWN}.Note__c'"):
        salesforce.remove("FieldPermissions", record["Id"])
    before = deploys(salesforce)
    answer = set_up(admin)
    assert deploys(salesforce) == before
    assert "Note__c" not in opened(salesforce, WRITER) | opened(salesforce, READER)
    assert "These cannot be written, so their values are left out: Note__c" in answer.stderr


def test_a_value_whose_field_was_hidden_is_said_in_the_report(admin: Administrator, salesforce: Salesforce) -> None:
    set_up(admin)
    for record in salesforce.query(f"SELECT Id FROM FieldPermissions WHERE Field = '{OWN}.CompanyName__c'"):
        salesforce.remove("FieldPermissions", record["Id"])
    reasons = [row["reason"] for row in admin.rows(admin.sync())]
    assert any("Company was left out: its field is absent or may not be written" in reason for reason in reasons)


def test_an_absent_set_is_made_for_the_fields_there_are(admin: Administrator, salesforce: Salesforce) -> None:
    set_up(admin)
    delete_fields(salesforce, "Fax__c")
    drop_set(salesforce, WRITER)
    answer = set_up(admin)
    assert f"({WRITER})" in answer.stderr
    assert opened(salesforce, WRITER) == opened(salesforce, READER) == set(FIELDS) - {"Fax__c"}
    assert "Fax" in answer.json["message"], "the note in the other set tells that it was taken away"
    assert admin.sync()["created"]


def test_where_only_the_object_was_deleted_its_sets_are_kept(admin: Administrator, salesforce: Salesforce) -> None:
    set_up(admin)
    held = salesforce.query(f"SELECT Id FROM PermissionSet WHERE Name = '{WRITER}'")
    delete_object(salesforce)
    set_up(admin)
    assert salesforce.query(f"SELECT Id FROM PermissionSet WHERE Name = '{WRITER}'") == held
    assert opened(salesforce, WRITER) == opened(salesforce, READER) == set(FIELDS)
    assert admin.sync()["created"]


def test_without_its_card_id_an_object_is_not_touched(admin: Administrator, salesforce: Salesforce) -> None:
    make_old(salesforce, ["Card_Id__c", "Building__c"])
    before = deploys(salesforce)
    answer = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert answer.code == 2
    assert "restore it within 15 days" in answer.json["message"]
    assert deploys(salesforce) == before


def test_rights_that_cannot_be_given_are_said_in_words(
    admin: Administrator, salesforce: Salesforce, standins: Standins
) -> None:
    make_old(salesforce, ["Building__c"])
    errors = [{"statusCode": "INSUFFICIENT_ACCESS_OR_READONLY", "message": "no", "fields": []}]
    rule = {
        "pattern": "/composite/sobjects$",
        "method": "POST",
        "status": 200,
        "body": [{"success": False, "errors": errors}],
    }
    Faults(standins.salesforce.url).order({"do": "answer", "times": 1, **rule})
    answer = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert answer.code == 2
    assert "may manage profiles and permission sets" in answer.json["message"]
    assert set_up(admin), "the next set-up goes on where this one stopped"
    assert "Building__c" in opened(salesforce, WRITER) & opened(salesforce, READER)
