"""Where Sansan's package is absent, the cards go to an object of our own."""

from __future__ import annotations

import pytest

from tests.journeys.command_line.inside import Faults
from tests.journeys.command_line.people import Administrator, Salesforce, Sansan
from wizard.standin.services import Standins

OWN = "Sansan_Card__c"

pytestmark = pytest.mark.parametrize("standins", [{"package": "absent"}], indirect=True)


def test_the_object_is_made_and_filled(admin: Administrator, salesforce: Salesforce, sansan: Sansan) -> None:
    told = admin.set_up()
    assert (told["destination"], told["permission_set"]) == (OWN, "Sansan Card Integration User")
    done = admin.sync()
    cards = {card["id"]: card for card in sansan.cards()}
    assert done["created"] == len(cards)
    fields = "Name, Card_Id__c, CompanyName__c, Sansan_Person_Id__c, Registered__c, Owner.Username"
    for record in salesforce.query(f"SELECT {fields} FROM {OWN}"):
        card = cards.pop(record["Card_Id__c"])
        assert record["Name"]
        assert record["Sansan_Person_Id__c"] == card["personId"]
        assert record["Registered__c"] == card["registeredTime"][:10]
        assert (card.get("companyName") or "").strip().startswith(record["CompanyName__c"] or "")
    assert not cards


def test_setting_up_again_makes_nothing_anew(admin: Administrator, salesforce: Salesforce) -> None:
    admin.set_up()
    admin.sync()
    admin.set_up()
    again = admin.sync()
    assert (again["created"], again["updated"]) == (0, 0)
    assert admin.type("sync", "--full", "--json").json["updated"] == 0


def test_a_run_into_our_own_object_can_be_taken_back(admin: Administrator, salesforce: Salesforce) -> None:
    admin.set_up()
    done = admin.sync()
    assert admin.type("undo", done["run"], "--json").json["deleted"] == done["created"]
    assert not salesforce.query(f"SELECT Id FROM {OWN}")


def test_recipients_get_the_right_to_read_their_cards(admin: Administrator, salesforce: Salesforce) -> None:
    told = admin.set_up()
    assert "given the reader's permission set" in told["message"]
    assert "package is not there" in told["message"]
    admin.sync()
    held = salesforce.query(
        "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name IN ('Sansan_Card_User', "
        "'Sansan_Card_Integration')"
    )
    owners = {record["OwnerId"] for record in salesforce.query(f"SELECT OwnerId FROM {OWN}")}
    assert owners <= {record["AssigneeId"] for record in held}
    assert "given the reader's permission set" not in admin.set_up()["message"]


def test_recipients_whose_licence_is_too_small_are_named_with_the_reason(
    admin: Administrator, standins: Standins
) -> None:
    refusal = [{"errorCode": "FIELD_INTEGRITY_EXCEPTION", "message": "The user license doesn't allow it"}]
    rule = {"pattern": "/composite/sobjects$", "method": "POST", "status": 400, "body": refusal}
    Faults(standins.salesforce.url).order({"do": "answer", **rule})
    said = admin.set_up()["message"]
    assert "recipients cannot see the cards" in said
    assert "licence does not allow the permission set" in said


def test_what_an_administrator_changed_stays(admin: Administrator, salesforce: Salesforce) -> None:
    admin.set_up()
    rights = f"SELECT Id FROM FieldPermissions WHERE Field = '{OWN}.Note__c' AND Parent.Name = 'Sansan_Card_User'"
    salesforce.remove("FieldPermissions", salesforce.query(rights)[0]["Id"])
    admin.set_up()
    assert salesforce.query(rights) == []


def test_setup_says_how_each_thing_is(admin: Administrator) -> None:
    told = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert "[OK] Use of the API: The edition and this user may use the API." in told.stderr
    assert "[OK] Kind of organisation" in told.stderr
    assert "[OK] Fields of the destination: Every field can be written." in told.stderr


TOLD = {"pattern": "/deployRequest/", "method": "GET", "status": 200}
PROBLEM = {"fullName": OWN, "problem": "maximum number of custom objects"}


def failed(failures: object, **more: object) -> dict[str, object]:
    """The end of a deployment that was not done."""
    result = {"status": "Failed", "details": {"componentFailures": failures}, **more}
    return {"id": "0Af000000000001AAA", "deployResult": result}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({**TOLD, "body": failed([PROBLEM], done=True)}, "maximum number of custom"),
        ({**TOLD, "body": failed(PROBLEM)}, "maximum number of custom"),
        ({**TOLD, "body": failed([], status="FinalizingDeployFailed")}, "FinalizingDeployFailed"),
        ({"pattern": "/deployRequest$", "method": "POST", "status": 403}, "Sign in as a system administrator"),
    ],
)
def test_an_object_that_cannot_be_made_is_said_in_words(
    admin: Administrator, standins: Standins, rule: dict[str, object], said: str
) -> None:
    refusal = [{"errorCode": "INSUFFICIENT_ACCESS", "message": "insufficient access rights"}]
    Faults(standins.salesforce.url).order({"do": "answer", "body": refusal, **rule})
    answer = admin.type("setup", admin.setup_file(), "--json", "--lang", "en")
    assert answer.code == 2
    assert said in answer.json["message"]
    assert "Traceback" not in answer.stderr
    assert not list((admin.folder / "home").rglob("profile.json"))
