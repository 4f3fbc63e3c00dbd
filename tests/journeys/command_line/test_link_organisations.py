"""Links in organisations that have more than the standard: each a behaviour of the stand-in (docs/standin.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator, HastyControl, environment
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from tests.services.standin_salesforce.packages import document, manifest, zipped
from wizard.application.link_decisions import ChooseDefaults
from wizard.application.links import Link
from wizard.domain.links import Create, Kind, NewField
from wizard.standin.services import Standins
from wizard.wiring import Services

OWN = "Sansan_Card__c"
CARDS = 6


class Company:
    """Both stand-ins and six cards, each of somebody else."""

    def __init__(self, folder: Path, package: Any = "absent") -> None:
        self.standins = Standins(cards=CARDS, users=4, package=package)
        ready = self.standins.ready()
        self.sansan, self.control = Sansan(ready), Faults(ready["salesforce_url"])
        for at, card in enumerate(self.sansan.cards()):
            names = {"lastName": f"姓{at}", "firstName": f"名{at}", "companyName": f"会社{at}"}
            self.sansan.change(card["id"], **names, email=f"p{at}@example.com", title="部長")
        self.salesforce, self.admin = Salesforce(ready), HastyAdministrator(folder, ready)

    def begin(self, more: str = "") -> str:
        """Set up and transfer; return what set-up said."""
        message = self.admin.set_up(more)["message"]
        assert self.admin.sync()["created"] == CARDS
        return str(message)

    def link(self, *words: str, expected: int = 0) -> dict[str, Any]:
        answer = self.admin.type("link", *words, "--json", "--lang", "en")
        assert answer.code == expected, answer.stderr + answer.stdout
        return answer.json

    def deploy(self, kind: str, field: str, definition: str) -> None:
        """Make a field of an object, as the organisation's administrator would."""
        body = f"<fields><fullName>{field}</fullName><label>地域</label>{definition}</fields>"
        contents = {
            "package.xml": manifest({"CustomField": [f"{kind}.{field}"]}),
            f"objects/{kind}.object": document("CustomObject", body),
        }
        done = self.salesforce.deploy(
            json.dumps({"deployOptions": {"rollbackOnError": True, "singlePackage": True}}), zipped(contents)
        )
        assert done["status"] == "Succeeded", done

    def rows(self, answer: dict[str, Any], outcome: str) -> list[dict[str, str]]:
        return [row for row in self.admin.rows(answer) if row["outcome"] == outcome]


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    made = Company(tmp_path)
    yield made
    made.standins.close()


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Company]:
    made = Company(tmp_path, "present")
    yield made
    made.standins.close()


def test_a_person_account_is_linked_and_neither_filled_nor_taken_for_a_company(company: Company) -> None:
    company.control.post("settings", {"person_accounts": True})
    company.begin()
    person = {"family": "姓1", "given": "名1", "email": "p1@example.com"}
    company.control.post("person-accounts", person)
    company.control.post("person-accounts", {"family": "会社2", "given": "", "email": ""})
    contact = company.salesforce.query("SELECT Id, AccountId FROM Contact WHERE IsPersonAccount = true")[0]
    preview = company.link("--create", "contact", "--fill-empty", "--dry-run")
    answer = company.link("--create", "contact", "--fill-empty")
    assert preview["created"] == answer["created"] == {"lead": 0, "contact": CARDS - 1, "account": CARDS - 1}
    assert (answer["linked"], answer["filled"], answer["failed"]) == (1, 0, 0)
    (row,) = company.rows(answer, "linked")
    assert row["target_id"] == contact["Id"]
    assert "person account" in row["reason"]
    assert company.admin.type("undo", answer["run"], "--json").code == 0
    assert len(company.salesforce.query("SELECT Id FROM Account")) == 2


