"""What a tester changes through the control interface, seen through the API."""

from __future__ import annotations

from .conftest import EVER


def test_an_edited_card_comes_last_with_the_latest_time(caller):
    before = caller.cards()
    card = before[5]
    caller.control("PATCH", f"cards/{card['id']}", {"title": "会長", "updatedTime": "1999-01-01T00:00:00Z"})
    after = caller.cards()
    assert after[-1] == {**card, "title": "会長", "updatedTime": after[-1]["updatedTime"]}
    assert after[-1]["updatedTime"] > before[-1]["updatedTime"]
    assert sorted(c["id"] for c in after) == sorted(c["id"] for c in before)
    delta = caller.cards(updatedFrom=after[-1]["updatedTime"])
    assert [c["id"] for c in delta] == [card["id"]]


def test_an_edited_card_keeps_its_place_by_registration(caller):
    before = [card["id"] for card in caller.cards(orderBy="registeredAt")]
    caller.control("PATCH", f"cards/{before[5]}", {"title": "会長"})
    caller.control("PATCH", f"cards/{before[300]}", {"title": "会長"})
    for limit in (6, 300):
        assert [card["id"] for card in caller.cards(orderBy="registeredAt", limit=limit)] == before
    backwards = caller.cards(orderBy="registeredAt", orderDirection="desc", limit=6)
    assert [card["id"] for card in backwards] == before[::-1]


def test_many_edits_are_paged_once_each(caller):
    edited = [card["id"] for card in caller.cards()[10:60]]
    for card_id in [*edited, edited[0]]:
        caller.control("PATCH", f"cards/{card_id}", {"memo": "新"})
    for direction in ("asc", "desc"):
        cards = caller.cards(limit=7, orderDirection=direction)
        assert len({card["id"] for card in cards}) == len(cards)
        tail = cards[-50:] if direction == "asc" else cards[49::-1]
        assert [card["id"] for card in tail] == [*edited[1:], edited[0]]


def test_a_card_edited_while_pages_are_read_moves_to_the_end(caller):
    query = {**EVER, "range": "all", "limit": 100}
    first = caller.get("v6.0/bizCards", **query).json()
    moved = first["data"][3]["id"]
    caller.control("PATCH", f"cards/{moved}", {"memo": "新"})
    rest = caller.cards(limit=100, nextPageToken=first["nextPageToken"])
    assert [card["id"] for card in rest].count(moved) == 1
    assert rest[-1]["id"] == moved


def test_an_added_card_is_found_everywhere(caller, world):
    fields = {"lastName": "新規", "email": "new@example.com", "owner": {"id": world.sansan_users[2].id}}
    added = caller.control("POST", "cards", fields).json()
    assert added["owner"]["email"] == world.sansan_users[2].email
    assert caller.cards()[-1] == added
    assert caller.get(f"v6.0/bizCards/{added['id']}").json() == added
    assert caller.get(f"v6.0/persons/{added['personId']}").json()["item"]["headBizCard"] == added
    assert caller.get("v6.0/bizCards/search", range="all", email="new@example.com").json()["data"] == [added]


def test_a_deleted_card_is_gone(caller):
    before = caller.cards(includePastBizCards="true")
    card = before[8]
    assert caller.control("DELETE", f"cards/{card['id']}").status_code == 204
    assert caller.get(f"v6.0/bizCards/{card['id']}").status_code == 404
    assert caller.cards(includePastBizCards="true") == [c for c in before if c["id"] != card["id"]]
    assert caller.control("PATCH", f"cards/{card['id']}", {}).status_code == 404


def test_a_newer_card_of_the_same_person_and_owner_hides_the_older_one(caller):
    card = caller.cards()[8]
    fields = {"personId": card["personId"], "owner": card["owner"], "lastName": card["lastName"]}
    added = caller.control("POST", "cards", fields).json()
    ids = [c["id"] for c in caller.cards()]
    assert added["id"] in ids and card["id"] not in ids
    caller.control("DELETE", f"cards/{added['id']}")
    assert card["id"] in [c["id"] for c in caller.cards()]


def test_deleting_the_newest_card_brings_the_one_before_back(caller):
    every = {card["id"]: card for card in caller.cards(includePastBizCards="true")}
    newest = {card["id"] for card in caller.cards()}
    past = next(card for card in every.values() if card["id"] not in newest)
    same = [
        card_id
        for card_id in newest
        if (every[card_id]["personId"], every[card_id]["owner"]) == (past["personId"], past["owner"])
    ]
    caller.control("DELETE", f"cards/{same[0]}")
    heirs = {card["id"] for card in caller.cards()} - newest
    assert len(heirs) == 1
    assert every[heirs.pop()]["personId"] == past["personId"]


