"""The people whom the demo company knows already, and what linking makes of them."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.standin.services import Standins
from wizard.standin.world import World
from wizard.standin.world.customers import Customers


def test_of_a_thousand_cards_twelve_are_undecided_and_rules_find_more(tmp_path: Path) -> None:
    standins = Standins(cards=1_000, users=20, customers=True)
    try:
        ready = standins.ready()
        Sansan(ready).settings(rate_limit={"per_second": 0, "per_minute": 0})
        admin = HastyAdministrator(tmp_path, ready)
        admin.set_up()
        admin.sync()
        found = admin.type("link", "--dry-run", "--json").json
        assert (found["cards"], found["ambiguous"]) == (1_000, 12)
        assert found["linked"] > 300
        assert found["unmatched"] > 300
        done = admin.type("link", "--create", "lead", "--fill-empty", "--json").json
        assert done["ambiguous"] > 12, "the organisation's own duplicate rule has the last word"
        assert done["filled"] > 100
        shared = Salesforce(ready).query("SELECT Id FROM Contact WHERE LastName = '代表窓口'")
        linked = Salesforce(ready).query("SELECT Sansan_CI__Contact__c FROM Sansan_CI__BizCard__c")
        assert shared
        assert not {each["Id"] for each in shared} & {row["Sansan_CI__Contact__c"] for row in linked}
    finally:
        standins.close()


def test_the_same_seed_gives_the_same_people() -> None:
    assert Customers(World.build(300, 8, 7)).all() == Customers(World.build(300, 8, 7)).all()
    assert Customers(World.build(300, 8, 7)).all() != Customers(World.build(300, 8, 8)).all()


def test_a_stand_in_alone_knows_nobody_unless_asked() -> None:
    standins = Standins(cards=20, users=3)
    try:
        assert Salesforce(standins.ready()).query("SELECT Id FROM Contact") == []
    finally:
        standins.close()