def test_who_cannot_be_seen_does_not_count(company: Company) -> None:
    company.begin()
    licence = "Profile.UserLicense.Name = 'Salesforce'"
    soql = f"SELECT Id FROM User WHERE IsActive = true AND {licence} ORDER BY Username DESC LIMIT 1"
    other = company.salesforce.query(soql)[0]["Id"]
    mine = company.salesforce.make("Contact", LastName="x", Email="p0@example.com")
    company.salesforce.make("Contact", LastName="y", Email="p0@example.com", OwnerId=other)
    company.salesforce.make("Contact", LastName="z", Email="p1@example.com", OwnerId=other)
    company.control.post("settings", {"private_objects": ["Contact"]})
    answer = company.link()
    assert (answer["linked"], answer["ambiguous"], answer["unmatched"]) == (1, 0, CARDS - 1)
    assert company.rows(answer, "linked")[0]["target_id"] == mine


def test_an_account_that_a_duplicate_rule_finds_is_the_candidate(company: Company) -> None:
    company.begin()
    me = company.admin.ready["username"]
    users = company.salesforce.query("SELECT Id, Username FROM User WHERE IsActive = true ORDER BY Username")
    mine = next(user["Id"] for user in users if user["Username"] == me)
    other = next(user["Id"] for user in users if user["Username"] != me)
    for card in company.salesforce.query(f"SELECT Id FROM {OWN}"):
        company.salesforce.change_record(OWN, card["Id"], OwnerId=mine)
    there = company.salesforce.make("Account", Name="会社1", OwnerId=other)
    rule = {"object": "Account", "fields": ["Name"]}
    company.control.post("settings", {"private_objects": ["Account"], "duplicate_rules": [rule]})
    answer = company.link("--create", "contact")
    assert (answer["created"]["account"], answer["ambiguous"]) == (CARDS - 1, 1)
    (row,) = company.rows(answer, "ambiguous")
    assert (row["target_id"], row["candidates"]) == ("", there)


def test_a_converted_lead_does_not_count(company: Company) -> None:
    company.begin()
    company.salesforce.make("Lead", LastName="x", Company="y", Email="p0@example.com", IsConverted=True)  # type: ignore[arg-type]
    lead = company.salesforce.make("Lead", LastName="x", Company="y", Email="p1@example.com")
    answer = company.link()
    assert [row["target_id"] for row in company.rows(answer, "linked")] == [lead]


def test_contacts_are_found_by_address_where_accounts_may_not_be_read(company: Company) -> None:
    company.begin()
    contact = company.salesforce.make("Contact", LastName="x", Email="p1@example.com")
    for right in company.salesforce.query("SELECT Id FROM ObjectPermissions WHERE SobjectType = 'Account'"):
        company.salesforce.remove("ObjectPermissions", right["Id"])
    answer = company.link()
    assert [row["target_id"] for row in company.rows(answer, "linked")] == [contact]
    refused = company.admin.type("link", "--create", "contact", "--json", "--lang", "en")
    assert (refused.code, "Account" in refused.json["message"]) == (2, True)


def test_a_required_field_is_named_beforehand_and_asked_for_once(company: Company) -> None:
    company.deploy("Lead", "Region__c", "<type>Text</type><length>20</length><required>true</required>")
    said = company.begin('[links]\ncreate = "lead"\n')
    assert "地域" in said
    preview, answer = company.link("--dry-run", expected=1), company.link(expected=1)
    assert preview["failed"] == answer["failed"] == CARDS
    assert "地域" in preview["message"]
    assert all("地域" in row["reason"] for row in company.rows(preview, "failed"))
    assert company.salesforce.query("SELECT Id FROM Lead") == []

    assert [(each.label, each.needed) for each in asked_for(company)] == [("地域", True)]
    choose(company, Kind.LEAD, "Region__c", "関東")
    company.admin.set_up('[links]\ncreate = "lead"\n')
    answer = company.link()
    assert (answer["created"]["lead"], answer["failed"]) == (CARDS, 0)
    assert {row["Region__c"] for row in company.salesforce.query("SELECT Region__c FROM Lead")} == {"関東"}
    assert "地域" not in answer["message"]
    exported = company.admin.folder / "exported.toml"
    assert company.admin.type("export", str(exported)).code == 0
    assert "Region__c" not in exported.read_text("utf-8")


