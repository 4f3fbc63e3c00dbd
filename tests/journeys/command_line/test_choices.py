"""A choice of cards that matches nothing is never silent: it would let cards out that were to stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import CARD, Administrator, Salesforce, Sansan


@pytest.fixture
def hasty(admin: Administrator) -> HastyAdministrator:
    return HastyAdministrator(admin.folder, admin.ready)


def owners(sansan: Sansan) -> list[str]:
    return sorted({card["owner"]["email"] for card in sansan.cards()})


def excluding(*values: str) -> str:
    return f"[cards]\nexclude_owners = {json.dumps(values, ensure_ascii=False)}\n"


@pytest.mark.parametrize("slip", ["hr@exmaple.com", "人事部", "佐藤 花子"])
def test_an_excluded_owner_who_never_was_a_sansan_user_stops_the_set_up(
    hasty: HastyAdministrator, sansan: Sansan, slip: str
) -> None:
    refused = hasty.type("setup", hasty.setup_file(excluding(owners(sansan)[0], slip)), "--json", "--lang", "en")
    assert refused.code == 2
    assert slip in refused.json["message"]
    assert owners(sansan)[0] not in refused.json["message"]
    assert not Path(hasty.folder, "home", "profiles", "production").exists()


def test_characters_that_nobody_sees_change_no_choice(
    hasty: HastyAdministrator, sansan: Sansan, salesforce: Salesforce
) -> None:
    email = owners(sansan)[0]
    hidden = "\u200b" + email.replace("@", "\u00ad@").upper() + "\u00a0"
    assert "exclude" not in hasty.set_up(excluding(hidden))["message"]
    answer = hasty.sync()
    assert answer["message"] == "The transfer is complete."
    excluded = [card["id"] for card in sansan.cards() if card["owner"]["email"] == email]
    assert answer["skipped"] == len(excluded) > 0
    sent = {
        record["Sansan_CI__BizCardId__c"] for record in salesforce.query(f"SELECT Sansan_CI__BizCardId__c FROM {CARD}")
    }
    assert not sent & set(excluded)


def test_where_the_key_may_not_list_users_it_is_told_by_set_up_and_by_each_transfer(
    hasty: HastyAdministrator, sansan: Sansan
) -> None:
    sansan.settings(users_csv_refused=True)
    known, slip = owners(sansan)[0], "hr@exmaple.com"
    said = hasty.set_up(excluding(known, slip))["message"]
    assert slip in said
    assert known not in said
    for words in (("sync", "--dry-run"), ("sync",), ("sync",)):
        answer = hasty.type(*words, "--json", "--lang", "en")
        assert answer.code == 0
        assert slip in answer.json["message"], words
        assert known not in answer.json["message"]


def test_one_who_has_left_since_is_named_and_stops_nothing(hasty: HastyAdministrator, sansan: Sansan) -> None:
    gone = owners(sansan)[0]
    hasty.set_up(excluding(gone))
    assert gone not in hasty.sync()["message"]
    while cards := [card for card in sansan.cards() if card["owner"]["email"] == gone]:  # older ones come forth
        for card in cards:
            sansan.delete(card["id"])
    listed = "ユーザID,ユーザ名,メールアドレス\r\nu9,残った人,someone@example.com\r\n"
    faults = Faults(hasty.ready["sansan_url"])
    faults.order({"pattern": "/organization/users", "do": "answer", "status": 200, "body": listed, "times": 99})
    assert gone in hasty.sync()["message"]
    assert gone in hasty.set_up(excluding(gone))["message"]


def test_a_date_in_the_future_is_told(hasty: HastyAdministrator) -> None:
    said = hasty.set_up('[cards]\nexchanged_from = "2062-01-01"\n')["message"]
    assert "2062-01-01" in said
    assert "2062-01-01" in hasty.sync()["message"]
