"""Thousands of records taken back, and thousands compared: few calls, and the same to the last record."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD
from tests.journeys.command_line.place import Place

CARDS = 2_050
TITLE = "Sansan_CI__Title__c"
LATER = '社長, "仮"\n室長'


@pytest.fixture(scope="module")
def made_large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("many"), CARDS)
    yield place
    place.close()


@pytest.fixture
def large(made_large: Place) -> Iterator[Place]:
    yield made_large
    made_large.mend()


def ids(place: Place) -> list[str]:
    return [record["Id"] for record in place.looks.query(f"SELECT Id FROM {CARD}")]


def undo(admin: HastyAdministrator, run: dict[str, Any], *more: str, code: int = 0) -> dict[str, Any]:
    answer = admin.type("undo", run["run"], "--json", "--lang", "en", *more)
    assert answer.code == code, answer.stderr
    return answer.json


def numbers(answer: dict[str, Any]) -> tuple[int, int, int]:
    return answer["deleted"], answer["restored"], answer["left"]


def calls(place: Place) -> int:
    """Calls so far, but for those that ask how a job stands: time passes more quickly here."""
    stats = place.salesforce.stats()
    return int(stats["api_calls"]) - int(stats["requests"].get("GET", {}).get("jobs/ingest/job", 0))


def another(admin: HastyAdministrator) -> HastyAdministrator:
    """The same set-up on another computer, where nothing was transferred yet."""
    folder = admin.folder.with_name(f"{admin.folder.name}-other")
    shutil.copytree(admin.folder, folder)
    for file in (folder / "home").rglob("ledger.sqlite*"):
        file.unlink()
    return HastyAdministrator(folder, admin.ready)


def overwritten(place: Place, admin: HastyAdministrator) -> tuple[HastyAdministrator, dict[str, Any]]:
    """Records that hold something else before a run updates them all."""
    admin.sync()
    first, second, *others = ids(place)
    for some, text in ([first], "#N/A"), ([second], "二\r\n行"), (others, LATER):
        place.looks.change_many(some, **{TITLE: text})
    other = another(admin)
    done = other.sync()
    assert (done["updated"], place.records()) == (CARDS, place.undisturbed)
    return other, done


def test_comparing_and_taking_back_take_few_calls(large: Place) -> None:
    admin = large.newcomer()
    done = admin.sync()
    before = calls(large)
    answer = admin.type("sync", "--full", "--json", "--lang", "en")
    assert (answer.code, answer.json["unchanged"]) == (0, CARDS)
    assert calls(large) - before < 20
    before = calls(large)
    assert numbers(undo(admin, done)) == (CARDS, 0, 0)
    assert calls(large) - before < 20
    assert not large.records()
    assert admin.sync()["created"] == CARDS


def test_what_a_run_overwrote_is_restored_as_it_was(large: Place) -> None:
    """Also a text that a file of rows would take for something else."""
    admin, done = overwritten(large, large.newcomer())
    before = calls(large)
    assert numbers(undo(admin, done)) == (0, CARDS, 0)
    assert calls(large) - before < 20
    found = large.records()
    assert Counter(record[TITLE] for record in found.values()) == {LATER: CARDS - 2, "#N/A": 1, "二\r\n行": 1}
    assert {c: {**r, TITLE: ""} for c, r in found.items()} == {
        c: {**r, TITLE: ""} for c, r in large.undisturbed.items()
    }


def test_what_a_person_changed_or_deleted_since_is_left(large: Place) -> None:
    admin = large.newcomer()
    done = admin.sync()
    changed, deleted, again = ids(large)[:3]
    card = next(row["card_id"] for row in admin.rows(done) if row["salesforce_id"] == again)
    large.looks.delete_many([again])
    assert admin.type("sync", "--full", "--json", "--lang", "en").json["created"] == 1, "under another id"
    for _ in range(2):  # the first time begins from now
        large.looks.change_later(changed, **{TITLE: "edited"})
    large.looks.delete_many([deleted])
    told = undo(admin, done)
    assert numbers(told) == (CARDS - 2, 0, 2)
    assert {row["card_id"] for row in admin.rows(told) if row["outcome"] == "left"} == set(large.records())
    assert card in large.records()
    assert numbers(undo(admin, done, "--even-changed")) == (CARDS, 0, 0)
    assert not large.records()


def test_an_object_without_bulk_and_a_job_that_fails_are_managed(large: Place) -> None:
    admin = large.newcomer()
    done = admin.sync()
    large.salesforce.post("settings", {"bulk_switched_off": [CARD]})
    some = ids(large)[:40]
    large.salesforce.post("settings", {"undeletable": dict.fromkeys(some, "It has cases: 00001026")})
    assert numbers(undo(admin, done, code=1)) == (CARDS - 40, 0, 40)
    large.mend()
    assert numbers(undo(admin, done)) == (CARDS, 0, 0)
    done = admin.sync()
    large.salesforce.post("settings", {"undeletable": dict.fromkeys(ids(large)[:40], "It has cases: 00001026")})
    large.salesforce.post("settings", {"jobs_to_fail": 1, "fail_after_rows": 500})
    assert numbers(undo(admin, done, code=1)) == (CARDS - 40, 0, 40)
    large.mend()
    assert numbers(undo(admin, done)) == (CARDS, 0, 0)
    assert not large.records()


def test_an_undo_whose_answers_are_lost_goes_on(large: Place) -> None:
    admin, done = overwritten(large, large.newcomer())
    large.salesforce.order({"pattern": "successfulResults", "do": "drop_after_work", "times": 50})
    assert admin.type("undo", done["run"], "--json", "--lang", "en").code == 4
    large.mend()
    assert numbers(undo(admin, done)) == (0, CARDS, 0)
    assert {record[TITLE] for record in large.records().values()} == {LATER, "#N/A", "二\r\n行"}
