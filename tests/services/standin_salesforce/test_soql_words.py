"""Queries that name fields and days by one word: FIELDS(ALL), TODAY, LAST_N_DAYS:3."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from wizard.standin.salesforce.soql.date_words import days

from .client import CARD, CARD_ID, Client

TODAY = date(2026, 11, 22)


def test_fields_stand_for_all_that_the_user_sees(sender: Client) -> None:
    sender.call("POST", f"/sobjects/{CARD}", json={CARD_ID: "1"})
    every, standard, custom = (
        set(sender.rows(f"SELECT FIELDS({group}) FROM {CARD} LIMIT 200")[0]) for group in ("ALL", "standard", "CUSTOM")
    )
    assert {"attributes", "Id", "Name", "OwnerId"} <= standard
    assert all(name.endswith("__c") for name in custom - {"attributes"})
    assert standard | custom == every


def test_fields_leave_out_what_the_user_may_not_see(admin: Client, sender: Client) -> None:
    assert "FIELDS" not in str(sender.rows(f"SELECT FIELDS(ALL) FROM {CARD} LIMIT 1"))
    assert "Address" not in set(admin.rows("SELECT FIELDS(STANDARD) FROM User LIMIT 1")[0])


@pytest.mark.parametrize(
    ("soql", "text"),
    [
        ("SELECT FIELDS(ALL) FROM User", "LIMIT of at most 200"),
        ("SELECT FIELDS(CUSTOM) FROM User LIMIT 201", "LIMIT of at most 200"),
        ("SELECT FIELDS(SOME) FROM User LIMIT 1", "unexpected token"),
        ("SELECT FIELDS(STANDARD), COUNT(Id) FROM User", "aggregate"),
        ("SELECT Id, FIELDS(STANDARD) FROM User", "duplicate field selected: Id"),
        ("SELECT Id FROM User WHERE Name = TODAY", "cannot be compared with a date"),
        ("SELECT Id FROM User WHERE CreatedDate = LAST_N_DAYS", "expecting :"),
        ("SELECT Id FROM User WHERE CreatedDate = LAST_N_DAYS:many", "unexpected token"),
        ("SELECT Id FROM User WHERE CreatedDate = LAST_N_DAYS:99999", "invalid number"),
    ],
)
def test_mistakes_are_named(admin: Client, soql: str, text: str) -> None:
    assert text in admin.refused(soql)["message"]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("= LAST_N_DAYS:1", 1),
        ("!= LAST_N_DAYS:1", 0),
        ("= N_DAYS_AGO:5", 0),
        ("< NEXT_YEAR", 1),
        ("<= LAST_YEAR", 0),
        (">= LAST_N_DAYS:1", 1),
        ("> TOMORROW", 0),
    ],
)
def test_days_are_compared_with_moments(admin: Client, condition: str, found: int) -> None:
    admin.call("POST", "/sobjects/Lead", json={"LastName": "a", "Company": "b"})
    assert len(admin.rows(f"SELECT Id FROM Lead WHERE CreatedDate {condition}")) == found


def test_days_are_compared_with_dates(sender: Client) -> None:
    today = datetime.now(UTC).date()
    exchanged = "Sansan_CI__ExchangeDate__c"
    for number in (-40, -2, 30):
        day = (today + timedelta(days=number)).isoformat()
        sender.call("POST", f"/sobjects/{CARD}", json={CARD_ID: str(number), exchanged: day})
    rows = sender.rows(f"SELECT {CARD_ID} FROM {CARD} WHERE {exchanged} = LAST_N_DAYS:3")
    assert [row[CARD_ID] for row in rows] == ["-2"]
    assert len(sender.rows(f"SELECT Id FROM {CARD} WHERE {exchanged} < TODAY")) == 2


@pytest.mark.parametrize(
    ("word", "count", "first", "end"),
    [
        ("today", 0, "2026-11-22", "2026-11-23"),
        ("YESTERDAY", 0, "2026-11-21", "2026-11-22"),
        ("LAST_N_DAYS", 3, "2026-11-19", "2026-11-23"),
        ("NEXT_N_DAYS", 3, "2026-11-23", "2026-11-26"),
        ("N_DAYS_AGO", 3, "2026-11-19", "2026-11-20"),
        ("LAST_MONTH", 0, "2026-10-01", "2026-11-01"),
        ("NEXT_MONTH", 0, "2026-12-01", "2027-01-01"),
        ("LAST_N_MONTHS", 11, "2025-12-01", "2026-11-01"),
        ("THIS_YEAR", 0, "2026-01-01", "2027-01-01"),
    ],
)
def test_words_stand_for_days(word: str, count: int, first: str, end: str) -> None:
    assert days(word, count, TODAY) == (date.fromisoformat(first), date.fromisoformat(end))
