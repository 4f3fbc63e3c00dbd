"""A preview of links is exact, and undo after people edited some leaves just those; LINK_CARDS says of how many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Salesforce
from wizard.standin.services import Standins

CARDS = int(os.environ.get("LINK_CARDS", "120"))
OWN = "Sansan_Card__c"
FIELDS = "Id, Card_Id__c, LastName__c, FirstName__c, CompanyName__c, Email__c"


@pytest.fixture
def standins() -> Iterator[Standins]:
    made = Standins(cards=CARDS, users=12, package="absent")
    yield made
    made.close()


def people(salesforce: Salesforce, cards: list[dict[str, Any]]) -> None:
    """Make contacts and leads for some of the cards in each way, and some that are two."""
    for at, card in enumerate(cards):
        email, last, company = card["Email__c"], card["LastName__c"], card["CompanyName__c"]
        if at % 7 == 0 and email:
            salesforce.make("Contact", LastName="x", Email=email.upper())
        if at % 21 == 0 and email:
            salesforce.make("Contact", LastName="double", Email=email)
        if at % 11 == 0 and email:
            salesforce.make("Lead", LastName="x", Company="y", Email=email)
        if at % 13 == 0 and last and company and card["FirstName__c"] and len(company) < 200:
            first = card["FirstName__c"][:40]
            salesforce.make("Lead", LastName=last[:80], FirstName=first, Company=f"{company} Inc.")
        if at % 17 == 0 and company and len(company) < 200:
            salesforce.make("Account", Name=company)


@pytest.mark.parametrize("create", ["contact"])
def test_preview_and_run_agree_and_undo_leaves_what_was_edited(tmp_path: Path, standins: Standins, create: str) -> None:
    ready = standins.ready()
    control, salesforce = Faults(ready["salesforce_url"]), Salesforce(ready)
    control.post("settings", {"daily_api_calls": 10_000_000})
    Faults(ready["sansan_url"]).post("settings", {"rate_limit": {"per_second": 0, "per_minute": 0}})
    admin = HastyAdministrator(tmp_path, ready)
    admin.set_up()
    admin.sync()
    cards = salesforce.query(f"SELECT {FIELDS} FROM {OWN} ORDER BY Card_Id__c")
    people(salesforce, cards)
    before = everything(salesforce)

    words = ("link", "--create", create, "--fill-empty", "--json", "--lang", "en")
    preview = admin.type(*words, "--dry-run")
    assert everything(salesforce) == before
    answer = admin.type(*words)
    assert preview.code == answer.code == 0, answer.stderr
    counts = ("cards", "linked", "filled", "created", "already", "ambiguous", "unmatched", "failed")
    assert {name: preview.json[name] for name in counts} == {name: answer.json[name] for name in counts}
    foreseen, done = admin.rows(preview.json), admin.rows(answer.json)
    assert len(done) == len(cards)
    assert list(map(told, foreseen)) == [{**told(row), "target_id": now["target_id"] and row["target_id"]}
                                         for row, now in zip(done, foreseen, strict=True)]  # fmt: skip

    made = sorted({row["target_id"] for row in done if row["outcome"] == "created"})
    edited = made[:: max(1, len(made) // 5)]
    for record in edited[:-1]:
        salesforce.change_record("Contact", record, Department="edited")
    salesforce.change_record_later("Contact", edited[-1], Department="edited")
    filled = next(row["target_id"] for row in done if row["outcome"] == "linked" and row["target_type"] == "Lead")
    salesforce.change_record("Lead", filled, Title="edited")
    undone = admin.type("undo", answer.json["run"], "--json", "--lang", "en")
    assert undone.code == 0, undone.stderr
    after = everything(salesforce)
    left = {row["Id"]: row for row in after["Contact"] if row["Id"] in edited}
    assert {row["Department"] for row in left.values()} <= {"edited"}
    assert edited[-1] in left
    assert [row for row in after["Contact"] if row["Id"] not in left] == before["Contact"]
    assert after[OWN] == before[OWN]
    leads = {row["Id"]: row for row in after["Lead"]}
    assert leads.pop(filled)["Title"] == "edited"
    assert leads == {row["Id"]: row for row in before["Lead"] if row["Id"] != filled}
    accounts = {row["AccountId"] for row in left.values()}
    assert [row for row in after["Account"] if row["Id"] not in accounts] == [
        row for row in before["Account"] if row["Id"] not in accounts
    ]


def told(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name] for name in ("card_id", "salesforce_id", "outcome", "reason", "target_type", "target_id")}


def everything(salesforce: Salesforce) -> dict[str, list[dict[str, Any]]]:
    person = "Id, LastName, FirstName, Email, Title, Phone, MobilePhone, Fax, OwnerId"
    return {
        "Contact": salesforce.query(f"SELECT {person}, Department, MailingCity, AccountId FROM Contact ORDER BY Id"),
        "Lead": salesforce.query(f"SELECT {person}, City, Website FROM Lead ORDER BY Id"),
        "Account": salesforce.query("SELECT Id, Name FROM Account ORDER BY Id"),
        OWN: salesforce.query(f"SELECT Id, Contact__c, Lead__c, Account__c FROM {OWN} ORDER BY Id"),
    }
