"""Lists, single cards, persons and search."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from .conftest import EVER


def later(time: str, seconds: int) -> str:
    return (datetime.fromisoformat(time) + timedelta(seconds=seconds)).isoformat()


def times(cards):
    return [card["updatedTime"] for card in cards]


def test_a_full_read_has_every_completed_card_once_in_order(caller):
    cards = caller.cards(includePastBizCards="true")
    assert len({card["id"] for card in cards}) == len(cards) > 1100
    assert times(cards) == sorted(times(cards))
    assert {card["entryStatus"] for card in cards} == {"completed"}


@pytest.mark.parametrize("limit", [7, 100, 299])
@pytest.mark.parametrize("direction", ["asc", "desc"])
def test_paging_loses_and_doubles_nothing_among_equal_times(caller, limit, direction):
    whole = caller.cards(includePastBizCards="true")
    assert max(Counter(times(whole)).values()) > 300
    paged = caller.cards(includePastBizCards="true", limit=limit, orderDirection=direction)
    expected = [card["id"] for card in whole]
    assert [card["id"] for card in paged] == (expected if direction == "asc" else expected[::-1])


def test_the_window_is_inclusive_at_both_ends(caller):
    cards = caller.cards()
    first, last = cards[20]["updatedTime"], cards[700]["updatedTime"]
    expected = [card["id"] for card in cards if first <= card["updatedTime"] <= last]
    assert [c["id"] for c in caller.cards(updatedFrom=first, updatedTo=last)] == expected
    inner = caller.cards(updatedFrom=later(first, 1), updatedTo=later(last, -1))
    assert [c["id"] for c in inner] == [card["id"] for card in cards if first < card["updatedTime"] < last]


def test_any_zone_is_understood(caller):
    japan = caller.cards(updatedFrom="2020-01-01T09:00:00+09:00")
    assert caller.cards(updatedFrom="2020-01-01T00:00:00Z") == japan
    assert 0 < len(japan) < 1200


@pytest.mark.parametrize(
    "wrong",
    [
        {"updatedFrom": None},
        {"updatedTo": None},
        {"updatedFrom": "2020-01-01"},
        {"updatedFrom": "2020-01-01T00:00:00"},
        {"updatedFrom": "2020-01-01T00:00:00 09:00"},
        {"updatedFrom": "2020-13-01T00:00:00Z"},
        {"updatedFrom": EVER["updatedTo"]},
        {"limit": 0},
        {"limit": 301},
        {"limit": "many"},
        {"limit": ""},
        {"range": "everyone"},
        {"entryStatus": "done"},
        {"orderBy": "name"},
        {"orderDirection": "up"},
        {"includeTags": "yes"},
        {"nextPageToken": "abc"},
        {"nextPageToken": "名刺"},
    ],
)
def test_a_wrong_parameter_is_a_400(caller, wrong):
    answer = caller.get("v6.0/bizCards", **{**EVER, **wrong})
    assert answer.status_code == 400
    assert answer.json()["error"][0]["code"] == "invalid_parameter"


def test_a_page_has_100_cards_by_default(caller):
    page = caller.get("v6.0/bizCards", **EVER, range="all").json()
    assert len(page["data"]) == 100
    assert page["hasMore"]


def test_a_token_serves_its_own_query_and_key_only(caller, keys, other):
    query = {**EVER, "range": "all", "limit": 10}
    token = caller.get("v6.0/bizCards", **query).json()["nextPageToken"]
    assert caller.get("v6.0/bizCards", **query, nextPageToken=token).status_code == 200
    for change in (
        {"limit": 11},
        {"range": "me"},
        {"updatedTo": "2098-01-01T00:00:00Z"},
        {"includeTags": "true"},
    ):
        assert caller.get("v6.0/bizCards", **{**query, **change}, nextPageToken=token).status_code == 400
    stranger = other(keys["department"])
    assert stranger.get("v6.0/bizCards", **query, nextPageToken=token).status_code == 400


def test_past_cards_come_only_when_asked_for(caller):
    newest = caller.cards()
    every = caller.cards(includePastBizCards="true")
    hidden = {card["id"] for card in every} - {card["id"] for card in newest}
    pairs = Counter((card["personId"], card["owner"]["id"]) for card in newest)
    assert hidden
    assert set(pairs.values()) == {1}
    for card in every:
        if card["id"] in hidden:
            heir = [c for c in newest if (c["personId"], c["owner"]) == (card["personId"], card["owner"])]
            assert heir[0]["exchangeDate"] >= card["exchangeDate"]


def test_one_person_may_have_cards_of_several_owners(caller):
    owners: dict[str, set[str]] = {}
    for card in caller.cards():
        owners.setdefault(card["personId"], set()).add(card["owner"]["id"])
    assert any(len(of_person) > 1 for of_person in owners.values())


def test_status_chooses_cards(caller):
    waiting = caller.cards(entryStatus=["processing", "unreadable"])
    assert {card["entryStatus"] for card in waiting} == {"processing", "unreadable"}
    assert all(card["companyName"] is None for card in waiting)


def test_tags_come_only_when_asked_for_and_private_ones_to_their_owner_alone(caller, keys, other):
    assert all("tags" not in card for card in caller.cards())
    tagged = caller.cards(includeTags="true")
    me = caller.get("v3.1/me").json()["id"]
    kinds = Counter(tag["type"] for card in tagged for tag in card["tags"])
    private = {c["owner"]["id"] for c in tagged for tag in c["tags"] if tag["type"] == "private"}
    assert kinds["public"] and kinds["shared"]
    assert private == {me}
    own = other(keys["own"]).cards(includeTags="true")
    assert any(tag["type"] == "private" for card in own for tag in card["tags"])


def test_a_key_sees_what_its_user_sees(caller, keys, other, world):
    mine = caller.cards(range="me")
    assert {card["owner"]["id"] for card in mine} == {world.sansan_users[0].id}
    own = other(keys["own"])
    assert {card["owner"]["id"] for card in own.cards()} == {world.sansan_users[-1].id}
    department = {card["owner"]["id"] for card in other(keys["department"]).cards()}
    assert {world.sansan_users[-1].id} < department < {card["owner"]["id"] for card in caller.cards()}
    assert own.get(f"v6.0/bizCards/{mine[0]['id']}").status_code == 404
    assert own.get(f"v6.0/persons/{mine[0]['personId']}").status_code == 404


def test_orders_other_than_by_update_follow_registration(caller):
    for order in ("registeredAt", "completedAt"):
        registered = [c["registeredTime"] for c in caller.cards(orderBy=order, orderDirection="desc", limit=50)]
        assert registered == sorted(registered, reverse=True)


def test_single_cards_images_tags_and_persons(caller):
    cards = caller.cards(includeTags="true")
    card = next(card for card in cards if len(card["tags"]) == 2)
    assert caller.get(f"v6.0/bizCards/{card['id']}", includeTags="true").json() == card
    image = caller.get(f"v6.0/bizCards/{card['id']}/image", side="front")
    assert (image.headers["Content-Type"], image.content[:2]) == ("image/jpeg", b"\xff\xd8")
    backs = {caller.get(f"v6.0/bizCards/{c['id']}/image", side="back").status_code for c in cards[:9]}
    assert backs == {200, 404}
    one = caller.get(f"v6.0/bizCards/{card['id']}/tags", limit=1).json()
    token = one["nextPageToken"]
    two = caller.get(f"v6.0/bizCards/{card['id']}/tags", limit=1, nextPageToken=token).json()
    assert one["data"] + two["data"] == card["tags"]
    person = caller.get(f"v6.0/persons/{card['personId']}").json()["item"]
    assert person["id"] == person["headBizCard"]["personId"] == card["personId"]
    assert caller.get(f"v6.0/persons/{card['id']}").status_code == 404


def test_search_joins_its_conditions(caller):
    card = next(card for card in caller.cards() if card["email"] and card["lastName"] and card["tel"])
    query = {"range": "all", "email": card["email"], "name": card["lastName"], "tel": card["tel"][-4:]}
    found = caller.get("v6.0/bizCards/search", **query).json()
    assert card in found["data"]
    assert all(c["email"] == card["email"] for c in found["data"])
    assert caller.get("v6.0/bizCards/search", **query, mobile="no such").json() == {
        "hasMore": False,
        "data": [],
    }


def test_search_by_tags_takes_any_of_them(caller):
    query = {"range": "all", "tagId": ["t1", "t2"], "includeTags": "true", "limit": 300}
    found = caller.get("v6.0/bizCards/search", **query).json()["data"]
    carried = [{tag["id"] for tag in card["tags"]} for card in found]
    assert all(tags & {"t1", "t2"} for tags in carried)
    assert {tag for tags in carried for tag in tags} >= {"t1", "t2"}


def test_v3_needs_no_window_and_has_fewer_fields(caller):
    page = caller.get("v3.2/bizCards", range="all", limit=300).json()
    assert {"processing", "completed"} <= {card["entryStatus"] for card in page["data"]}
    assert all("secondTel" not in card and set(card["owner"]) == {"id", "name"} for card in page["data"])
