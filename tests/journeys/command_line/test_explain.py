"""``explain CARD``: what became of a card, found by id, name, reading, company or address on both sides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from wizard.standin.services import Standins

OWNER = {"id": "u00001"}


@pytest.fixture
def admin(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    return HastyAdministrator(tmp_path, standins.ready())


def explained(admin: HastyAdministrator, card: str, expected: int = 0) -> dict[str, Any]:
    answer = admin.type("explain", card, "--json", "--lang", "en")
    assert answer.code == expected, answer.stderr
    assert "Traceback" not in answer.stderr
    return answer.json


def only(admin: HastyAdministrator, card: str) -> dict[str, Any]:
    (found,) = explained(admin, card)["cards"]
    return dict(found)


def add(sansan: Sansan, **fields: object) -> str:
    person = {"lastName": "御手洗", "firstName": "一二三", "lastNameReading": "ミタライ", "firstNameReading": "ヒフミ"}
    more = {"companyName": "みたらい商事株式会社", "email": "hifumi@mitarai.example", "title": "部長", "owner": OWNER}
    return sansan.add(**{**person, **more, **fields})


def record(salesforce: Salesforce, card: str) -> dict[str, Any]:
    soql = f"SELECT Id, Owner.Username FROM {CARD} WHERE Sansan_CI__BizCardId__c = '{card}'"
    (found,) = salesforce.query(soql)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "御手洗",
        "御手洗 一二三",
        "御手洗一二三",
        "御手洗　一二三",
        "ミタライ",
        "ミタライ ヒフミ",
        "みたらい商事",
        "みたらい商事株式会社",
        "hifumi@mitarai.example",
        "id",
    ],
)
def test_a_stored_card_is_found_by_what_one_knows_of_it(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan, text: str
) -> None:
    card = add(sansan)
    admin.set_up()
    done = admin.sync()
    found, there = only(admin, card if text == "id" else text), record(salesforce, card)
    assert found == {
        "card_id": card,
        "name": "御手洗 一二三",
        "in_sansan": True,
        "chosen": True,
        "run": done["run"],
        "outcome": "created",
        "reason": "",
        "salesforce_id": there["Id"],
        "owner": there["Owner"]["Username"],
        "link": None,
    }


def test_a_card_is_found_however_it_is_written(admin: HastyAdministrator, sansan: Sansan) -> None:
    card = add(sansan)
    english = add(sansan, lastName="O'Brien", firstName="Mary Ann", companyName="O'Brien & Sons, Inc.", email=None)
    variant = add(sansan, lastName="髙御手洗", firstName="健", companyName="ＡＢＣ商事", email=None)
    admin.set_up()
    admin.sync()
    ways = {
        card: [
            "ｈｉｆｕｍｉ＠ｍｉｔａｒａｉ.example",
            "HIFUMI@mitarai.example",
            "ﾐﾀﾗｲ ﾋﾌﾐ",
            "みたらい ひふみ",
            "一二三 御手洗",
            "株式会社みたらい商事",
            "みたらい商事　株式会社",
            "（株）みたらい商事",
            "\u200b御手洗 一二三\ufeff",
            "御手洗\n一二三",
        ],
        english: ["Mary Ann O'Brien", "O'Brien Mary Ann", "Ｍａｒｙ Ann O'Brien", "o'brien & sons"],
        variant: ["高御手洗 健", "髙御手洗 健", "ABC商事", "ａｂｃ商事"],
    }
    for wanted, texts in ways.items():
        for text in texts:
            assert wanted in {found["card_id"] for found in explained(admin, text)["cards"]}, text


def test_what_no_card_can_hold_fits_none(admin: HastyAdministrator) -> None:
    admin.set_up()
    for text in ("x" * 3_000, "御" * 500, "\x00", "\u200b", " \u3000 "):
        answer = admin.type("explain", "--json", "--lang", "en", "--", text)
        assert (answer.code, "No card fits" in answer.json["message"]) == (2, True), text
        assert len(answer.json["message"]) < 300


def test_several_that_fit_are_all_listed(admin: HastyAdministrator, sansan: Sansan) -> None:
    cards = {add(sansan, firstName=name, email=None) for name in ("一", "二", "三")}
    admin.set_up()
    admin.sync()
    found = explained(admin, "御手洗")
    assert {card["card_id"] for card in found["cards"]} == cards
    assert found["message"] == "Cards that fit: 3."


def test_thousands_that_fit_are_cut_and_it_is_said(admin: HastyAdministrator, sansan: Sansan) -> None:
    for number in range(60):
        add(sansan, firstName=f"{number}", email=None)
    admin.set_up()
    found = explained(admin, "御手洗")
    assert len(found["cards"]) == 50
    assert "More cards fit; the first 50 are shown" in found["message"]


def test_nothing_fits(admin: HastyAdministrator) -> None:
    admin.set_up()
    answer = explained(admin, "どこにもいない人", 2)
    assert answer["cards"] == []
    assert "No card fits “どこにもいない人”" in answer["message"]


@pytest.mark.parametrize("text", ["%", "_", "100%_\\", "O'Brien", "' OR Id != '", "\\", "\n", ""])
def test_texts_that_mean_something_to_a_query_mean_themselves(admin: HastyAdministrator, text: str) -> None:
    admin.set_up()
    admin.sync()
    answer = admin.type("explain", text, "--json", "--lang", "en")
    assert answer.code == 2
    assert "No card fits" in answer.stderr


def test_a_card_that_is_not_chosen(admin: HastyAdministrator, sansan: Sansan) -> None:
    card = add(sansan, exchangeDate="2019-01-01")
    admin.set_up('[cards]\nexchanged_from = "2020-01-01"\n')
    before = only(admin, card)
    assert (before["in_sansan"], before["chosen"], before["run"]) == (True, False, None)
    assert before["reason"] == "The card was exchanged before the chosen date."
    done = admin.sync()
    after = only(admin, "御手洗")
    assert (after["chosen"], after["run"], after["outcome"]) == (False, done["run"], "skipped")
    assert after["reason"] == "The card was exchanged before the chosen date."
    assert after["salesforce_id"] == after["owner"] == ""


def test_an_older_card_of_a_person_is_not_in_the_list(admin: HastyAdministrator, sansan: Sansan) -> None:
    older = add(sansan, personId="P1", exchangeDate="2020-01-01")
    add(sansan, personId="P1", exchangeDate="2024-01-01")
    admin.set_up()
    admin.sync()
    found = only(admin, older)
    assert (found["in_sansan"], found["chosen"], found["run"]) == (True, False, None)
    assert "the person has a newer card" in found["reason"]


def test_a_card_that_was_not_sent_yet(admin: HastyAdministrator, sansan: Sansan) -> None:
    card = add(sansan)
    admin.set_up()
    found = only(admin, card)
    assert (found["chosen"], found["run"], found["outcome"]) == (True, None, None)
    assert found["reason"] == "Not sent yet; the next transfer takes it."


def test_a_refused_card_with_the_organisations_own_words(
    admin: HastyAdministrator, sansan: Sansan, standins: Standins
) -> None:
    card = add(sansan, title="社長室長")
    rule = {
        "object": CARD,
        "field": "Sansan_CI__Title__c",
        "when": "equals",
        "value": "社長室長",
        "message": "社長室の名刺は登録できません。",
    }
    Sansan({**standins.ready(), "sansan_url": standins.ready()["salesforce_url"]}).settings(validation_rules=[rule])
    admin.set_up()
    done = admin.sync(expected=1)
    found = only(admin, card)
    assert (found["run"], found["outcome"]) == (done["run"], "failed")
    assert "社長室の名刺は登録できません。" in found["reason"]


def test_a_card_that_is_gone_in_sansan(admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan) -> None:
    card = add(sansan)
    admin.set_up()
    admin.sync()
    sansan.delete(card)
    for text in (card, "御手洗", "みたらい商事"):
        found = only(admin, text)
        assert (found["in_sansan"], found["chosen"], found["name"]) == (False, None, "御手洗 一二三")
        assert "no longer in Sansan's list" in found["reason"]
        assert found["salesforce_id"] == record(salesforce, card)["Id"]


def test_a_record_that_was_deleted_or_changed_in_salesforce(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    card = add(sansan)
    admin.set_up()
    admin.sync()
    there = record(salesforce, card)["Id"]
    salesforce.change_later(there, Sansan_CI__Title__c="会長")
    assert f"changed in Salesforce by {admin.ready['username']}" in only(admin, card)["reason"]
    salesforce.delete(there)
    found = only(admin, card)
    assert found["salesforce_id"] == ""
    assert "deleted in Salesforce" in found["reason"]


def test_a_run_that_was_taken_back(admin: HastyAdministrator, sansan: Sansan) -> None:
    card = add(sansan)
    admin.set_up()
    done = admin.sync()
    admin.type("undo", done["run"], "--json")
    assert "This run was taken back." in only(admin, card)["reason"]


@pytest.mark.parametrize(("refused", "told"), [("bizCards/search", True), ("bizCards/{id}", None)])
def test_a_key_that_may_less(admin: HastyAdministrator, sansan: Sansan, refused: str, told: bool | None) -> None:
    card = add(sansan)
    admin.set_up()
    admin.sync()
    sansan.settings(refused={refused: 403})
    answer = explained(admin, "ミタライ")
    (found,) = answer["cards"]
    assert (found["card_id"], found["in_sansan"]) == (card, told)
    assert ("may not search in Sansan" in answer["message"]) == (refused == "bizCards/search")


def test_it_is_told_in_plain_words_too(admin: HastyAdministrator, sansan: Sansan) -> None:
    card = add(sansan)
    admin.set_up()
    admin.sync()
    english = admin.type("explain", card, "--lang", "en").stdout
    assert (
        f"Card ID: {card}" in english
        and "Chosen: yes" in english
        and "Outcome: created" in english
        and "Cards that fit: 1." in english
    )
    japanese = admin.type("explain", card, "--lang", "ja").stdout
    assert f"名刺ID: {card}" in japanese and "転送対象: はい" in japanese and "転送の結果: 作成" in japanese


def test_a_card_that_somebody_linked_before(admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan) -> None:
    card = add(sansan)
    admin.set_up()
    admin.sync()
    lead = salesforce.create_of("Lead", LastName="誰か", Company="どこか")
    salesforce.change(record(salesforce, card)["Id"], Sansan_CI__Lead__c=lead)
    assert admin.type("link", "--json", "--lang", "en").code == 0
    link = only(admin, card)["link"]
    assert (link["type"], link["id"][:15], link["by"]) == ("Lead", lead[:15], "other")
