"""The seeded world: the same each time, large at no cost, with every awkward case."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from wizard.standin.sansan import NO_LIMIT, SansanStandin
from wizard.standin.world import World
from wizard.standin.world.cards import Cards

from .conftest import EVER, Caller

AWKWARD = (
    *(("title", ".{129}"), ("companyName", ".{256}"), ("memo", ".{2001}"), ("url", ".{256}"), ("tel", ".{41}")),
    *(("email", "@@.*[.][.]"), ("email", "＠"), ("email", ", "), ("email", "[^@]{60}[.]")),
    *(("lastNameReading", "[ｱ-ﾝ]"), ("tel", "０３－"), ("mobile", "ー"), ("fax", "同上"), ("lastName", "𠮷﨑")),
    *(("memo", '"'), ("memo", "[^\r]\n"), ("memo", "\r\n"), ("memo", "\t"), ("memo", "^ .*　$"), ("memo", "🎉")),
    *(("memo", "^="), ("memo", "^[+]"), ("memo", "^-"), ("title", "^@"), ("departmentName", "^=")),
    *(("companyName", "😀"), ("companyName", "^  "), ("title", "　"), ("postalCode", "^.{11}"), ("firstName", "髙")),
    *(("postalCode", "^[0-9]{7}$"), ("prefecture", "とう")),
)
"""Where each kind of awkward value stands, as a pattern."""


def test_the_same_seed_gives_the_same_world():
    first, second = (World.build(300, 25, seed=3) for _ in range(2))
    other = World.build(300, 25, seed=4)
    assert first == second
    assert [Cards(first).card(n) for n in range(300)] == [Cards(second).card(n) for n in range(300)]
    assert (first.api_key, first.password) != (other.api_key, other.password)
    assert Cards(first).card(7) != Cards(other).card(7)


def read_all(world: World, **params: object) -> list[dict[str, Any]]:
    service = SansanStandin(world, rate_limit=NO_LIMIT)
    caller = Caller(service.url, world.api_key)
    try:
        return caller.cards(**params)
    finally:
        caller.close()
        service.close()


@pytest.mark.parametrize("cards", [0, 1, 7, 120, 1000, 3001])
@pytest.mark.parametrize("users", [1, 2, 40])
def test_a_plain_full_read_answers_exactly_as_many_cards_as_asked_for(cards, users):
    world = World.build(cards, users)
    read = read_all(world, entryStatus="completed", includePastBizCards="false")
    assert len({card["id"] for card in read}) == len(read) == cards
    assert len(world.sansan_users) == users


def test_waiting_unreadable_and_past_cards_come_on_top():
    world = World.build(100, 20)
    every = read_all(world, includePastBizCards="true", entryStatus=["completed", "processing", "unreadable"])
    states = Counter(card["entryStatus"] for card in every)
    assert states["processing"] and states["unreadable"]
    assert states["completed"] > 100


@pytest.mark.parametrize("cards", [100, 500, 1000, 1234, 3001, 100_000, 1_000_000])
def test_few_cards_are_the_latest_so_that_a_delta_is_small(cards):
    generated = Cards(World.build(cards))
    latest = generated.timeline.updated(generated.count - 1)
    assert len(generated.timeline.window(latest - 300, None)) <= 24


def test_a_million_cards_start_at_once_and_a_page_from_the_middle_is_cheap():
    world = World.build(1_000_000, 2000)
    service = SansanStandin(world, rate_limit=NO_LIMIT)
    caller = Caller(service.url, world.api_key)
    query = {**EVER, "updatedFrom": "2021-06-01T00:00:00Z", "range": "all", "limit": 300}
    page = caller.get("v6.0/bizCards", **query).json()
    following = caller.get("v6.0/bizCards", **query, nextPageToken=page["nextPageToken"]).json()
    caller.close()
    service.close()
    assert page["data"][0]["updatedTime"] >= "2021-06-01T09:00:00+09:00"
    assert page["data"][-1]["updatedTime"] <= following["data"][0]["updatedTime"]
    assert not {card["id"] for card in page["data"]} & {card["id"] for card in following["data"]}


def test_sansan_users_meet_salesforce_users_in_every_way(world):
    by_username = {user.username: user for user in world.salesforce_users}
    emails = [user.email for user in world.salesforce_users]
    federated = {user.federation_id for user in world.salesforce_users}
    matched = [by_username.get(user.email.lower()) for user in world.sansan_users]
    rest = [user.email for user, found in zip(world.sansan_users, matched, strict=True) if found is None]
    counts = sorted({emails.count(email) for email in rest})
    assert counts == [0, 1, 2]
    assert any(email in federated for email in rest)
    assert any(emails.count(email) == 0 and email not in federated for email in rest)
    assert {found.active for found in matched if found} == {True, False}
    assert {found.licence for found in matched if found} == {
        "Salesforce",
        "Salesforce Platform",
        "Chatter Free",
        "Chatter External",
    }
    assert sum(found is not None for found in matched) > len(matched) / 2
    assert len(by_username) == len(world.salesforce_users)
    assert world.salesforce_users[0].administrator


def test_keys_look_real(world):
    assert len(world.api_key) == 32 and world.api_key.isalnum()
    assert world.consumer_key.startswith("3MVG9")


def test_users_who_left_still_own_cards(world):
    cards = Cards(world)
    gone = {n for n, user in enumerate(world.sansan_users) if not user.active}
    assert gone & {cards.relations.owner(number) for number in range(cards.count)}


def shown(cards: list[dict[str, Any]], name: str, pattern: str) -> bool:
    return any(re.search(pattern, card[name], re.DOTALL) for card in cards if card.get(name))


@pytest.mark.parametrize("cards", [100, 1000])
def test_a_world_of_a_hundred_cards_shows_every_awkward_value(cards):
    read = read_all(World.build(cards))
    for name, pattern in AWKWARD:
        assert shown(read, name, pattern), (name, pattern)
    for name in ("lastName", "companyName", "title", "email", "prefecture", "countryCode"):
        assert any(card[name] is None for card in read if "countryCode" in card), name
    assert any("memo" not in card for card in read)
    assert any(card["title"] == card["mobile"] == card["departmentName"] == "" for card in read)


def test_the_cards_are_of_many_companies_and_countries(world):
    read = read_all(world)
    assert {"JP", "US", "DE"} <= {card.get("countryCode") for card in read}
    assert len({card["companyName"] for card in read}) > 100
