"""Random companies of cards, contacts and leads: every link is the one a plain reading of the rules gives, and undo
brings the organisation back record for record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.standin.services import Standins

OWN = "Sansan_Card__c"
CARDS = 8
FAMILY, GIVEN = ("山田", "佐藤", ""), ("太郎", "花子", "")
COMPANY = ("会社A", "会社B", "")
ADDRESS = ("info@a.example", "taro@a.example", "hanako@b.example", "")
FORMS = ("{}", "株式会社{}", "{} Co., Ltd.")  # legal forms do not count
Human = tuple[str, str, str, str]  # family name, given name, company, address

humans: st.SearchStrategy[Human] = st.tuples(*map(st.sampled_from, (FAMILY, GIVEN, COMPANY, ADDRESS)))
named = humans.filter(lambda human: bool(human[0]))
faults = st.sampled_from([None, ("POST", "/composite/graph"), ("PATCH", "/composite/sobjects")])
QUICK = (Phase.explicit, Phase.generate)  # an example takes a second: it is told as it was found


@dataclass
class Company:
    """Both stand-ins with eight cards; each example begins with other people."""

    folder: Path

    def __post_init__(self) -> None:
        self.standins = Standins(cards=CARDS, users=4, package="absent")
        self.ready = self.standins.ready()
        self.sansan, self.faults = Sansan(self.ready), Faults(self.ready["salesforce_url"])
        self.sansan.settings(rate_limit={"per_second": 0, "per_minute": 0})
        self.ids = [card["id"] for card in self.sansan.cards()]
        self.numbers = count()
        HastyAdministrator(self.folder, self.ready).set_up()
        self.salesforce = Salesforce(self.ready)

    def begin(self, cards: list[Human]) -> HastyAdministrator:
        """Empty Salesforce, and transfer cards of these people."""
        for kind in (OWN, "Contact", "Lead", "Account"):
            if there := [row["Id"] for row in self.salesforce.query(f"SELECT Id FROM {kind}")]:
                self.salesforce.delete_many(there)
        for card, (family, first, company, address) in zip(self.ids, cards, strict=False):
            values = {"lastName": family, "firstName": first, "companyName": company, "email": address}
            self.sansan.change(card, **values)
        admin = HastyAdministrator(self.folder, self.ready)
        for file in (self.folder / "home").rglob("*.sqlite*"):
            file.unlink()
        admin.sync()
        return admin

    def people(self, kind: str, people: list[Human]) -> dict[str, Human]:
        """Make contacts under accounts, or leads, and return them by id."""
        return {self._person(kind, human, at): human for at, human in enumerate(people)}

    def _person(self, kind: str, human: Human, at: int) -> str:
        family, first, company, address = human
        values = {"LastName": family, "FirstName": first, "Email": address}
        form = FORMS[at % len(FORMS)].format(company)
        if kind == "Lead":
            return self.salesforce.make(kind, Company=form if company else "-", **values)
        account = {"AccountId": self.salesforce.make("Account", Name=form)} if company else {}
        return self.salesforce.make(kind, **values, **account)

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Return all that a person would compare before and after."""
        fields = "Id, LastName, FirstName, Email, Title, Phone, OwnerId"
        links = "Card_Id__c, Contact__c, Lead__c, Account__c"
        return {
            "Contact": self.salesforce.query(f"SELECT {fields}, AccountId FROM Contact ORDER BY Id"),
            "Lead": self.salesforce.query(f"SELECT {fields} FROM Lead ORDER BY Id"),
            "Account": self.salesforce.query("SELECT Id, Name FROM Account ORDER BY Id"),
            OWN: self.salesforce.query(f"SELECT {links} FROM {OWN} ORDER BY Card_Id__c"),
        }


def expected(card: Human, cards: list[Human], contacts: dict[str, Human], leads: dict[str, Human]) -> str | None:
    """Return whom a card is, "several", or None: read plainly from the rules."""
    *name, company, address = card
    others = {tuple(other[:2]) for other in cards if other[3] == address and any(other[:2])}
    shared = len(others) > 1
    for people, way in ((contacts, "address"), (leads, "address"), (contacts, "name"), (leads, "name")):
        if way == "address":
            found = [i for i, h in people.items() if address and h[3] == address]
            found = [i for i in found if not shared or (all(name) and list(people[i][:2]) == name)]
        else:
            found = [i for i, h in people.items() if all(name) and company and list(h[:3]) == [*name, company]]
        if found:
            return found[0] if len(found) == 1 else "several"
    return None


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    made = Company(tmp_path_factory.mktemp("company"))
    yield made
    made.standins.close()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
@given(
    cards=st.lists(humans, min_size=CARDS, max_size=CARDS),
    contacts=st.lists(named, max_size=4),
    leads=st.lists(named, max_size=4),
    create=st.sampled_from(["none", "lead", "contact"]),
    fault=faults,
)
def test_links_are_as_the_rules_say_and_undo_restores_everything(
    company: Company,
    cards: list[Human],
    contacts: list[Human],
    leads: list[Human],
    create: str,
    fault: tuple[str, str] | None,
) -> None:
    admin = company.begin(cards)
    stored = {row["Card_Id__c"] for row in company.salesforce.query(f"SELECT Card_Id__c FROM {OWN}")}
    known = [card for card_id, card in zip(company.ids, cards, strict=True) if card_id in stored]
    there = {"Contact": company.people("Contact", contacts), "Lead": company.people("Lead", leads)}
    before = company.everything()

    words = ("--create", create, "--fill-empty", "--json", "--lang", "en")
    preview = admin.type("link", "--dry-run", *words)
    assert company.everything() == before
    if fault:
        method, path = fault
        company.faults.order({"do": "drop", "pattern": path, "method": method, "after_work": True, "times": 1})
    answer = admin.type("link", *words)
    company.faults.clear()
    assert (answer.code, preview.code) == (0, 0), answer.stderr
    counts = ("cards", "linked", "filled", "created", "already", "ambiguous", "unmatched", "failed")
    assert {name: answer.json[name] for name in counts} == {name: preview.json[name] for name in counts}

    rows = {row["card_id"]: row for row in admin.rows(answer.json)}
    assert rows.keys() == stored
    made: dict[str, list[Human]] = {}
    for card_id, human in zip(company.ids, cards, strict=True):
        if card_id not in stored:
            continue
        row, who = rows[card_id], expected(human, known, there["Contact"], there["Lead"])
        if who == "several":
            assert row["outcome"] == "ambiguous", row
        elif who:
            assert (row["outcome"], row["target_id"]) == ("linked", who), row
        elif row["target_id"]:
            made.setdefault(row["target_id"], []).append(human)
        else:
            assert row["outcome"] in ("unmatched", "ambiguous"), row
    assert create != "none" or not made
    for humans_of_one in made.values():
        assert len({human[:3] for human in humans_of_one}) == 1 or any(human[3] for human in humans_of_one)

    undone = admin.type("undo", answer.json["run"], "--json")
    assert (undone.code, undone.json["left"]) == (0, 0), undone.stderr
    assert company.everything() == before
