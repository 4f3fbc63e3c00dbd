"""People change while cards are linked: whatever happens in whatever order, no link is wrong, none is lost, and undo
takes back what its run did and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.test_link_model import (
    ADDRESS,
    CARDS,
    COMPANY,
    FAMILY,
    OWN,
    QUICK,
    Company,
    Human,
    expected,
    humans,
    named,
)

EXAMPLES = int(os.environ.get("MODEL_EXAMPLES", "6"))
LIMIT = [{"message": "TotalRequests Limit exceeded.", "errorCode": "REQUEST_LIMIT_EXCEEDED"}]
Step = tuple[Any, ...]
creates = st.sampled_from(["none", "lead", "contact"])
numbers = st.integers(0, 7)
steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("link"), creates, st.booleans()),
    st.tuples(st.just("stop"), creates, st.sampled_from(["/composite/graph", "/composite/sobjects"]), st.booleans()),
    st.tuples(st.just("rename"), numbers, st.sampled_from(FAMILY[:2])),
    st.tuples(st.just("address"), numbers, st.sampled_from(ADDRESS)),
    st.tuples(st.just("move"), numbers, st.sampled_from(COMPANY[:2])),
    st.tuples(st.just("merge"), numbers),
    st.tuples(st.just("card"), numbers, humans),
    st.tuples(st.just("unlink"), numbers),
    st.tuples(st.just("undo")),
)


@dataclass
class World:
    """One example: the two services, and what the runs did."""

    company: Company
    admin: HastyAdministrator
    runs: list[tuple[str, dict[str, Any], bool]] = field(default_factory=list)  # id, what was before, undisturbed
    open_run: str = ""

    def cards(self) -> dict[str, tuple[Human, str]]:
        """Return of each stored card who stands on it, and its contact or lead."""
        fields = "Card_Id__c, LastName__c, FirstName__c, CompanyName__c, Email__c, Contact__c, Lead__c"
        return {
            row["Card_Id__c"]: (
                tuple(row[name] or "" for name in ("LastName__c", "FirstName__c", "CompanyName__c", "Email__c")),
                row["Contact__c"] or row["Lead__c"] or "",
            )
            for row in self.company.salesforce.query(f"SELECT {fields} FROM {OWN}")
        }  # type: ignore[return-value]

    def people(self, kind: str) -> dict[str, Human]:
        """Return who is there now."""
        company = "Account.Name" if kind == "Contact" else "Company"
        rows = self.company.salesforce.query(
            f"SELECT Id, LastName, FirstName, Email, {company} FROM {kind} ORDER BY Id"
        )
        return {row["Id"]: self._human(row, kind) for row in rows}

    def _human(self, row: dict[str, Any], kind: str) -> Human:
        name = (row["Account"] or {}).get("Name", "") if kind == "Contact" else row["Company"]
        plain = next((each for each in COMPANY[:2] if each in (name or "")), "")
        return row["LastName"] or "", row["FirstName"] or "", plain, row["Email"] or ""

    def change(self, step: Step) -> None:
        """Somebody changes something by hand."""
        what, at, *rest = step
        there = [(kind, one) for kind in ("Contact", "Lead") for one in self.people(kind)]
        if what == "card":
            family, first, company, email = rest[0]
            values = {"lastName": family, "firstName": first, "companyName": company, "email": email}
            self.company.sansan.change(self.company.ids[at % CARDS], **values)
            self.admin.sync()
        elif what == "unlink":
            row = self.company.salesforce.query(f"SELECT Id FROM {OWN} ORDER BY Card_Id__c")[
                at % CARDS : at % CARDS + 1
            ]
            for one in row:
                self.company.salesforce.change_record(OWN, one["Id"], Contact__c=None, Lead__c=None, Account__c=None)
        elif there:
            self._change_person(*there[at % len(there)], what, *rest)
        self.runs = [(run, before, False) for run, before, _ in self.runs]

    def _change_person(self, kind: str, record: str, what: str, *rest: str) -> None:
        salesforce = self.company.salesforce
        if what == "merge":  # the others keep what they have; links of the merged one are emptied
            salesforce.delete_many([record])
            field_name = f"{kind}__c"
            for row in salesforce.query(f"SELECT Id FROM {OWN} WHERE {field_name} = '{record}'"):
                salesforce.change_record(OWN, row["Id"], **{field_name: None})
        elif what == "rename":
            salesforce.change_record(kind, record, LastName=rest[0])
        elif what == "address":
            salesforce.change_record(kind, record, Email=rest[0])
        elif kind == "Contact":
            account = salesforce.make("Account", Name=f"{rest[0]}株式会社")
            salesforce.change_record(kind, record, AccountId=account)
        else:
            salesforce.change_record(kind, record, Company=rest[0])

    def link(self, create: str, *, fill: bool = False, fault: dict[str, object] | None = None) -> None:
        """Link, and look at each card."""
        before, cards, there = self.company.everything(), self.cards(), (self.people("Contact"), self.people("Lead"))
        if fault:
            self.company.faults.order(fault)
        words = ["--create", create, *(["--fill-empty"] if fill else []), "--json", "--lang", "en"]
        answer = self.admin.type("link", *words)
        self.company.faults.clear()
        assert "Traceback" not in answer.stderr
        assert answer.code in ((0, 4) if fault else (0,)), answer.stderr + answer.stdout
        if not self.open_run:
            self.runs.append((answer.json["run"], before, True))
        self.open_run = answer.json["run"] if answer.code == 4 else ""
        self.look(cards, there, create)

    def look(self, cards: dict[str, tuple[Human, str]], there: tuple[dict[str, Human], ...], create: str) -> None:
        """No link is wrong, none of others is touched, and, once the run has ended, none is missing."""
        now, known = self.cards(), [human for human, _ in cards.values()]
        for card, (human, was) in cards.items():
            is_now, who = now[card][1], expected(human, known, *there)
            if was:
                assert is_now == was, (card, human)
            elif who and who != "several":
                assert is_now in ((who, "") if self.open_run else (who,)), (card, human)
            elif who == "several" or create == "none":
                assert not is_now, (card, human)
            elif is_now:
                assert is_now not in there[0] | there[1], (card, human)
            else:
                assert self.open_run or not human[0] or not human[2] or create == "contact", (card, human)

    def undo(self) -> None:
        """Take the last run back."""
        run, before, undisturbed = self.runs.pop()
        answer = self.admin.type("undo", run, "--json", "--lang", "en")
        if answer.code == 2:  # nothing of it was written
            assert self.company.everything() == before or not undisturbed
        else:
            assert answer.code == 0, answer.stderr
        if undisturbed:
            assert self.company.everything() == before
        if run == self.open_run:
            self.open_run = ""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    made = Company(tmp_path_factory.mktemp("steps"))
    yield made
    made.standins.close()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
@given(
    cards=st.lists(humans, min_size=CARDS, max_size=CARDS),
    contacts=st.lists(named, min_size=1, max_size=4),
    leads=st.lists(named, max_size=3),
    steps=st.lists(steps, min_size=3, max_size=8),
)
def test_whatever_happens_links_are_as_the_rules_say(
    company: Company, cards: list[Human], contacts: list[Human], leads: list[Human], steps: list[Step]
) -> None:
    world = World(company, company.begin(cards))
    company.people("Contact", contacts)
    company.people("Lead", leads)
    for step in [*steps, ("link", "none", False), *[("undo",)] * (len(steps) + 1)]:
        match step:
            case ("link", create, fill):
                world.link(create, fill=fill)
            case ("stop", create, path, late):
                fault = {"do": "answer", "pattern": path, "status": 403, "body": LIMIT, "after_work": late}
                world.link(create, fault={**fault, "times": 1})
            case ("undo",):
                if world.runs:
                    world.undo()
            case _:
                world.change(step)
    assert not world.runs
