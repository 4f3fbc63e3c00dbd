"""The seeded world: the same each time, large at no cost, with every awkward case."""

from __future__ import annotations

import pytest

from wizard.standin.sansan import NO_LIMIT, SansanStandin
from wizard.standin.world import World
from wizard.standin.world.cards import Cards

from .conftest import EVER, Caller


def test_the_same_seed_gives_the_same_world():
    first, second = (World.build(300, 25, seed=3) for _ in range(2))
    other = World.build(300, 25, seed=4)
    assert first == second
    assert [Cards(first).card(n) for n in range(300)] == [Cards(second).card(n) for n in range(300)]
    assert (first.api_key, first.password) != (other.api_key, other.password)
    assert Cards(first).card(7) != Cards(other).card(7)


@pytest.mark.parametrize(("cards", "users"), [(0, 1), (1, 1), (60, 1), (60, 3)])
def test_tiny_worlds_work(cards, users):
    world = World.build(cards, users)
    service = SansanStandin(world, rate_limit=NO_LIMIT)
    caller = Caller(service.url, world.api_key)
    read = caller.cards(includePastBizCards="true", entryStatus=["completed", "processing", "unreadable"])
    caller.close()
    service.close()
    assert len(read) == cards
    assert len(world.sansan_users) == users


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


def test_the_cards_hold_what_breaks_naive_code(caller):
    cards = caller.cards(includePastBizCards="true")

    def values(name: str) -> list[str]:
        return [card[name] for card in cards if card.get(name)]

    assert any(len(title) > 128 for title in values("title"))
    assert any(len(company) > 255 for company in values("companyName"))
    assert any(len(memo) > 2000 for memo in values("memo"))
    assert {"=", "+", "-", " "} <= {memo[0] for memo in values("memo")}
    assert any(title.startswith("@") for title in values("title"))
    assert any('"' in memo and "\n" in memo for memo in values("memo"))
    assert any("\r\n" in memo for memo in values("memo"))
    assert any("🎉" in memo for memo in values("memo"))
    assert any("@@" in email for email in values("email"))
    assert any("ﾞ" in reading for reading in values("lastNameReading"))
    assert {"𠮷", "髙"} <= set("".join(values("lastName") + values("firstName")))
    assert any(card["lastName"] is None for card in cards)
    assert any("memo" not in card for card in cards)
    assert any(card["title"] == "" for card in cards)
    assert {"JP", "US", "DE"} <= set(values("countryCode"))
    assert len(set(values("companyName"))) > 100
