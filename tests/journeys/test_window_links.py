"""What the window asks about links: a preview, what a person decides from, and the run that follows the decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import HastyAdministrator, environment
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.app.runner import Runner
from wizard.application.link_decisions import DecideLink, ReadCandidates, ReadCardFacts
from wizard.application.links import Link, LinkResult
from wizard.application.sync import Sync
from wizard.application.undo import Undo
from wizard.domain.control import Control, ignore
from wizard.domain.links import Choice, Kind, LinkOutcome
from wizard.services.home import Home
from wizard.standin.services import Standins
from wizard.wiring import Services

ADDRESS = "same@example.com"


class Window:
    """The questions of the window about a set-up with ten cards, three of them of one address."""

    def __init__(self, folder: Path, ready: dict[str, str]) -> None:
        sansan, admin = Sansan(ready), HastyAdministrator(folder, ready)
        for at, card in enumerate(sansan.cards()):
            names = {"lastName": "山田", "firstName": f"{min(at, 2)}", "companyName": f"会社{at}"}
            sansan.change(card["id"], **names, email=ADDRESS if at > 1 else f"p{at}@example.com", title="部長")
        admin.set_up()
        admin.sync()
        self.admin, self.sansan, self.salesforce = admin, sansan, Salesforce(ready)
        self.run = Runner(Services(home=Home(folder / "home")))

    def preview(self) -> LinkResult:
        return self.run(Link("production", "en", dry_run=True), ignore, Control())

    def link(self) -> LinkResult:
        return self.run(Link("production", "en"), ignore, Control())


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    standins = Standins(cards=6, users=4, package="absent")
    ready = standins.ready()
    try:
        with environment(HastyAdministrator(tmp_path, ready).environment()):
            yield Window(tmp_path, ready)
    finally:
        standins.close()


def test_a_person_decides_once_and_the_run_follows(window: Window) -> None:
    account = window.salesforce.make("Account", Name="会社X")
    one = window.salesforce.make(
        "Contact", LastName="山田", FirstName="二", Email=ADDRESS, AccountId=account, Title="課長"
    )
    two = window.salesforce.make("Contact", LastName="山田", FirstName="弐", Email=ADDRESS)
    found = window.preview()
    assert found.trouble is None
    assert found.counts.outcomes[LinkOutcome.AMBIGUOUS] == len(found.undecided) >= 3
    first, second, third, *rest = found.undecided
    assert set(first.candidates) == {one, two}
    assert first.kind == Kind.CONTACT

    (card,) = window.run(ReadCardFacts("production", (first.record_id,)))
    assert card.values["last_name"] == "山田"
    facts = {fact.id: fact for fact in window.run(ReadCandidates("production", (one, two, account)))}
    assert (facts[one].name, facts[one].company, facts[one].title) == ("山田 二", "会社X", "課長")
    assert facts[two].company == ""
    assert (facts[account].kind, facts[account].name) == ("Account", "会社X")

    window.run(DecideLink("production", (first.card_id,), Choice.THIS, "Contact", one))
    window.run(DecideLink("production", (second.card_id,), Choice.NONE))
    window.run(DecideLink("production", (third.card_id,), Choice.NOT, "Contact", one))
    again = window.preview()
    assert {(card.card_id, choice) for card, choice in again.decided} == {
        (first.card_id, Choice.THIS),
        (second.card_id, Choice.NONE),
    }
    assert again.undoable == "", "a preview of its own is none"
    done = window.link()
    assert done.undoable == done.run
    assert [card.card_id for card, _ in done.decided] == [second.card_id], "the other is linked by it"
    assert {row.card_id for row in done.undecided} == {row.card_id for row in rest}
    assert done.ways["person"] == 1
    links = {r["Id"]: r["Contact__c"] for r in window.salesforce.query("SELECT Id, Contact__c FROM Sansan_Card__c")}
    assert links[first.record_id] == one
    assert links[second.record_id] is None
    assert links[third.record_id] == two

    taken = window.run(Undo("production", done.run, "en"), ignore, Control())
    assert (taken.trouble, taken.left) == (None, 0)
    window.run(DecideLink("production", (first.card_id, second.card_id, third.card_id), None))
    assert {row.card_id for row in window.preview().undecided} == {row.card_id for row in found.undecided}


def test_a_transfer_of_the_window_links_as_the_set_up_says(window: Window) -> None:
    window.admin.set_up("[links]\nafter_sync = true\n")
    person = window.salesforce.make("Contact", LastName="山田", FirstName="零", Email="p0@example.com")
    window.sansan.change(window.sansan.cards()[0]["id"], title="課長")
    done = window.run(Sync("production", "en"), ignore, Control())
    assert done.trouble is None
    assert done.links is not None
    assert (done.links.counts.cards, done.links.counts.outcomes) == (1, {LinkOutcome.LINKED: 1})
    (linked,) = window.salesforce.query(f"SELECT Id FROM Sansan_Card__c WHERE Contact__c = '{person}'")
    assert linked