def test_a_new_owner_changes_who_sees_the_card(caller, keys, other, world):
    card = caller.cards(range="me")[0]
    own = other(keys["own"])
    caller.control("PATCH", f"cards/{card['id']}", {"owner": {"id": world.sansan_users[-1].id}})
    assert own.cards()[-1]["id"] == card["id"]
    assert card["id"] not in [c["id"] for c in caller.cards(range="me")]


def test_tags_can_be_edited(caller):
    card = caller.cards()[0]
    tags = [{"id": "t1", "name": "展示会", "type": "public"}]
    caller.control("PATCH", f"cards/{card['id']}", {"tags": tags})
    assert caller.get(f"v6.0/bizCards/{card['id']}", includeTags="true").json()["tags"] == tags
    assert "tags" not in caller.get(f"v6.0/bizCards/{card['id']}").json()


def test_keys_can_be_added_and_taken_away(caller, other, world):
    key = "K" * 32
    stranger = other(key)
    caller.control("POST", "settings", {"keys": {key: {"user": world.sansan_users[1].id, "sees": "own"}}})
    assert {card["owner"]["id"] for card in stranger.cards()} == {world.sansan_users[1].id}
    caller.control("POST", "settings", {"keys": {key: None}})
    assert stranger.get("v6.0/tags").status_code == 401


def test_one_card_may_come_in_an_item(caller):
    card = caller.cards()[0]
    caller.control("POST", "settings", {"single_card_in_item": True})
    assert caller.get(f"v6.0/bizCards/{card['id']}").json() == {"item": card}


def test_mistakes_change_nothing(caller):
    before = caller.control("GET", "settings").json()
    for wrong in (
        {"users_csv_encoding": "latin-1"},
        {"no such": 1},
        {"users_csv_refused": True, "keys": {"x": {"user": "nobody"}}},
        {"rate_limit": {"per_hour": 3}},
        ["list"],
    ):
        assert caller.control("POST", "settings", wrong).status_code == 400
    assert caller.control("GET", "settings").json() == before
    assert caller.control("GET", "nothing").status_code == 404
    assert caller.control("POST", "cards", {"owner": {"name": "x"}}).status_code == 400


def test_a_key_may_hide_fields(caller, other, world):
    key = "H" * 32
    entry = {"user": world.sansan_users[0].id, "hides": ["email", "mobile"]}
    caller.control("POST", "settings", {"keys": {key: entry}})
    hidden = other(key).cards()
    assert len(hidden) == len(caller.cards())
    assert all("email" not in card and "mobile" not in card and "owner" in card for card in hidden)


def test_the_largest_page_may_be_smaller(caller):
    caller.control("POST", "settings", {"largest_page": 100})
    assert caller.get("v6.0/bizCards", **EVER, limit=101).status_code == 400
    assert len(caller.get("v6.0/bizCards", **EVER, range="all", limit=100).json()["data"]) == 100


def test_no_page_is_larger_than_the_setting(caller):
    caller.control("POST", "settings", {"page_size": 7})
    page = caller.get("v6.0/bizCards", **EVER, range="all", limit=300).json()
    assert len(page["data"]) == 7 and page["hasMore"]


def test_a_token_that_counts_lets_an_edit_hide_a_card(caller):
    caller.control("POST", "settings", {"page_tokens": "count"})
    every = [card["id"] for card in caller.cards()]
    first = caller.get("v6.0/bizCards", **EVER, range="all", limit=100).json()
    caller.control("PATCH", f"cards/{every[3]}", {"memo": "新"})
    rest = [card["id"] for card in caller.cards(limit=100, nextPageToken=first["nextPageToken"])]
    assert set(every) - {card["id"] for card in first["data"]} - set(rest) == {every[100]}


def test_a_token_that_names_a_card_is_refused_when_the_card_is_gone(caller):
    caller.control("POST", "settings", {"page_tokens": "card"})
    first = caller.get("v6.0/bizCards", **EVER, range="all", limit=100).json()
    assert first["nextPageToken"] == first["data"][-1]["id"]
    caller.control("DELETE", f"cards/{first['nextPageToken']}")
    query = {**EVER, "range": "all", "limit": 100, "nextPageToken": first["nextPageToken"]}
    assert caller.get("v6.0/bizCards", **query).status_code == 400
