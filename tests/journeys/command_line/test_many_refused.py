"""Cards that Salesforce refuses for good: they are tried when something changed, and cost nothing meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from tests.journeys.command_line.inside import HastyAdministrator
from tests.journeys.command_line.people import CARD, Sansan
from tests.journeys.command_line.place import Place
from wizard.services.salesforce.session import Api

CARDS = 130
REFUSE_ALL = {
    "object": CARD,
    "field": "Sansan_CI__CompanyName__c",
    "when": "contains",
    "value": "",
    "code": "FIELD_CUSTOM_VALIDATION_EXCEPTION",
    "message": "Not like this",
}


@pytest.fixture
def admin(place: Place) -> HastyAdministrator:
    return place.newcomer()


def sync(admin: HastyAdministrator, *words: str) -> dict[str, Any]:
    return admin.type("sync", *words, "--json").json


def requests_of(place: Place, admin: HastyAdministrator, *words: str) -> tuple[int, dict[str, Any]]:
    before = place.sansan.requests() + place.salesforce.requests()
    answer = sync(admin, *words)
    return place.sansan.requests() + place.salesforce.requests() - before, answer


def all_refused(place: Place, admin: HastyAdministrator) -> None:
    """A first transfer of which nothing came through; then so much time passes that nothing is met again."""
    place.salesforce.post("settings", {"validation_rules": [REFUSE_ALL]})
    answer = sync(admin)
    assert (answer["failed"], answer["created"]) == (answer["cards_read"], 0)
    assert answer["failed"] > 100


@contextmanager
def later(days: float) -> Iterator[None]:
    """Let the time that a transfer goes by be ahead."""
    now = Api.now
    with mock.patch.object(Api, "now", lambda api: now(api) + timedelta(days=days)):
        yield


def test_a_sync_with_nothing_new_costs_no_more_whatever_failed(place: Place, admin: HastyAdministrator) -> None:
    other = place.newcomer()
    other.sync()
    usual, _ = requests_of(place, other)
    for record_id in [record["Id"] for record in place.looks.query(f"SELECT Id FROM {CARD}")]:
        place.looks.delete(record_id)
    all_refused(place, admin)
    for _ in range(4):
        cost, answer = requests_of(place, admin)
        assert cost <= usual
        assert answer["created"] == answer["updated"] == 0
    (file,) = admin.folder.rglob("ledger.sqlite")
    with closing(sqlite3.connect(file)) as ledger:
        (rows,) = ledger.execute("SELECT count(*) FROM outcomes").fetchone()
    assert rows < 2 * CARDS
    assert admin.type("status", "--json").json["failed"] > 100


def test_a_card_that_changed_is_tried_again(place: Place, admin: HastyAdministrator) -> None:
    all_refused(place, admin)
    place.mend()
    card_id = Sansan(place.ready).cards()[0]["id"]
    Sansan(place.ready).change(card_id, title="代表取締役")
    answer = sync(admin)
    assert answer["created"] >= 1
    assert card_id in place.records()


def test_all_are_tried_on_request(place: Place, admin: HastyAdministrator) -> None:
    all_refused(place, admin)
    place.mend()
    answer = sync(admin, "--retry-failed")
    assert (answer["created"], answer["failed"]) == (answer["cards_read"], 0)
    assert answer["created"] > 100


def test_a_full_comparison_tries_all(place: Place, admin: HastyAdministrator) -> None:
    all_refused(place, admin)
    place.mend()
    answer = sync(admin, "--full")
    assert (answer["created"], answer["failed"]) == (answer["cards_read"], 0)


def test_what_describe_shows_may_be_the_cure(place: Place, admin: HastyAdministrator) -> None:
    all_refused(place, admin)
    place.mend()
    schema = place.standins.salesforce._org.schema  # an administrator renames a field
    before = schema.get(CARD)
    assert before
    fields = tuple(replace(f, label="役職名") if f.name == "Sansan_CI__Title__c" else f for f in before.fields)
    schema.put(replace(before, fields=fields))
    answer = sync(admin)
    schema.put(before)
    assert answer["failed"] == 0
    assert answer["created"] > 100


def test_some_are_tried_by_themselves_once_a_day(place: Place, admin: HastyAdministrator) -> None:
    all_refused(place, admin)
    place.mend()
    with later(days=1.1):
        first, again = sync(admin), sync(admin)
    assert 50 <= first["created"] <= 60
    assert again["created"] == 0
    with later(days=2.2):
        assert 50 <= sync(admin)["created"] <= 60


def test_locked_rows_go_with_the_next_run(place: Place, admin: HastyAdministrator) -> None:
    place.salesforce.post("settings", {"validation_rules": [{**REFUSE_ALL, "code": "UNABLE_TO_LOCK_ROW"}]})
    assert sync(admin)["failed"] > 100
    place.mend()
    answer = sync(admin)
    assert (answer["failed"], answer["created"]) == (0, answer["cards_read"])
