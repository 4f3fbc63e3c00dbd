"""Who a card is: by address, by names and company, in the order of the kinds, and never where two fit."""

from __future__ import annotations

import pytest

from wizard.domain.identity import fold_address, fold_company, fold_person
from wizard.domain.links import Kind, LinkedCard, LinkOutcome, Person
from wizard.links.index import LinkIndex
from wizard.links.rules import Candidate, Choices, Unmatched, decide, people

CONTACT, LEAD = Kind.CONTACT, Kind.LEAD


def card(card_id: str, *, email: str = "", last: str = "", first: str = "", company: str = "") -> LinkedCard:
    values = {"email": email, "last_name": last, "first_name": first, "company": company}
    return LinkedCard(card_id, f"r{card_id}", "u1", "", "", "", values)


def person(kind: Kind, record: str, *, email: str = "", last: str = "", first: str = "", company: str = "") -> Person:
    return Person(kind, record, "", email, last, first, company)


def decided(cards: list[LinkedCard], there: list[Person]) -> dict[str, tuple[str, str, str]]:
    """Return outcome, way and target by card."""
    with LinkIndex.temporary() as index:
        index.add_cards(cards)
        index.add_people(there)
        found = [decide(one.card_id, who, shared=one.shared) for one, who in index.cards()]
    return {d.card_id: (str(d.outcome), d.by, d.target_id) for d in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社サンプル", "サンプル㈱"),
        ("（株）サンプル", "サンプル 株式会社"),
        ("ＳＡＭＰＬＥ Co., Ltd.", "Sample"),
        ("Sample, Inc.", "SAMPLE INCORPORATED"),
        ("Acme K.K.", "acme kk"),
        ("医療法人社団 健生会", "健生会"),
        ("Foo GmbH & Co. KG", "Foo"),
        ("Foo AG & Co. KGaA", "Foo"),
        ("ABC Kabushiki Kaisha", "㊑ABC"),
        ("ABC株式會社", "ABC Inc ."),
        ("ｶﾌﾞ 商事㍿", "株式会社カブ商事"),
        ("ABC Pvt. Ltd.", "ABC Private Limited"),
        ("ABC Sp. z o.o.", "ABC A/S"),
        ("上海ABC有限公司", "上海ABC"),
        ("ABC㈱ Co., Ltd.", "（株）ＡＢＣ"),
    ],
)
def test_legal_forms_width_case_and_spaces_do_not_count(one: str, other: str) -> None:
    assert fold_company(one) == fold_company(other)


@pytest.mark.parametrize(
    ("one", "other"), [("株式会社", "有限会社"), ("Procter & Gamble", "Procter"), ("高島屋", "髙島屋"), ("Co", "Inc"),
                     ("Private Eye", "Eye"), ("株式会社ABC東京支店", "ABC")]
)  # fmt: skip
def test_other_companies_stay_apart(one: str, other: str) -> None:
    assert fold_company(one) != fold_company(other)


def test_names_are_compared_by_width_and_spaces_and_addresses_by_case() -> None:
    assert fold_person("Ｙａｍａｄａ") == fold_person("yamada")
    assert fold_person("山 田") == fold_person("山　田") == "山田"
    assert fold_address(" Taro@Example.COM ") == "taro@example.com"


def test_a_contact_by_address_comes_before_a_lead_and_before_any_name() -> None:
    one = card("1", email="taro@a.example", last="山田", first="太郎", company="A株式会社")
    named = {"last": "山田", "first": "太郎", "company": "A"}
    contact, lead = person(CONTACT, "003a", email="TARO@a.example"), person(LEAD, "00Qa", email="taro@a.example")
    by_name, lead_by_name = person(CONTACT, "003b", **named), person(LEAD, "00Qb", **named)
    assert decided([one], [lead_by_name, by_name, lead, contact]) == {"1": ("linked", "email", "003a")}
    assert decided([one], [lead_by_name, by_name, lead]) == {"1": ("linked", "email", "00Qa")}
    assert decided([one], [lead_by_name, by_name]) == {"1": ("linked", "name", "003b")}
    assert decided([one], [lead_by_name]) == {"1": ("linked", "name", "00Qb")}
    assert decided([one], []) == {"1": ("unmatched", "", "")}


