"""What links make and fill, sentence by sentence of interfaces.md: one company with a card for each, made at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import Salesforce, Sansan
from wizard.standin.services import Standins

OWN = "Sansan_Card__c"


def card(family: str, given: str, company: str, email: str, **more: str) -> dict[str, str]:
    return {"lastName": family, "firstName": given, "companyName": company, "email": email, **more}


CARDS = {
    "older": card("甲", "一", "A社", "a@a.example", exchangeDate="2020-01-01"),
    "newer": card("甲", "一", "株式会社A社", "", exchangeDate="2024-01-01"),
    "equal1": card("乙", "二", "B社", "b@b.example", exchangeDate="2021-05-05"),
    "equal2": card("乙", "二", "B社", "B@b.example", exchangeDate="2021-05-05"),
    "spelled": card("丙", "三", "ｶﾌﾞｼｷ物産㈱", ""),
    "several": card("丁", "四", "D社", "d@d.example"),
    "no family": card("", "五", "E社", "e@e.example"),
    "no company": card("己", "六", "", "f@f.example"),
    "no given": card("庚", "", "G社", "g@g.example"),
    "fill old": card("辛", "八", "H社", "h@h.example", title="課長", exchangeDate="2019-01-01"),
    "fill new": card("辛", "八", "H社", "h@h.example", title="部長", exchangeDate="2023-01-01"),
    "shared1": card("壬", "九", "I社", "info@i.example"),
    "shared2": card("癸", "十", "I社", "info@i.example"),
    "long": card("子", "一", "J社", "j@j.example", departmentName="課" * 120),
}
COMMON = {"title": "係長", "departmentName": "", "exchangeDate": "2022-02-02"}


class Company:
    """Everything of the table in both services, linked with ``--create contact --fill-empty``."""

    def __init__(self, folder: Path) -> None:
        self.standins = Standins(cards=len(CARDS), users=4, package="absent")
        ready = self.standins.ready()
        sansan = Sansan(ready)
        self.ids = dict(zip(CARDS, (card["id"] for card in sansan.cards()), strict=True))
        for name, values in CARDS.items():
            sansan.change(
                self.ids[name], **{"title": "係長", "departmentName": "", "exchangeDate": "2022-02-02", **values}
            )
        self.admin, self.salesforce = HastyAdministrator(folder, ready), Salesforce(ready)
        self.admin.set_up()
        self.admin.sync()
        make = self.salesforce.make
        self.spelled = make("Account", Name="カブシキ物産株式会社")
        self.several = {make("Account", Name="D社"), make("Account", Name="D社 Co., Ltd.")}
        self.held = make("Contact", LastName="辛", Email="H@h.example", Phone="03")
        self.before = self.everything()
        self.answer = self._link()
        self.rows = {row["card_id"]: row for row in self.admin.rows(self.answer)}
        self.again = self._link()

    def _link(self) -> dict[str, Any]:
        answer = self.admin.type("link", "--create", "contact", "--fill-empty", "--json", "--lang", "en")
        assert answer.code == 0, answer.stderr
        return answer.json

    def row(self, name: str) -> dict[str, str]:
        return self.rows[self.ids[name]]

    def contact(self, name: str) -> dict[str, Any]:
        fields = "Id, LastName, FirstName, Title, Email, Department, Phone, AccountId, Account.Name"
        soql = f"SELECT {fields} FROM Contact WHERE Id = '{self.row(name)['target_id']}'"
        return self.salesforce.query(soql)[0]

    def everything(self) -> list[list[dict[str, Any]]]:
        return [
            self.salesforce.query("SELECT Id, LastName, Title, Phone, Department FROM Contact ORDER BY Id"),
            self.salesforce.query("SELECT Id, Name FROM Account ORDER BY Id"),
            self.salesforce.query(f"SELECT Id, Contact__c, Account__c FROM {OWN} ORDER BY Id"),
        ]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    made = Company(tmp_path_factory.mktemp("creating"))
    yield made
    assert made.admin.type("undo", made.answer["run"], "--json").code == 0
    assert made.everything() == made.before
    made.standins.close()


def test_cards_of_one_person_make_one_record_of_the_newest(company: Company) -> None:
    assert (company.row("newer")["outcome"], company.row("older")["outcome"]) == ("created", "linked")
    assert company.row("newer")["target_id"] == company.row("older")["target_id"]
    assert company.contact("newer")["Account"]["Name"] == "株式会社A社"
    assert company.contact("newer")["Email"] is None


def test_cards_of_an_equal_date_make_one_record(company: Company) -> None:
    rows = company.row("equal1"), company.row("equal2")
    assert sorted(row["outcome"] for row in rows) == ["created", "linked"]
    assert rows[0]["target_id"] == rows[1]["target_id"] != ""


def test_the_account_is_found_whatever_its_spelling_and_never_chosen_among_several(company: Company) -> None:
    assert company.contact("spelled")["AccountId"] == company.spelled
    several = company.row("several")
    assert (several["outcome"], several["target_id"]) == ("ambiguous", "")
    assert "2 accounts" in several["reason"]
    assert set(several["candidates"].split()) == company.several


def test_who_lacks_what_a_record_needs_is_unmatched(company: Company) -> None:
    assert [company.row(name)["outcome"] for name in ("no family", "no company")] == ["unmatched"] * 2
    assert "family name" in company.row("no family")["reason"]
    assert "company" in company.row("no company")["reason"]
    assert company.row("no given")["outcome"] == "created"


def test_the_newest_of_several_cards_fills_what_is_empty(company: Company) -> None:
    assert [company.row(name)["target_id"] for name in ("fill old", "fill new")] == [company.held] * 2
    contact = company.contact("fill new")
    assert (contact["Title"], contact["Phone"]) == ("部長", "03")
    assert company.answer["filled"] == 1


def test_people_of_a_shared_mailbox_stay_two(company: Company) -> None:
    rows = company.row("shared1"), company.row("shared2")
    assert [row["outcome"] for row in rows] == ["created"] * 2
    assert rows[0]["target_id"] != rows[1]["target_id"]
    assert company.contact("shared1")["AccountId"] == company.contact("shared2")["AccountId"]


def test_what_is_too_long_is_shortened_and_said(company: Company) -> None:
    assert len(company.contact("long")["Department"]) <= 80
    assert "shortened" in company.row("long")["reason"]


def test_the_numbers_are_those_of_the_rows_and_a_second_run_makes_nothing(company: Company) -> None:
    outcomes = [row["outcome"] for row in company.rows.values()]
    assert company.answer["cards"] == len(outcomes) == len(CARDS)
    for name in ("linked", "already", "ambiguous", "unmatched", "failed"):
        assert company.answer[name] == outcomes.count(name)
    assert company.answer["created"] == {"lead": 0, "contact": outcomes.count("created"), "account": 5}
    assert (company.again["created"], company.again["linked"]) == ({"lead": 0, "contact": 0, "account": 0}, 0)
