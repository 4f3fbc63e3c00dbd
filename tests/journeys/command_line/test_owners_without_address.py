"""Cards whose owners carry no e-mail address: joined by the id where Sansan proves it, never by name."""

from __future__ import annotations

from tests.journeys.command_line.people import CARD, Administrator, Salesforce, Sansan


def test_owners_are_looked_up_by_their_id(admin: Administrator, salesforce: Salesforce, sansan: Sansan) -> None:
    owners = {c["id"]: c["owner"]["email"].casefold() for c in sansan.cards()}
    sansan.hide_owner_addresses()
    told = admin.set_up()
    assert told["recipients"]["username"] > 0
    admin.sync()
    usernames = {u["Username"].casefold() for u in salesforce.query("SELECT Username FROM User WHERE IsActive = true")}
    records = salesforce.query(f"SELECT Sansan_CI__BizCardId__c, Owner.Username FROM {CARD}")
    matched = [r for r in records if owners[r["Sansan_CI__BizCardId__c"]] in usernames]
    assert matched
    right = [r for r in matched if r["Owner"]["Username"].casefold() == owners[r["Sansan_CI__BizCardId__c"]]]
    assert len(right) >= len(matched) * 0.9, "all but those whose user cannot own cards"
    again = admin.sync()
    assert (again["created"], again["updated"]) == (0, 0)
