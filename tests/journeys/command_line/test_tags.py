"""``tags_any``: only cards with one of these tags go; a tag put on a card today brings it with the next sync."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line.inside import Faults, HastyAdministrator
from tests.journeys.command_line.people import CARD, Salesforce, Sansan
from wizard.standin.services import Standins

CHOSEN = ("展示会", "VIP☆")
CHOICE = '[cards]\ntags_any = ["展示会", "VIP☆"]\n'


@pytest.fixture
def admin(standins: Standins, tmp_path: Path) -> HastyAdministrator:
    return HastyAdministrator(tmp_path, standins.ready())


def names(card: dict[str, Any]) -> set[str]:
    return {tag["name"] for tag in card["tags"]}


def tagged(sansan: Sansan) -> set[str]:
    return {card["id"] for card in sansan.cards() if names(card) & set(CHOSEN)}


def stored(salesforce: Salesforce) -> set[str]:
    key = "Sansan_CI__BizCardId__c"
    return {record[key] for record in salesforce.query(f"SELECT {key} FROM {CARD}")}


def tag(sansan: Sansan, name: str) -> dict[str, Any]:
    """A tag as it stands on some card."""
    return next(tag for card in sansan.cards() for tag in card["tags"] if tag["name"] == name)


def untagged(sansan: Sansan) -> str:
    """An old card with none of the chosen tags."""
    return next(card["id"] for card in sansan.cards() if not names(card) & set(CHOSEN))


def test_only_cards_with_a_chosen_tag_go(admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan) -> None:
    admin.set_up(CHOICE)
    told = admin.type("sync", "--dry-run", "--json").json
    done = admin.sync()
    wanted = tagged(sansan)
    assert 0 < len(wanted) < done["cards_read"]
    assert stored(salesforce) == wanted
    assert (told["created"], told["skipped"]) == (done["created"], done["skipped"])
    assert (done["created"], done["skipped"]) == (len(wanted), done["cards_read"] - len(wanted))
    reasons = {row["reason"] for row in admin.rows(done) if row["outcome"] == "skipped"}
    assert reasons == {"The card has none of the chosen tags."}


def test_a_card_tagged_today_comes_with_the_next_sync(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up(CHOICE)
    admin.sync()
    card = untagged(sansan)
    sansan.change(card, tags=[tag(sansan, "VIP☆")])
    told = admin.type("sync", "--dry-run", "--json").json
    done = admin.sync()
    assert told["created"] == done["created"] == 1
    assert card in stored(salesforce)
    assert admin.sync()["created"] == 0


def test_a_tag_taken_away_stops_updates_and_deletes_nothing(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan
) -> None:
    admin.set_up(CHOICE)
    admin.sync()
    card = sorted(tagged(sansan))[0]
    sansan.change(card, tags=[])
    sansan.change(card, title="会長")
    done = admin.sync()
    assert (done["updated"], done["created"]) == (0, 0)
    (row,) = [row for row in admin.rows(done) if row["card_id"] == card]
    assert row["outcome"] == "skipped"
    title = f"SELECT Sansan_CI__Title__c FROM {CARD} WHERE Sansan_CI__BizCardId__c = '{card}'"
    (record,) = salesforce.query(title)
    assert record["Sansan_CI__Title__c"] != "会長"
    sansan.change(card, tags=[tag(sansan, "展示会")])
    assert admin.sync()["updated"] == 1
    assert salesforce.query(title)[0]["Sansan_CI__Title__c"] == "会長"


def test_a_tag_that_is_not_there_is_refused(admin: HastyAdministrator) -> None:
    answer = admin.type(
        "setup", admin.setup_file('[cards]\ntags_any = ["展示会", "展示會"]\n'), "--json", "--lang", "en"
    )
    assert answer.code == 2
    assert "These tags of cards.tags_any are not in Sansan: 展示會." in answer.stderr
    assert admin.type("status", "--json").code == 2


@pytest.mark.parametrize(
    ("refused", "said"),
    [("tags", "This API key may not list tags"), ("bizCards/search", "This API key may not search cards by tag")],
)
def test_a_key_that_may_less_is_told(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan, refused: str, said: str
) -> None:
    sansan.settings(refused={refused: 403})
    assert said in admin.set_up(CHOICE)["message"]
    done = admin.sync()
    assert said in done["message"]
    assert stored(salesforce) == tagged(sansan)
    card = untagged(sansan)
    sansan.change(card, tags=[tag(sansan, "VIP☆")])
    assert admin.sync()["created"] == 0
    assert admin.type("sync", "--full", "--json").json["created"] == 1


def test_a_tag_that_was_renamed_since_is_named(admin: HastyAdministrator, sansan: Sansan) -> None:
    admin.set_up(CHOICE)
    left = {"hasMore": False, "data": [tag(sansan, "展示会")]}
    Faults(admin.ready["sansan_url"]).order({"path": "/v6.0/tags", "do": "answer", "status": 200, "body": left})
    assert "these are not in Sansan (any more): VIP☆" in admin.sync()["message"]


@pytest.mark.parametrize("settings", [{"tag_filter": "neither"}, {"tag_items": "names", "page_size": 7}], ids=str)
def test_tags_of_other_forms(
    admin: HastyAdministrator, salesforce: Salesforce, sansan: Sansan, settings: dict[str, object]
) -> None:
    wanted = tagged(sansan)
    sansan.settings(**settings)
    admin.set_up(CHOICE)
    admin.sync()
    assert stored(salesforce) == wanted
