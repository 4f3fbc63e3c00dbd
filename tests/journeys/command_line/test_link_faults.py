"""Links on bad days: nothing is made twice, a run goes on where it stopped, and the organisation's rules are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from wizard.links import run as link_run
from wizard.standin.services import Standins

OWN = "Sansan_Card__c"
CARDS = 40
GRAPH = "/composite/graph"
LIMIT = [{"message": "TotalRequests Limit exceeded.", "errorCode": "REQUEST_LIMIT_EXCEEDED"}]


class Company:
    """Both stand-ins, cards of as many people as cards, and an administrator who has transferred them."""

    def __init__(self, folder: Path) -> None:
        self.standins = Standins(cards=CARDS, users=12, package="absent")
        ready = self.standins.ready()
        sansan = Sansan(ready)
        sansan.settings(rate_limit={"per_second": 0, "per_minute": 0})
        self.faults = Faults(ready["salesforce_url"])
        for at, card in enumerate(sansan.cards()):
            names = {"lastName": f"姓{at}", "firstName": f"名{at}", "companyName": f"会社{at // 2}株式会社"}
            sansan.change(card["id"], **names, email=f"p{at}@example.com", title="部長")
        self.admin = HastyAdministrator(folder, ready)
        self.admin.set_up()
        self.cards = self.admin.sync()["created"]
        self.salesforce = Salesforce(ready)

    def link(self, *words: str, expected: int = 0) -> dict[str, Any]:
        answer = self.admin.type("link", *words, "--json", "--lang", "en")
        assert answer.code == expected, answer.stderr
        assert "Traceback" not in answer.stderr
        return answer.json

    def made(self, kind: str) -> list[dict[str, Any]]:
        return self.salesforce.query(f"SELECT Id, LastName FROM {kind}")

    def links(self) -> list[dict[str, Any]]:
        return self.salesforce.query(f"SELECT Card_Id__c, Contact__c, Lead__c, Account__c FROM {OWN}")


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    made = Company(tmp_path)
    yield made
    made.standins.close()


def test_a_lost_answer_makes_nobody_twice(company: Company) -> None:
    company.faults.order(
        {"do": "drop", "pattern": GRAPH, "after_work": True, "times": 1},
        {"do": "drop", "pattern": "/composite/sobjects", "method": "PATCH", "after_work": True, "times": 1},
    )
    preview = company.link("--create", "contact", "--dry-run")
    answer = company.link("--create", "contact")
    assert company.faults.fired()[0] == 1
    assert answer["created"] == preview["created"] == {"lead": 0, "contact": company.cards, "account": CARDS // 2}
    assert len(company.made("Contact")) == company.cards
    assert len(company.salesforce.query("SELECT Id FROM Account")) == CARDS // 2
    assert all(row["Contact__c"] and row["Account__c"] for row in company.links())
    undone = company.admin.type("undo", answer["run"], "--json")
    assert (undone.code, undone.json["deleted"]) == (0, company.cards)
    assert company.made("Contact") == company.salesforce.query("SELECT Id FROM Account") == []


def test_a_run_that_was_stopped_goes_on_under_its_id(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.links.creating._AT_ONCE", 10)
    company.faults.order(
        {"do": "answer", "pattern": GRAPH, "after": 2, "status": 403, "body": LIMIT, "after_work": True}
    )
    stopped = company.link("--create", "lead", expected=4)
    assert stopped["state"] == "paused"
    company.faults.clear()
    answer = company.link("--create", "lead")
    assert answer["run"] == stopped["run"]
    assert answer["created"]["lead"] == company.cards == len(company.made("Lead"))
    assert (answer["state"], answer["cards"], answer["failed"]) == ("completed", company.cards, 0)
    assert all(row["Lead__c"] for row in company.links())
    undone = company.admin.type("undo", answer["run"], "--json")
    assert (undone.code, undone.json["deleted"]) == (0, company.cards)


def test_what_is_refused_at_undo_stays_open_and_goes_with_the_next(company: Company) -> None:
    answer = company.link("--create", "lead")
    leads = [lead["Id"] for lead in company.made("Lead")]
    company.faults.post("settings", {"undeletable": dict.fromkeys(leads[:5], "It is part of a campaign.")})
    refused = company.admin.type("undo", answer["run"], "--json", "--lang", "en")
    assert (refused.code, refused.json["deleted"], refused.json["left"]) == (1, company.cards - 5, 5)
    assert "part of a campaign" in "".join(row["reason"] for row in company.admin.rows(refused.json))
    company.faults.post("settings", {"undeletable": {}})
    undone = company.admin.type("undo", answer["run"], "--json")
    assert (undone.code, undone.json["deleted"], undone.json["left"]) == (0, company.cards, 0)
    assert company.made("Lead") == []
    assert company.admin.type("undo", answer["run"], "--json").code == 2


def test_what_a_duplicate_rule_refuses_is_left_to_the_person(company: Company) -> None:
    rule = {"object": "Lead", "fields": ["LastName"], "action": "Allow"}
    company.faults.post("settings", {"duplicate_rules": [rule]})
    there = company.salesforce.make("Lead", LastName="姓3", Company="x")
    answer = company.link("--create", "lead")
    assert (answer["ambiguous"], answer["created"]["lead"]) == (1, company.cards - 1)
    (row,) = (row for row in company.admin.rows(answer) if row["outcome"] == "ambiguous")
    assert "found 1 records" in row["reason"]
    assert sum(lead["LastName"] == "姓3" for lead in company.made("Lead")) == 1, there


def test_a_rule_that_refuses_many_leaves_the_others_alone(company: Company) -> None:
    rule = {"object": "Lead", "field": "LastName", "when": "contains", "message": "no such number"}
    company.faults.post("settings", {"validation_rules": [{**rule, "value": "1"}, {**rule, "value": "3"}]})
    answer = company.link("--create", "lead", expected=1)
    assert answer["failed"] > 14, "behind so many failures Salesforce does not try the others of a call"
    assert answer["created"]["lead"] + answer["failed"] == company.cards
    failed = [row for row in company.admin.rows(answer) if row["outcome"] == "failed"]
    assert all("no such number" in row["reason"] for row in failed)
    assert {lead["LastName"] for lead in company.made("Lead")} == {
        f"姓{at}" for at in range(company.cards) if not {"1", "3"} & set(str(at))
    }


def people_of_all(company: Company) -> None:
    """Make a contact for each card, found by its address."""
    for at in range(CARDS):
        company.salesforce.make("Contact", LastName=f"x{at}", Email=f"p{at}@example.com")


@pytest.mark.parametrize("by_job", [False, True])
def test_an_automation_that_manages_few_rows_is_given_fewer(
    company: Company, monkeypatch: pytest.MonkeyPatch, by_job: bool
) -> None:
    if by_job:
        monkeypatch.setattr("wizard.links.sending.BULK_FROM", 10)
    people_of_all(company)
    company.faults.post(
        "settings", {"automations": [{"object": OWN, "most_rows": 7}, {"object": "Contact", "most_rows": 3}]}
    )
    answer = company.link("--fill-empty")
    assert (answer["linked"], answer["filled"], answer["failed"]) == (company.cards, company.cards, 0)
    assert "System.LimitException" in answer["message"], answer["message"]
    undone = company.admin.type("undo", answer["run"], "--json")
    assert (undone.code, undone.json["restored"]) == (0, company.cards)
    assert not any(row["Contact__c"] for row in company.links())


def test_locked_accounts_are_tried_again(company: Company) -> None:
    company.faults.post("settings", {"locks_every": 7})
    answer = company.link("--create", "contact")
    company.faults.post("settings", {"locks_every": 0})
    assert (answer["created"]["contact"], answer["failed"]) == (company.cards, 0)
    assert len(company.made("Contact")) == company.cards


def test_full_storage_stops_the_run_and_the_next_one_goes_on(company: Company) -> None:
    stored = len(company.salesforce.query(f"SELECT Id FROM {OWN}"))
    everything = company.faults.stats()["records"]
    company.faults.post("settings", {"data_storage_mb": (everything + 10) / 512})
    stopped = company.link("--create", "lead", expected=4)
    assert "storage" in stopped["message"].lower()
    assert (stopped["failed"], stopped["created"]["lead"]) == (0, 10)
    company.faults.post("settings", {"data_storage_mb": 10_240.0})
    answer = company.link("--create", "lead")
    assert (answer["run"], answer["created"]["lead"]) == (stopped["run"], stored)


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "POST", "pattern": "/jobs/ingest$", "do": "drop_after_work"},
        {"method": "PUT", "pattern": "/batches", "do": "drop_after_work"},
        {"method": "PUT", "pattern": "/batches", "do": "drop"},
        {"method": "GET", "pattern": "/successfulResults", "do": "garbage"},
        {"method": "GET", "pattern": "/successfulResults", "do": "request_limit"},
        {"method": "GET", "pattern": "/jobs/ingest/[^/]+$", "do": "request_limit"},
    ],
)
def test_many_links_go_by_one_job_and_no_fault_loses_or_doubles_one(
    company: Company, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object]
) -> None:
    monkeypatch.setattr("wizard.links.sending.BULK_FROM", 10)
    people_of_all(company)
    before = len(company.salesforce.jobs())
    company.faults.order({**fault, "times": 1})
    first = company.admin.type("link", "--json", "--lang", "en")
    assert first.code in (0, 4), first.stderr
    answer = company.link() if first.code else first.json
    assert answer["run"] == first.json["run"]
    assert (answer["linked"], answer["failed"]) == (company.cards, 0)
    assert len(company.salesforce.jobs()) > before
    assert all(row["Contact__c"] for row in company.links())
    undone = company.admin.type("undo", answer["run"], "--json")
    assert (undone.code, undone.json["restored"]) == (0, company.cards)
    assert not any(row["Contact__c"] for row in company.links())


def test_an_object_without_bulk_jobs_is_linked_all_the_same(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.links.sending.BULK_FROM", 10)
    company.faults.post("settings", {"bulk_switched_off": [OWN]})
    people_of_all(company)
    answer = company.link()
    assert (answer["linked"], answer["failed"]) == (company.cards, 0)
    assert "Bulk" in answer["message"]


@pytest.mark.parametrize("by_job", [False, True])
def test_a_contact_that_goes_while_cards_are_linked_is_named(
    company: Company, monkeypatch: pytest.MonkeyPatch, by_job: bool
) -> None:
    if by_job:
        monkeypatch.setattr("wizard.links.sending.BULK_FROM", 10)
    people_of_all(company)
    gone = company.salesforce.query("SELECT Id FROM Contact WHERE Email = 'p5@example.com'")[0]["Id"]
    send = link_run.Sending.write_links

    def late(self: Any, *rest: Any) -> None:
        if company.salesforce.query(f"SELECT Id FROM Contact WHERE Id = '{gone}'"):
            company.salesforce.remove("Contact", gone)
        send(self, *rest)

    monkeypatch.setattr(link_run.Sending, "write_links", late)
    answer = company.link(expected=1)
    assert (answer["linked"], answer["failed"]) == (company.cards - 1, 1)
    (row,) = (row for row in company.admin.rows(answer) if row["outcome"] == "failed")
    assert "deleted or merged" in row["reason"]
    assert company.link()["unmatched"] == 1


def test_a_sync_never_makes_more_than_what_is_new(company: Company) -> None:
    """A link run of a sync that was stopped goes on with its own cards; one of a person as that person ordered it."""
    company.admin.set_up('[links]\nafter_sync = true\ncreate = "lead"\n')
    sansan = Sansan(company.admin.ready)
    ids = [card["id"] for card in sansan.cards()]
    sansan.change(ids[0], title="社長")
    company.faults.order({"do": "answer", "pattern": GRAPH, "status": 403, "body": LIMIT})
    assert company.admin.sync(expected=4)["links"]["state"] == "paused"
    company.faults.clear()
    sansan.change(ids[1], title="社長")
    answer = company.admin.sync()["links"]
    assert (answer["cards"], answer["created"]["lead"], len(company.made("Lead"))) == (2, 2, 2)

    limit = {"do": "answer", "pattern": "/composite/sobjects", "method": "PATCH", "status": 403, "body": LIMIT}
    people_of_all(company)
    company.faults.order({**limit, "times": 1})
    stopped = company.link(expected=4)
    company.faults.clear()
    answer = company.admin.sync()["links"]
    assert (answer["cards"], len(company.made("Lead"))) == (0, 2)
    assert answer["run"] != stopped["run"]
    assert sum(bool(row["Contact__c"]) for row in company.links()) == company.cards - 2


@pytest.mark.parametrize("kind", ["lead", "contact"])
def test_what_was_shortened_is_said(company: Company, kind: str) -> None:
    sansan = Sansan(company.admin.ready)
    first, second = sansan.cards()[:2]
    sansan.change(first["id"], title="長" * 200)
    sansan.change(second["id"], title="長" * 200)
    company.admin.sync()
    company.salesforce.make("Contact", LastName="x", Email=second["email"])
    answer = company.link("--create", kind, "--fill-empty")
    reasons = {row["card_id"]: row["reason"] for row in company.admin.rows(answer)}
    assert "shortened" in reasons[first["id"]]
    assert "shortened" in reasons[second["id"]]


@pytest.mark.parametrize("by_job", [False, True])
def test_lookups_taken_away_while_cards_are_linked_stop_the_run(
    company: Company, monkeypatch: pytest.MonkeyPatch, by_job: bool
) -> None:
    if by_job:
        monkeypatch.setattr("wizard.links.sending.BULK_FROM", 10)
    people_of_all(company)
    send, hidden = link_run.Sending.write_links, [f"{OWN}.{name}__c" for name in ("Contact", "Lead", "Account")]

    def late(self: Any, *rest: Any) -> None:
        company.faults.post("settings", {"hidden_fields": hidden})
        send(self, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(link_run.Sending, "write_links", late)
        stopped = company.link(expected=2)
    assert "lookups" in stopped["message"]
    assert (stopped["linked"], stopped["failed"]) == (0, 0)
    assert "no lookup" in company.admin.type("link", "--json", "--lang", "en").json["message"]
    company.faults.post("settings", {"hidden_fields": []})
    answer = company.link()
    assert (answer["run"], answer["linked"], answer["failed"]) == (stopped["run"], company.cards, 0)


def test_a_sync_ends_well_where_the_lookups_are_gone_and_says_so(company: Company) -> None:
    company.admin.set_up("[links]\nafter_sync = true\n")
    company.faults.post("settings", {"hidden_fields": [f"{OWN}.{name}__c" for name in ("Contact", "Lead")]})
    answer = company.admin.sync()
    assert (answer["state"], "links" in answer) == ("completed", False)
    assert "no lookup" in answer["message"]


def test_a_sync_whose_links_fail_ends_with_1(company: Company) -> None:
    company.admin.set_up('[links]\nafter_sync = true\ncreate = "lead"\n')
    rule = {"object": "Lead", "field": "LastName", "when": "contains", "value": "姓", "message": "no such lead"}
    company.faults.post("settings", {"validation_rules": [rule]})
    sansan = Sansan(company.admin.ready)
    sansan.change(sansan.cards()[0]["id"], title="社長")
    answer = company.admin.sync(expected=1)
    assert (answer["state"], answer["links"]["failed"]) == ("completed", 1)
    assert "no such lead" in company.admin.rows(answer["links"])[0]["reason"]


def test_without_graphs_each_person_is_made_by_a_call_of_its_own(company: Company) -> None:
    refused = [{"errorCode": "NOT_FOUND", "message": "The requested resource does not exist"}]
    company.faults.order({"do": "answer", "pattern": GRAPH, "status": 404, "body": refused})
    answer = company.link("--create", "lead")
    assert answer["created"]["lead"] == company.cards == len(company.made("Lead"))


@pytest.mark.parametrize("few", [200, 0])
def test_many_cards_are_decided_as_few_are(company: Company, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(link_run, "FEW", few)
    account = company.salesforce.make("Account", Name="（株）会社３")
    company.salesforce.make("Contact", LastName="姓 ６", FirstName="名6", AccountId=account)
    company.salesforce.make("Contact", LastName="x", Email="P8@EXAMPLE.COM")
    company.salesforce.make("Lead", LastName="姓９", FirstName="名９", Company="会社4")
    company.salesforce.make("Lead", LastName="姓9", FirstName="名9", Company="会社四")
    answer = company.link()
    assert (answer["linked"], answer["unmatched"]) == (3, company.cards - 3)


def test_more_people_than_one_page_are_read_in_parts(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_run, "FEW", 0)
    monkeypatch.setattr("wizard.services.salesforce.bulk_query._ROWS", 7)
    answer = company.link("--create", "lead")
    assert answer["created"]["lead"] == company.cards
    again = company.link("--create", "lead")
    assert again["already"] == company.cards


def test_a_salesforce_without_query_jobs_is_read_page_by_page(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_run, "FEW", 0)
    refused = [{"errorCode": "FEATURENOTENABLED", "message": "no"}]
    company.faults.order({"do": "answer", "pattern": "/jobs/query", "status": 400, "body": refused})
    company.salesforce.make("Contact", LastName="x", Email="p8@example.com")
    assert company.link()["linked"] == 1


def test_an_owner_who_cannot_own_leads_leaves_them_to_the_default_recipient(company: Company) -> None:
    where = "Profile.UserLicense.LicenseDefinitionKey = 'AUL' AND IsActive = true"
    soql = f"SELECT Id FROM User WHERE {where} LIMIT 1"
    (platform,) = company.salesforce.query(soql)
    (own,) = company.salesforce.query(f"SELECT Id FROM User WHERE Username = '{company.admin.ready['username']}'")
    record = company.salesforce.query(f"SELECT Id, LastName__c FROM {OWN} ORDER BY LastName__c LIMIT 1")[0]
    company.salesforce.change_record(OWN, record["Id"], OwnerId=platform["Id"])
    answer = company.link("--create", "lead")
    assert answer["created"]["lead"] == company.cards
    rows = {row["salesforce_id"]: row["reason"] for row in company.admin.rows(answer)}
    assert "the default recipient owns it" in rows[record["Id"]]
    (lead,) = company.salesforce.query(f"SELECT OwnerId FROM Lead WHERE LastName = '{record['LastName__c']}'")
    assert lead["OwnerId"] == own["Id"]


def test_a_package_without_lookups_is_named_before_anything_is_saved(tmp_path: Path) -> None:
    standins = Standins(cards=2, users=4, package="no-lookups")
    admin = HastyAdministrator(tmp_path, standins.ready())
    answer = admin.type("setup", admin.setup_file("[links]\nafter_sync = true\n"), "--json", "--lang", "en")
    assert answer.code == 2
    assert "no lookup to contacts or leads" in answer.json["message"]
    assert admin.type("status", "--json").code == 2
    admin.set_up()
    assert admin.type("link", "--json").code == 2
    standins.close()


def test_the_packages_own_lookups_are_found_by_describe(tmp_path: Path) -> None:
    standins = Standins(cards=6, users=4, package="present")
    ready = standins.ready()
    admin, salesforce = HastyAdministrator(tmp_path, ready), Salesforce(ready)
    admin.set_up()
    cards = admin.sync()["created"]
    answer = admin.type("link", "--create", "contact", "--json", "--lang", "en").json
    made = answer["created"]["contact"] + answer["linked"] + answer["unmatched"] + answer["ambiguous"]
    assert made == answer["cards"] == cards
    soql = f"SELECT Id FROM {CARD} WHERE Sansan_CI__Contact__c != null AND Sansan_CI__Account__c != null"
    assert len(salesforce.query(soql)) == answer["created"]["contact"] + answer["linked"] > 0
    assert admin.type("undo", answer["run"], "--json").code == 0
    assert salesforce.query(soql) == []
    standins.close()


@pytest.mark.parametrize("kind", ["Lead", "Contact"])
def test_a_right_that_is_missing_is_given_by_a_permission_set_of_its_own(company: Company, kind: str) -> None:
    """An administrator with a profile of the company's own may lack contacts or leads."""
    soql = f"SELECT Id FROM ObjectPermissions WHERE SobjectType = '{kind}' AND PermissionsModifyAllRecords = true"
    for right in company.salesforce.query(soql):
        company.salesforce.remove("ObjectPermissions", right["Id"])
    answer = company.admin.type("link", "--json", "--lang", "en")
    assert (answer.code, f"may not read {kind} records" in answer.json["message"]) == (2, True)
    sets = "SELECT Id FROM PermissionSet WHERE Name = 'Sansan_Card_Links'"
    assert company.salesforce.query(sets) == []
    company.admin.set_up("[links]\nafter_sync = true\n")
    assert len(company.salesforce.query(sets)) == 1
    assert company.link("--create", "lead")["created"]["lead"] == company.cards
