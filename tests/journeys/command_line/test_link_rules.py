"""The section *Links* of interfaces.md, sentence by sentence: one company with a case for each, linked at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.links import run as link_run
from wizard.standin.services import Standins

OWN = "Sansan_Card__c"
Human = tuple[str, str, str, str]  # family name, given name, company, address


@dataclass
class Case:
    """Cards, contacts (with their accounts) and leads; ``ends`` are the outcome and the person of each card.

    A person is named ``contact0``, ``lead1`` …; "" is nobody.
    """

    name: str
    cards: list[Human]
    ends: list[tuple[str, str]]
    contacts: list[Human] = field(default_factory=list)
    leads: list[Human] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


LINKED, UNMATCHED, AMBIGUOUS = "linked", "unmatched", "ambiguous"
CASES = [
    Case("case of the address", [("甲", "一", "A社", "Kou.Ichi@Example.COM")], [(LINKED, "contact0")],
         contacts=[("別", "人", "", "kou.ichi@example.com")]),
    Case("no address and no company", [("乙", "二", "", "")], [(UNMATCHED, "")], contacts=[("乙", "二", "", "")]),
    Case("same names in another company", [("丙", "三", "C社", "")], [(UNMATCHED, "")],
         contacts=[("丙", "三", "C2社", "")]),
    Case("two of the same name in the same company", [("丁", "四", "株式会社D", "")], [(AMBIGUOUS, "")],
         contacts=[("丁", "四", "D㈱", ""), ("丁", "四", "D", "")]),
    Case("legal form in half width", [("戊", "五", "ＥＥ（株）", "")], [(LINKED, "contact0")],
         contacts=[("戊", "五", "株式会社　EE", "")]),
    Case("kana in half width", [("ﾔﾏﾀﾞ", "ﾊﾅｺ", "ｶﾌﾞｼｷ商事", "")], [(LINKED, "contact0")],
         contacts=[("ヤマダ", "ハナコ", "カブシキ商事株式会社", "")]),
    Case("kana in full width on the card", [("ヴァン", "ペーター", "㈱Ｇ", "")], [(LINKED, "contact0")],
         contacts=[("ｳﾞｧﾝ", "ﾍﾟｰﾀｰ", "G", "")]),
    Case("Latin names and forms", [("smith", "JOHN", "Acme Trading Co., Ltd.", "")], [(LINKED, "contact0")],
         contacts=[("Smith", "John", "ACME Trading GmbH", "")]),
    Case("spaces within a name", [("田 中", "次　郎", "H社", "")], [(LINKED, "lead0")],
         leads=[("田中", "次郎", "Ｈ社", "")]),
    Case("variants of a character stay apart", [("髙木", "六", "I社", "")], [(UNMATCHED, "")],
         contacts=[("高木", "六", "I社", "")]),
    Case("a contact by address goes before a lead", [("己", "七", "J社", "j@j.example")], [(LINKED, "contact0")],
         contacts=[("x", "", "", "j@j.example")], leads=[("己", "七", "J社", "j@j.example")]),
    Case("a lead by address goes before a contact by name", [("庚", "八", "K社", "k@k.example")], [(LINKED, "lead0")],
         contacts=[("庚", "八", "K社", "other@k.example")], leads=[("y", "", "z", "K@K.example")]),
    Case("a contact by name goes before a lead by name", [("辛", "九", "L社", "")], [(LINKED, "contact0")],
         contacts=[("辛", "九", "L社", "")], leads=[("辛", "九", "L社", "")]),
    Case("two contacts of an address, one of the name", [("壬", "十", "M社", "m@m.example")], [(AMBIGUOUS, "")],
         contacts=[("壬", "十", "M社", "m@m.example"), ("別", "人", "M社", "m@m.example")]),
    Case("a shared mailbox counts with the names",
         [("癸", "甲", "N社", "info@n.example"), ("癸", "乙", "N社", "INFO@n.example")],
         [(LINKED, "contact0"), (UNMATCHED, "")], contacts=[("癸", "甲", "O社", "info@n.example")]),
    Case("a shared mailbox of one contact of another name",
         [("子", "甲", "P社", "info@p.example"), ("子", "乙", "P社", "info@p.example")],
         [(UNMATCHED, ""), (UNMATCHED, "")], contacts=[("子", "丙", "", "info@p.example")]),
    Case("two cards of one person", [("丑", "甲", "Q社", "q@q.example"), ("丑", "甲", "Q社", "q2@q.example")],
         [(LINKED, "contact0"), (LINKED, "contact0")], contacts=[("丑", "甲", "Q社", "q@q.example")]),
    Case("two contacts under one account", [("寅", "甲", "R社", ""), ("寅", "乙", "R社", "")],
         [(LINKED, "contact0"), (LINKED, "contact1")], contacts=[("寅", "甲", "R社", ""), ("寅", "乙", "㈱R社", "")]),
    Case("only a family name", [("卯", "", "S社", "")], [(UNMATCHED, "")], contacts=[("卯", "", "S社", "")]),
    Case("a quote in every text", [("O'Neil", "D\"or", "Mc'D & Co., Inc.", "o'neil@t.example")], [(LINKED, "contact0")],
         contacts=[("Someone", "", "", "O'Neil@t.example")]),
    Case("a backslash and a percent sign", [("%a_b\\", "c%", "U社", "")], [(LINKED, "contact0")],
         contacts=[("%a_b\\", "c%", "U社", ""), ("xaxb", "c", "U社", "")]),
    Case("letters of two code units", [("𠮷田", "😀", "V社", "")], [(LINKED, "lead0")],
         leads=[("𠮷田", "😀", "V社", "")]),
    Case("accents", [("MÜLLER", "Zoë", "Straße AG", "")], [(LINKED, "contact0")],
         contacts=[("Müller", "ZOË", "STRASSE", "")]),
]  # fmt: skip


class Company:
    """All cases in both services."""

    def __init__(self, folder: Path) -> None:
        self.standins = Standins(cards=sum(len(case.cards) for case in CASES) + 4, users=4, package="absent")
        ready = self.standins.ready()
        sansan = Sansan(ready)
        sansan.settings(rate_limit={"per_second": 0, "per_minute": 0})
        ids = [card["id"] for card in sansan.cards()]
        self.cards = {}
        for at, (case, number, human) in enumerate((c, n, h) for c in CASES for n, h in enumerate(c.cards)):
            family, given, company, email = human
            sansan.change(ids[at], lastName=family, firstName=given, companyName=company, email=email, title="部長")
            self.cards[case.name, number] = ids[at]
        for card in ids[len(self.cards) :]:
            sansan.change(card, lastName="", firstName="", companyName="", email="")
        self.admin, self.salesforce = HastyAdministrator(folder, ready), Salesforce(ready)
        self.admin.set_up()
        assert self.admin.sync()["failed"] == 0
        self.people = {(case.name, name): made for case in CASES for name, made in self._people(case)}

    def _people(self, case: Case) -> Iterator[tuple[str, str]]:
        for at, (family, given, company, email) in enumerate(case.contacts):
            account = {"AccountId": self.salesforce.make("Account", Name=company)} if company else {}
            names = {"LastName": family, "FirstName": given, "Email": email}
            yield f"contact{at}", self.salesforce.make("Contact", **names, **account)
        for at, (family, given, company, email) in enumerate(case.leads):
            yield (
                f"lead{at}",
                self.salesforce.make("Lead", LastName=family, FirstName=given, Company=company, Email=email),
            )


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    made = Company(tmp_path_factory.mktemp("rules"))
    yield made
    made.standins.close()


@pytest.fixture(scope="module", params=["few", "many"])
def rows(company: Company, request: pytest.FixtureRequest) -> dict[str, dict[str, str]]:
    """What a link run says of each card, asked for one by one or read as a whole; and it is taken back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link_run, "FEW", 200 if request.param == "few" else 0)
        preview = company.admin.type("link", "--dry-run", "--json", "--lang", "en")
        answer = company.admin.type("link", "--json", "--lang", "en")
    assert (preview.code, answer.code) == (0, 0), answer.stderr
    found, foreseen = ({row["card_id"]: row for row in company.admin.rows(one.json)} for one in (answer, preview))
    assert found == foreseen
    assert company.admin.type("undo", answer.json["run"], "--json").code == 0
    assert not company.salesforce.query(f"SELECT Id FROM {OWN} WHERE Contact__c != null OR Lead__c != null")
    return found


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_rule(company: Company, rows: dict[str, dict[str, str]], case: Case) -> None:
    for at, (outcome, person) in enumerate(case.ends):
        row = rows[company.cards[case.name, at]]
        wanted = company.people[case.name, person] if person else ""
        assert (row["outcome"], row["target_id"]) == (outcome, wanted), row
        assert row["target_type"] == (person[:-1].capitalize() if person else "")
