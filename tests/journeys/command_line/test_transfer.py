"""From cards in Sansan to records in Salesforce, typed at the command line over real sockets."""

from __future__ import annotations

import pytest

from tests.journeys.command_line.people import CARD, Administrator, Salesforce, Sansan

FIELDS = (
    "Id, OwnerId, Owner.Username, Sansan_CI__BizCardId__c, Sansan_CI__CompanyName__c, Sansan_CI__Title__c, "
    "Sansan_CI__Note__c"
)


def test_every_card_arrives_once_under_its_owner(admin: Administrator, salesforce: Salesforce, sansan: Sansan) -> None:
    told = admin.set_up()
    done = admin.sync()
    cards = {card["id"]: card for card in sansan.cards()}
    assert done["state"] == "completed"
    assert done["cards_read"] == done["created"] == len(cards)
    assert told["recipients"]["default"] > 0, "the demo has people whom nobody in Salesforce matches"

    can_own = "IsActive = true AND UserType = 'Standard' AND (NOT Profile.UserLicense.Name LIKE 'Chatter%')"
    usernames = {u["Username"].casefold() for u in salesforce.query(f"SELECT Username FROM User WHERE {can_own}")}
    records = salesforce.query(f"SELECT {FIELDS} FROM {CARD}")
    assert {r["Sansan_CI__BizCardId__c"] for r in records} == set(cards)
    for record in records:
        owner = cards[record["Sansan_CI__BizCardId__c"]]["owner"]["email"].casefold()
        if owner in usernames:
            assert record["Owner"]["Username"].casefold() == owner


def test_nothing_changed_costs_no_write_and_few_requests(admin: Administrator, sansan: Sansan) -> None:
    admin.set_up()
    first = admin.sync()
    before = sansan.requests()
    second = admin.sync()
    assert (second["created"], second["updated"], second["failed"]) == (0, 0, 0)
    assert sansan.requests() - before <= 5
    assert second["run"] != first["run"]


def test_a_changed_card_costs_one_row(admin: Administrator, salesforce: Salesforce, sansan: Sansan) -> None:
    admin.set_up()
    admin.sync()
    card = sansan.cards()[7]
    sansan.change(card["id"], companyName="新しい会社株式会社")
    done = admin.sync()
    assert (done["created"], done["updated"]) == (0, 1)
    record = salesforce.query(f"SELECT {FIELDS} FROM {CARD} WHERE Sansan_CI__BizCardId__c = '{card['id']}'")[0]
    assert record["Sansan_CI__CompanyName__c"] == "新しい会社株式会社"


def test_a_value_emptied_in_sansan_is_emptied_in_salesforce(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    card = next(c for c in sansan.cards() if c.get("memo"))
    sansan.change(card["id"], memo=None)
    admin.sync()
    record = salesforce.query(f"SELECT {FIELDS} FROM {CARD} WHERE Sansan_CI__BizCardId__c = '{card['id']}'")[0]
    assert record["Sansan_CI__Note__c"] is None


def test_edits_made_by_hand_stay_until_the_card_changes(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    card = sansan.cards()[3]
    where = f"SELECT {FIELDS} FROM {CARD} WHERE Sansan_CI__BizCardId__c = '{card['id']}'"
    record = salesforce.query(where)[0]
    others = salesforce.query("SELECT Id, Username FROM User WHERE IsActive = true AND UserType = 'Standard'")
    other = next(u["Id"] for u in others if u["Id"] != record["OwnerId"])
    salesforce.change(record["Id"], Sansan_CI__Title__c="手で直した役職", OwnerId=other)
    admin.sync()
    assert salesforce.query(where)[0]["Sansan_CI__Title__c"] == "手で直した役職"

    sansan.change(card["id"], departmentName="新部署")
    admin.sync()
    after = salesforce.query(where)[0]
    assert after["Sansan_CI__Title__c"] != "手で直した役職", "the card changed, so its fields are sent"
    assert after["OwnerId"] == other, "the owner in Sansan did not change, so the owner is not sent"


def test_a_changed_recipient_moves_exactly_that_owners_cards(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    cards = sansan.cards()
    email = cards[0]["owner"]["email"]
    mine = {c["id"] for c in cards if c["owner"]["email"] == email}
    file = admin.folder / "recipients.csv"
    file.write_text(f"Email Address (Sansan),Salesforce Username for Transfer\n{email},{admin.ready['username']}\n")
    told = admin.set_up('[recipients]\nfile = "recipients.csv"\n')
    assert told["recipients"]["file"] == 1
    done = admin.sync()
    assert done["updated"] == len(mine)
    moved = {row["card_id"] for row in admin.rows(done) if row["outcome"] == "updated"}
    assert moved == mine
    owners = salesforce.query(f"SELECT Sansan_CI__BizCardId__c, Owner.Username FROM {CARD}")
    assert {o["Sansan_CI__BizCardId__c"] for o in owners if o["Owner"]["Username"] == admin.ready["username"]} >= mine


def test_a_record_deleted_in_salesforce_comes_back_with_its_owner_when_the_card_changes(
    admin: Administrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up()
    admin.sync()
    card = sansan.cards()[5]
    where = f"SELECT {FIELDS} FROM {CARD} WHERE Sansan_CI__BizCardId__c = '{card['id']}'"
    before = salesforce.query(where)[0]
    salesforce.delete(before["Id"])
    sansan.change(card["id"], title="部長代理")
    done = admin.sync()
    assert (done["created"], done["updated"]) == (1, 0)
    assert salesforce.query(where)[0]["OwnerId"] == before["OwnerId"]


def test_choices_of_cards_are_obeyed(admin: Administrator, salesforce: Salesforce, sansan: Sansan) -> None:
    owner = sansan.cards()[0]["owner"]["email"]
    admin.set_up(f'[cards]\nexclude_owners = ["{owner}"]\nmemo = false\nexchanged_from = "2020-01-01"\n')
    done = admin.sync()
    cards = sansan.cards()
    left = [c for c in cards if c["owner"]["email"] == owner or (c.get("exchangeDate") or "9") < "2020-01-01"]
    assert done["skipped"] == len(left)
    assert done["created"] == len(cards) - len(left)
    assert all(r["reason"] for r in admin.rows(done) if r["outcome"] == "skipped")
    assert not any(r["Sansan_CI__Note__c"] for r in salesforce.query(f"SELECT {FIELDS} FROM {CARD}"))


def test_the_report_has_one_row_a_card_and_says_what_was_shortened(admin: Administrator) -> None:
    admin.set_up()
    done = admin.sync()
    rows = admin.rows(done)
    assert len({row["card_id"] for row in rows}) == len(rows) == done["cards_read"]
    assert any("shortened" in row["reason"] for row in rows)
    assert any("left out" in row["reason"] for row in rows)


def test_status_tells_what_is_set_up_and_what_the_last_run_did(admin: Administrator) -> None:
    admin.set_up()
    assert admin.type("status", "--json").json["last_run"] is None
    done = admin.sync()
    told = admin.type("status", "--json", "--lang", "en").json
    assert told["last_run"] == done
    assert told["cards_sent"] == done["created"]
    assert told["unmatched_users"] > 0


@pytest.mark.parametrize("standins", [{"cards": 2_600, "users": 8}], indirect=True)
def test_many_cards_go_by_bulk_and_all_arrive(admin: Administrator, salesforce: Salesforce, sansan: Sansan) -> None:
    admin.set_up()
    done = admin.sync()
    assert done["created"] == done["cards_read"] == len(sansan.cards())
    assert len(salesforce.query(f"SELECT Id FROM {CARD}")) == done["created"]
