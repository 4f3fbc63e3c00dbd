"""Automation of the organisation that manages few rows at once, and objects without Bulk API."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.command_line.people import CARD
from tests.journeys.command_line.place import Place

CARDS, LARGE = 300, 2_300
UPSERTS = "composite/sobjects/by key"
TITLE = "Sansan_CI__Title__c"


@pytest.fixture(scope="module")
def made_large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("large"), LARGE)
    yield place
    place.close()


@pytest.fixture
def large(made_large: Place) -> Iterator[Place]:
    yield made_large
    made_large.mend()


def upserts(place: Place) -> int:
    return int(place.salesforce.stats()["requests"].get("PATCH", {}).get(UPSERTS, 0))


def holding(rows: int, **more: object) -> dict[str, object]:
    """An organisation whose trigger holds for so many rows."""
    return {"automations": [{"object": CARD, "most_rows": rows, **more}]}


@pytest.mark.parametrize(
    ("rows", "calls"),
    [
        (50, 1 + 6),
        (20, 1 + 1 + 30),  # one call of 200 rows, one of 50, thirty of 10
        (4, 1 + 1 + 1 + 300),
    ],
)
def test_rows_go_in_smaller_calls_until_the_automation_manages_them(place: Place, rows: int, calls: int) -> None:
    admin = place.newcomer()
    place.salesforce.post("settings", holding(rows))
    before = upserts(place)
    done = admin.sync()
    assert (done["state"], done["created"]) == ("completed", CARDS)
    assert place.records() == place.undisturbed
    assert upserts(place) - before == calls
    assert "does not manage many records at once" in done["message"]
    assert "System.LimitException" in done["message"]
    assert admin.type("status", "--json", "--lang", "en").json["last_run"] == done


def test_the_rows_of_a_bulk_job_go_in_small_calls_and_the_size_is_remembered(large: Place) -> None:
    admin = large.newcomer()
    large.salesforce.post("settings", holding(50))
    before = upserts(large)
    assert admin.sync()["created"] == LARGE
    assert large.records() == large.undisturbed
    assert upserts(large) - before == LARGE // 50


def test_one_card_that_breaks_an_automation_takes_no_other_with_it(place: Place) -> None:
    admin = place.newcomer()
    bad = next(card for card, record in place.undisturbed.items() if len(record[TITLE] or "") > 3)
    text = place.undisturbed[bad][TITLE]
    hit = {card for card, record in place.undisturbed.items() if text in (record[TITLE] or "")}
    place.salesforce.post("settings", holding(0, field=TITLE, contains=text, message="CardFlow: null reference"))
    done = admin.sync(expected=1)
    assert set(place.records()) == set(place.undisturbed) - hit
    told = {row["card_id"]: row["reason"] for row in admin.rows(done) if row["outcome"] == "failed"}
    assert set(told) == hit
    assert all("CardFlow: null reference" in why for why in told.values())


def test_too_few_calls_for_small_ones_are_told_with_the_number(place: Place) -> None:
    admin = place.newcomer()
    used = place.salesforce.stats()["api_calls"]
    place.salesforce.post("settings", {**holding(20), "daily_api_calls": used + 35})
    stopped = admin.type("sync", "--json", "--lang", "en")
    assert stopped.code == 4
    assert "only 10 cards at a time" in stopped.json["message"]
    assert "300 cards need 30 API calls" in stopped.json["message"]
    place.salesforce.post("settings", {"daily_api_calls": 100_000})
    before = upserts(place)
    done = admin.sync()
    assert (done["run"], done["created"]) == (stopped.json["run"], CARDS)
    assert upserts(place) - before == 30, "what worked is remembered for the whole run"


def test_an_object_without_bulk_is_served_by_small_calls(large: Place) -> None:
    admin = large.newcomer()
    large.salesforce.post("settings", {"bulk_switched_off": [CARD]})
    done = admin.sync()
    assert (done["state"], done["created"]) == ("completed", LARGE)
    assert large.records() == large.undisturbed
    assert "Allow Bulk API Access" in done["message"]
    answer = admin.type("sync", "--full", "--lang", "ja")
    assert "Bulk API アクセス" not in answer.stderr, "a run that writes nothing is not slowed"


def test_a_wrongly_typed_cell_of_a_bulk_row_costs_its_field_only(large: Place) -> None:
    """As in the recorded answer `bulk-info-partial-failure`."""
    admin = large.newcomer()
    text = "Failed to deserialize field at col 3. Due to, 'x' is not a valid value for the type xsd:date"
    rule = {"object": CARD, "field": TITLE, "when": "longer", "value": "0", "message": text, "on_field": True}
    large.salesforce.post("settings", {"validation_rules": [{**rule, "code": "INVALID_FIELD"}]})
    done = admin.sync()
    assert (done["state"], done["created"]) == ("completed", LARGE)
    assert large.records() == {card: {**r, TITLE: None} for card, r in large.undisturbed.items()}


def test_an_undo_copes_with_the_same_automation(place: Place) -> None:
    admin = place.newcomer()
    done = admin.sync()
    place.salesforce.post("settings", holding(20, on_delete=True))
    undone = admin.type("undo", done["run"], "--json", "--lang", "en")
    assert (undone.code, undone.json["deleted"], undone.json["left"]) == (0, CARDS, 0)
    assert not place.records()