def test_a_required_field_of_the_account_is_named_too(company: Company) -> None:
    company.deploy("Account", "Region__c", "<type>Text</type><length>20</length><required>true</required>")
    company.begin()
    account = company.salesforce.make("Account", Name="会社1株式会社", Region__c="関西")
    answer = company.link("--create", "contact", expected=1)
    assert (answer["created"]["contact"], answer["failed"]) == (1, CARDS - 1)
    assert company.salesforce.query("SELECT AccountId FROM Contact")[0]["AccountId"] == account
    assert all("地域" in row["reason"] for row in company.rows(answer, "failed"))


def test_a_record_type_is_chosen_once_and_named_when_it_is_gone(company: Company) -> None:
    types = [{"object": "Lead", "name": name, "id": at, "default": at == 1} for at, name in enumerate("ABC")]
    company.control.post("settings", {"record_types": types})
    company.begin()
    (asked,) = asked_for(company)
    assert [label for _, label in asked.choices] == ["B", "A", "C"]
    assert not asked.needed
    answer = company.link("--create", "lead")
    record_types = {row["RecordTypeId"] for row in company.salesforce.query("SELECT RecordTypeId FROM Lead")}
    assert record_types == {asked.choices[0][0]}
    assert company.admin.type("undo", answer["run"], "--json").code == 0

    choose(company, Kind.LEAD, "RecordTypeId", asked.choices[2][0])
    answer = company.link("--create", "lead")
    record_types = {row["RecordTypeId"] for row in company.salesforce.query("SELECT RecordTypeId FROM Lead")}
    assert record_types == {asked.choices[2][0]}
    assert company.admin.type("undo", answer["run"], "--json").code == 0

    company.control.post("settings", {"record_types": types[:2]})
    answer = company.link("--create", "lead", expected=1)
    assert answer["failed"] == CARDS
    assert all("Record Type ID" in row["reason"] for row in company.rows(answer, "failed"))


def choose(company: Company, kind: Kind, name: str, value: str) -> None:
    """Choose a value as the window does."""
    with environment(company.admin.environment()):
        services = Services(control=HastyControl())
        ChooseDefaults("production", ((str(kind), name, value),)).run(services)


def asked_for(company: Company) -> tuple[NewField, ...]:
    """Return what the window asks for where leads are created."""
    with environment(company.admin.environment()):
        return Link("production", "en", Create.LEAD, dry_run=True).run(Services(control=HastyControl())).asked


def test_what_became_of_links_in_the_packages_object_is_said(package: Company) -> None:
    package.begin()
    first, second = (package.salesforce.make("Contact", LastName="x", Email=f"p{at}@example.com") for at in range(2))
    cards = package.salesforce.query(f"SELECT Id, Sansan_CI__Email__c FROM {CARD} ORDER BY Sansan_CI__Email__c")
    package.salesforce.change(cards[5]["Id"], Sansan_CI__Contact__c=first)
    answer = package.link()
    assert answer["linked"] == 2
    assert "1 cards were linked by somebody else" in answer["message"]
    assert "2 links of earlier runs were read back" in package.link()["message"]
    assert "read back" not in package.link()["message"], "once"
    package.salesforce.change(cards[0]["Id"], Sansan_CI__Contact__c=second)
    answer = package.link()
    assert "1 links that an earlier run set were changed" in answer["message"]
    assert answer["already"] == 3


def test_data_hub_is_named_before_anything_is_linked(package: Company) -> None:
    package.deploy("Contact", "sci_tdb_phone__c", "<type>Text</type><length>20</length><required>true</required>")
    assert "Data Hub" in package.begin("[links]\nfill_empty = true\n")
    assert "Data Hub" in package.link("--dry-run")["message"]
