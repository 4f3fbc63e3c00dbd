"""An undo that Salesforce refuses in part can always be finished."""

from __future__ import annotations

from typing import Any

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD, Answer
from tests.journeys.command_line.place import Place

CARDS, LOCKED = 120, 40
FOR_GOOD = 1_000
TITLE, NOTE = "Sansan_CI__Title__c", "Sansan_CI__Note__c"


def ids(place: Place) -> list[str]:
    return [record["Id"] for record in place.looks.query(f"SELECT Id FROM {CARD}")]


def undo(newcomer: HastyAdministrator, run: dict[str, Any], *more: str) -> Answer:
    return newcomer.type("undo", run["run"], "--json", "--lang", "en", *more)


def numbers(answer: Answer) -> tuple[int, int, int, int]:
    return answer.code, answer.json["deleted"], answer.json["restored"], answer.json["left"]


def test_a_lock_that_passes_is_waited_for(place: Place, newcomer: HastyAdministrator) -> None:
    done = newcomer.sync()
    place.salesforce.post("settings", {"locked_rows": dict.fromkeys(ids(place)[:LOCKED], 5)})
    assert numbers(undo(newcomer, done)) == (0, CARDS, 0, 0)
    assert not place.records()
    assert [pause for pause in newcomer.waited if pause >= 1] == [1, 2, 4, 8, 16]
    assert undo(newcomer, done).code == 2


def test_what_is_refused_stays_open_and_goes_with_the_next_undo(place: Place, newcomer: HastyAdministrator) -> None:
    done = newcomer.sync()
    some = ids(place)
    text = "It is associated with the following cases: 00001026"
    hindrances = {"locked_rows": {some[0]: FOR_GOOD}, "undeletable": dict.fromkeys(some[1:LOCKED], text)}
    place.salesforce.post("settings", hindrances)
    for _ in range(2):
        refused = undo(newcomer, done)
        assert numbers(refused) == (1, CARDS - LOCKED, 0, LOCKED)
        told = {row["reason"] for row in newcomer.rows(refused.json) if row["outcome"] == "left"}
        assert len(told) == 2
        assert any(text in why for why in told)
    assert f"{LOCKED} records" in refused.json["message"]
    assert "The same command again" in refused.json["message"]
    place.mend()
    deletions = place.salesforce.stats()["requests"]["DELETE"]["composite/sobjects"]
    assert numbers(undo(newcomer, done)) == (0, CARDS, 0, 0)
    assert place.salesforce.stats()["requests"]["DELETE"]["composite/sobjects"] == deletions + 1
    assert not place.records()
    again = undo(newcomer, done)
    assert again.code == 2
    assert "already" in again.json["message"]


def test_a_sync_between_two_undos_brings_the_cards_again_and_both_can_be_taken_back(
    place: Place, newcomer: HastyAdministrator
) -> None:
    done = newcomer.sync()
    place.salesforce.post("settings", {"undeletable": dict.fromkeys(ids(place)[:LOCKED], "a case")})
    assert undo(newcomer, done).code == 1
    again = newcomer.sync()
    assert (again["created"], again["unchanged"]) == (CARDS - LOCKED, LOCKED)
    assert place.records() == place.undisturbed
    place.mend()
    assert numbers(undo(newcomer, again))[:2] == (0, CARDS - LOCKED)
    assert numbers(undo(newcomer, done)) == (0, CARDS, 0, 0)
    assert not place.records()


def test_restores_are_retried_and_stay_open_alike(place: Place, newcomer: HastyAdministrator) -> None:
    newcomer.sync()
    before = place.records()
    cards = list(before)[:5]
    for card in cards:
        place.sansan.patch(f"cards/{card}", {"title": "会長代行"})
    try:
        done = newcomer.sync()
        assert done["updated"] == len(cards)
        records = place.looks.query(f"SELECT Id FROM {CARD} WHERE {TITLE} = '会長代行'")
        locks = {record["Id"]: 3 for record in records[1:]} | {records[0]["Id"]: FOR_GOOD}
        place.salesforce.post("settings", {"locked_rows": locks})
        refused = undo(newcomer, done)
        assert numbers(refused) == (1, 0, len(cards) - 1, 1)
        assert "in use by something else" in refused.stderr
        place.mend()
        assert numbers(undo(newcomer, done)) == (0, 0, len(cards), 0)
        assert place.records() == before
    finally:
        for card in cards:
            place.sansan.patch(f"cards/{card}", {"title": before[card][TITLE]})


def test_a_field_that_was_hidden_since_holds_no_restore_up(place: Place, newcomer: HastyAdministrator) -> None:
    newcomer.sync()
    before = place.records()
    card = next(iter(before))
    place.sansan.patch(f"cards/{card}", {"title": "会長代行"})
    try:
        done = newcomer.sync()
        place.salesforce.post("settings", {"hidden_fields": [f"{CARD}.{NOTE}"]})
        assert numbers(undo(newcomer, done)) == (0, 0, 1, 0)
        place.mend()
        assert place.records() == before
    finally:
        place.sansan.patch(f"cards/{card}", {"title": before[card][TITLE]})


def test_a_record_that_a_later_run_made_in_its_place_is_left(place: Place, newcomer: HastyAdministrator) -> None:
    """Also within the second of the first run, which the clock of Salesforce does not tell apart."""
    done = newcomer.sync()
    (first, *_) = ids(place)
    place.looks.delete_many([first])
    assert newcomer.type("sync", "--full", "--json", "--lang", "en").json["created"] == 1
    assert numbers(undo(newcomer, done)) == (0, CARDS - 1, 0, 1)
    assert len(place.records()) == 1
    assert numbers(undo(newcomer, done, "--even-changed")) == (0, CARDS, 0, 0)
