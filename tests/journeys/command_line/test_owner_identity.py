"""A card's owner is who Sansan's id says, whatever e-mail address stands beside it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.journeys.command_line.people import CARD, Administrator, Salesforce, Sansan


def owners_of(salesforce: Salesforce) -> dict[str, str]:
    """The owner of each card's record."""
    found = salesforce.query(f"SELECT Sansan_CI__BizCardId__c, OwnerId FROM {CARD}")
    return {r["Sansan_CI__BizCardId__c"]: r["OwnerId"] for r in found}


def recipients(admin: Administrator) -> list[dict[str, object]]:
    profile = Path(admin.folder, "home", "profiles", "production", "profile.json")
    return list(json.loads(profile.read_text("utf-8"))["recipients"])


def two_owners(sansan: Sansan, admin: Administrator) -> tuple[dict[str, str], dict[str, str]]:
    """Two owners of cards whose recipients differ."""
    of = {r["sansan"]["email"]: r["user_id"] for r in recipients(admin)}  # type: ignore[index]
    met = {c["owner"]["email"]: c["owner"] for c in sansan.cards()}
    first = next(iter(met))
    return met[first], next(met[other] for other in met if of[other] != of[first])


def give_addresses(sansan: Sansan, addresses: dict[str, str]) -> None:
    """Let the cards of these owners tell another address, and edit each."""
    for card in sansan.cards():
        if (owner := card["owner"])["id"] in addresses:
            sansan.change(card["id"], memo="edited", owner={"id": owner["id"], "email": addresses[owner["id"]]})


@pytest.mark.parametrize("listed", ["same", "others"])
def test_two_users_who_swap_addresses_keep_their_recipients(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan, listed: str
) -> None:
    sansan.settings(user_ids=listed)
    admin.set_up()
    admin.sync()
    before = owners_of(salesforce)
    one, other = two_owners(sansan, admin)
    give_addresses(sansan, {one["id"]: other["email"], other["id"]: one["email"]})
    assert admin.sync()["updated"] > 0
    assert owners_of(salesforce) == before
    assert admin.type("sync", "--full", "--json").json["updated"] == 0
    assert owners_of(salesforce) == before


def test_an_address_that_passes_to_a_new_user_takes_no_cards_along(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    before = owners_of(salesforce)
    one, other = two_owners(sansan, admin)
    card = next(c["id"] for c in sansan.cards() if c["owner"]["id"] == other["id"])
    sansan.change(card, memo="edited", owner={"id": "u99999", "name": "新人", "email": one["email"]})
    mine = next(c["id"] for c in sansan.cards() if c["owner"]["id"] == one["id"])
    sansan.change(mine, memo="edited", owner={"id": one["id"], "email": "renamed@example.com"})
    answer = admin.sync()
    assert answer["updated"] == 2
    after = owners_of(salesforce)
    assert after[mine] == before[mine], "the same user has another address"
    assert {c: o for c, o in after.items() if c != card} == {c: o for c, o in before.items() if c != card}
    known = [r["sansan"] for r in recipients(admin)]
    assert [k["owner_id"] for k in known if k["email"] == one["email"]] == [one["id"], "u99999"]  # type: ignore[index]
    chosen = {r["sansan"]["owner_id"]: r["user_id"] for r in recipients(admin)}  # type: ignore[index]
    assert after[card] == chosen["u99999"]


def test_a_user_without_an_address_keeps_his_recipient_when_he_gets_one(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    sansan.settings(owner_email=False, refused={"users/{id}": 403}, users_csv_refused=True)
    admin.set_up()
    admin.sync()
    before = owners_of(salesforce)
    sansan.settings(owner_email=True, refused={}, users_csv_refused=False)
    one, other = (c["owner"] for c in sansan.cards()[:2])
    give_addresses(sansan, {one["id"]: one["email"], other["id"]: other["email"]})
    assert admin.sync()["updated"] > 0
    assert owners_of(salesforce) == before


def test_what_an_earlier_version_knew_by_address_is_known_by_id_without_a_write(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    """The profile and the ledger of a version that went by addresses: nothing moves, also when an address changes."""
    admin.set_up()
    admin.sync()
    as_before(admin, {c["owner"]["id"]: c["owner"]["email"].casefold() for c in sansan.cards()})
    moved = next(iter(salesforce.query(f"SELECT Id FROM {CARD}")))["Id"]
    salesforce.change(moved, OwnerId=salesforce.query("SELECT Id FROM User WHERE Username LIKE 'admin@%'")[0]["Id"])
    before = owners_of(salesforce)
    one, other = two_owners(sansan, admin)
    give_addresses(sansan, {one["id"]: other["email"], other["id"]: one["email"]})
    assert admin.sync()["updated"] > 0
    assert owners_of(salesforce) == before


def as_before(admin: Administrator, addresses: dict[str, str]) -> None:
    """Put profile and ledger as the version before wrote them."""
    folder = Path(admin.folder, "home", "profiles", "production")
    profile = json.loads((folder / "profile.json").read_text("utf-8"))
    for recipient in profile["recipients"]:
        recipient["sansan"].pop("owner_id", None)
    (folder / "profile.json").write_text(json.dumps({**profile, "owner_ids_proven": True}), "utf-8")
    with sqlite3.connect(folder / "ledger.sqlite") as ledger:
        for owner_id, address in addresses.items():
            ledger.execute("UPDATE assignments SET owner_key = ? WHERE owner_key = ?", (address, f"id:{owner_id}"))
    ledger.close()
