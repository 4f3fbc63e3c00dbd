"""Links at the command line: found, made, filled, previewed, continued and taken back, over real sockets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.command_line.people import Administrator, Salesforce, Sansan

OWN = "Sansan_Card__c"
PEOPLE = "SELECT Id, LastName, FirstName, Email FROM "
pytestmark = pytest.mark.parametrize("standins", [{"cards": 12, "users": 4, "package": "absent"}], indirect=True)


def link(admin: Administrator, *words: str, expected: int = 0) -> dict[str, Any]:
    answer = admin.type("link", *words, "--json", "--lang", "en")
    assert answer.code == expected, answer.stderr
    return answer.json


def links(salesforce: Salesforce) -> dict[str, tuple[str | None, str | None, str | None]]:
    rows = salesforce.query(f"SELECT Card_Id__c, Contact__c, Lead__c, Account__c FROM {OWN}")
    return {row["Card_Id__c"]: (row["Contact__c"], row["Lead__c"], row["Account__c"]) for row in rows}


def cards(salesforce: Salesforce) -> list[dict[str, Any]]:
    fields = "Id, Card_Id__c, LastName__c, FirstName__c, CompanyName__c, Email__c, OwnerId"
    return salesforce.query(f"SELECT {fields} FROM {OWN} ORDER BY Card_Id__c")


def plain(sansan: Sansan) -> list[dict[str, Any]]:
    """Give every card names, a company and an address of its own."""
    found = sansan.cards()
    for at, card in enumerate(found):
        name = {"lastName": f"姓{at}", "firstName": f"名{at}", "companyName": f"会社{at}株式会社"}
        sansan.change(card["id"], **name, email=f"p{at}@example.com", title="部長", tel="03-0000-0000")
    return sansan.cards()


@pytest.fixture
def stored(admin: Administrator, sansan: Sansan, salesforce: Salesforce) -> list[dict[str, Any]]:
    plain(sansan)
    admin.set_up()
    admin.sync()
    return cards(salesforce)


def test_a_contact_is_found_by_address_or_by_name_and_the_link_is_taken_back(
    admin: Administrator, salesforce: Salesforce, stored: list[dict[str, Any]]
) -> None:
    by_email, by_name, lead, twice, linked, *rest = stored
    account = salesforce.make("Account", Name=by_name["CompanyName__c"].removesuffix("株式会社"))
    first = salesforce.make("Contact", LastName="Other", Email=by_email["Email__c"].upper())
    second = salesforce.make(
        "Contact", LastName=by_name["LastName__c"], FirstName=by_name["FirstName__c"], AccountId=account
    )
    third = salesforce.make("Lead", LastName="x", Company="y", Email=lead["Email__c"])
    for _ in range(2):
        salesforce.make("Contact", LastName="Double", Email=twice["Email__c"])
    somebody = salesforce.make("Contact", LastName="Somebody")
    salesforce.change_record(OWN, linked["Id"], Contact__c=somebody)

    preview = link(admin, "--dry-run")
    numbers = {"cards": len(stored), "linked": 3, "already": 1, "ambiguous": 1, "unmatched": len(rest), "failed": 0}
    assert {name: preview[name] for name in numbers} == numbers
    assert preview["dry_run"] is True
    assert links(salesforce)[by_email["Card_Id__c"]] == (None, None, None)

    answer = link(admin)
    assert {name: answer[name] for name in numbers} == numbers
    assert answer["state"] == "completed"
    now = links(salesforce)
    assert now[by_email["Card_Id__c"]] == (first, None, None)
    assert now[by_name["Card_Id__c"]] == (second, None, account)
    assert now[lead["Card_Id__c"]] == (None, third, None)
    assert now[linked["Card_Id__c"]] == (somebody, None, None)
    rows = {row["card_id"]: row for row in admin.rows(answer)}
    assert len(rows) == len(stored)
    assert rows[by_name["Card_Id__c"]]["target_type"] == "Contact"
    assert rows[by_name["Card_Id__c"]]["target_id"] == second
    assert rows[twice["Card_Id__c"]]["reason"].startswith("2 Contact records have this e-mail address")

    again = link(admin)
    assert (again["already"], again["linked"]) == (4, 0)

    undone = admin.type("undo", answer["run"], "--json", "--lang", "en")
    assert undone.code == 0, undone.stderr
    assert (undone.json["restored"], undone.json["left"]) == (3, 0)
    assert "links were taken back" in undone.json["message"]
    assert set(links(salesforce).values()) == {(None, None, None), (somebody, None, None)}
    assert admin.type("undo", answer["run"], "--json").code == 2


@pytest.mark.parametrize("wanted", ["lead", "contact"])
def test_who_is_missing_is_made_once_and_deleted_again(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan, stored: list[dict[str, Any]], wanted: str
) -> None:
    same, other, *_ = stored
    sansan.change(other["Card_Id__c"], lastName=same["LastName__c"], firstName=same["FirstName__c"],
                  email=same["Email__c"], exchangeDate="2030-01-01", companyName=same["CompanyName__c"])  # fmt: skip
    admin.sync()
    kind = wanted.capitalize()
    preview = link(admin, "--create", wanted, "--dry-run")
    answer = link(admin, "--create", wanted)
    people = len(stored) - 1
    made = {"lead": 0, "contact": 0, "account": people if wanted == "contact" else 0, wanted: people}
    assert answer["created"] == made == preview["created"]
    assert (answer["linked"], answer["unmatched"]) == (1, 0) == (preview["linked"], preview["unmatched"])
    there = salesforce.query(f"SELECT Id, LastName, OwnerId FROM {kind}")
    assert len(there) == people
    now = links(salesforce)
    place = 0 if wanted == "contact" else 1
    assert now[same["Card_Id__c"]][place] == now[other["Card_Id__c"]][place] is not None
    owners = {row["LastName"]: row["OwnerId"] for row in there}
    assert owners[stored[3]["LastName__c"]] == stored[3]["OwnerId"]
    assert link(admin, "--create", wanted)["already"] == len(stored)

    kept = next(row["Id"] for row in there if row["LastName"] == stored[4]["LastName__c"])
    salesforce.change_record_later(kind, kept, FirstName="Edited")
    undone = admin.type("undo", answer["run"], "--json", "--lang", "en")
    assert undone.code == 0, undone.stderr
    assert (undone.json["deleted"], undone.json["restored"], undone.json["left"]) == (people - 1, 1, 1)
    assert [row["Id"] for row in salesforce.query(f"SELECT Id FROM {kind}")] == [kept]
    assert set(links(salesforce).values()) == {(None, None, None)}
    if wanted == "contact":
        assert len(salesforce.query("SELECT Id FROM Account")) == 1


def test_empty_fields_are_filled_and_emptied_again(
    admin: Administrator, salesforce: Salesforce, stored: list[dict[str, Any]]
) -> None:
    first, second, *_ = stored
    empty = salesforce.make("Contact", LastName="x", Email=first["Email__c"])
    full = salesforce.make("Contact", LastName="y", Email=second["Email__c"], Title="CEO", Phone="1")
    answer = link(admin, "--fill-empty")
    assert (answer["linked"], answer["filled"]) == (2, 2)
    soql = "SELECT Id, Title, Phone, MobilePhone FROM Contact"
    now = {row["Id"]: row for row in salesforce.query(soql)}
    assert (now[empty]["Title"], now[empty]["Phone"]) == ("部長", "03-0000-0000")
    assert (now[full]["Title"], now[full]["Phone"]) == ("CEO", "1")
    salesforce.change_record("Contact", empty, Phone="edited")
    assert admin.type("undo", answer["run"], "--json").code == 0
    now = {row["Id"]: row for row in salesforce.query(soql)}
    assert (now[empty]["Title"], now[empty]["Phone"]) == (None, "edited")
    assert (now[full]["Title"], now[full]["Phone"], now[full]["MobilePhone"]) == ("CEO", "1", None)


def test_a_sync_links_what_it_created_where_asked_to(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    plain(sansan)
    salesforce.make("Contact", LastName="x", Email="p3@example.com")
    admin.set_up("[links]\nafter_sync = true\n")
    answer = admin.sync()
    assert answer["links"]["linked"] == 1
    assert answer["links"]["cards"] == answer["created"]
    undone = admin.type("undo", answer["links"]["run"], "--json")
    assert (undone.code, undone.json["restored"]) == (0, 1)
    status = admin.type("status", "--json").json
    assert status["last_run"]["run"] == answer["run"]