def test_two_of_the_deciding_kind_are_left_to_the_person_whatever_comes_after() -> None:
    one = card("1", email="a@a.example", last="山田", first="太郎", company="A")
    two = [person(CONTACT, "003a", email="a@a.example"), person(CONTACT, "003b", email="a@a.example")]
    lead = person(LEAD, "00Qa", email="a@a.example")
    assert decided([one], [*two, lead]) == {"1": ("ambiguous", "email", "")}


def test_a_shared_mailbox_counts_only_with_the_name() -> None:
    cards = [
        card("1", email="info@a.example", last="山田", first="太郎"),
        card("2", email="INFO@a.example", last="佐藤"),
    ]
    box = person(CONTACT, "003a", email="info@a.example")
    taro = person(CONTACT, "003b", email="info@a.example", last="山田", first="太郎")
    assert decided(cards, [box]) == {"1": ("unmatched", "", ""), "2": ("unmatched", "", "")}
    assert decided(cards, [box, taro])["1"] == ("linked", "email", "003b")
    alone = [cards[0], card("3", email="info@a.example")]  # a card without any name speaks against nobody
    assert decided(alone, [box])["1"] == ("linked", "email", "003a")


def test_cards_that_are_not_asked_about_still_show_that_a_mailbox_is_shared() -> None:
    with LinkIndex.temporary() as index:
        index.add_cards([card("1", email="info@a.example", last="山田", first="太郎")])
        index.add_cards([card("2", email="info@a.example", last="佐藤", first="花子")], asked=False)
        index.add_people([person(CONTACT, "003a", email="info@a.example")])
        found = list(index.cards())
    assert [(one.card_id, one.shared) for one, _ in found] == [("1", True)]


@pytest.mark.parametrize("missing", ["last", "first", "company"])
def test_nobody_is_found_by_half_a_name(missing: str) -> None:
    named = {"last": "山田", "first": "太郎", "company": "A"} | {missing: ""}
    assert decided([card("1", **named)], [person(CONTACT, "003a", **named)]) == {"1": ("unmatched", "", "")}


def test_a_persons_choice_has_the_last_word() -> None:
    two = [Candidate(CONTACT, "003a", "001a", "email", True), Candidate(CONTACT, "003b", "", "email", True)]
    this = decide("1", two, shared=False, choices=Choices(chosen=(CONTACT, "003a")))
    assert (this.outcome, this.target_id, this.account_id) == (LinkOutcome.LINKED, "003a", "001a")
    left = decide("1", two, shared=False, choices=Choices(excluded=frozenset({"003b"})))
    assert (left.outcome, left.target_id) == (LinkOutcome.LINKED, "003a")
    nobody = decide("1", two, shared=False, choices=Choices(none=True))
    assert (nobody.outcome, nobody.reason) == (LinkOutcome.UNMATCHED, "chosen_none")


def test_cards_of_one_person_are_one_group_and_the_newest_complete_card_leads() -> None:
    cards = [
        Unmatched(1, "1", "", b"taro", b"", "2020-01-01", True),
        Unmatched(2, "2", "", b"", b"yamada", "2024-01-01", True),
        Unmatched(3, "3", "", b"taro", b"yamada", "2022-01-01", True),
        Unmatched(4, "4", "", b"taro", b"", "2026-01-01", False),
        Unmatched(5, "5", "", b"", b"", "2021-01-01", True),
        Unmatched(6, "6", "", b"", b"", "2021-01-01", True),
    ]
    groups = [[one.card_id for one in group] for group in people(cards)]
    assert sorted(groups) == [["2", "3", "1", "4"], ["5"], ["6"]]
