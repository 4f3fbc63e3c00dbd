"""What several threads share of a service: its clock, and what one of them has learned about it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import requests

from wizard.services.rate import RateLimiter
from wizard.services.retry_policy import RetryPolicy
from wizard.services.salesforce.session import SalesforceSession
from wizard.services.sansan.client import SansanClient


def answered(date: str) -> requests.Response:
    response = requests.Response()
    response.headers["Date"] = date
    return response


def test_an_answer_that_comes_late_does_not_turn_salesforces_clock_back() -> None:
    session = SalesforceSession.__new__(SalesforceSession)
    session._told, session._telling = None, threading.Lock()
    for second in (3, 5, 4):
        session._note_time(answered(f"Mon, 02 Nov 2026 10:00:0{second} GMT"))
    assert session.answered_at == datetime(2026, 11, 2, 10, 0, 5, tzinfo=UTC)


def test_before_any_answer_the_clock_is_ours_and_then_only_salesforces() -> None:
    session = SalesforceSession.__new__(SalesforceSession)
    session._told, session._telling = None, threading.Lock()
    assert abs(session.answered_at - datetime.now(UTC)) < timedelta(minutes=1)
    session._note_time(answered("Mon, 05 Jan 2026 10:00:00 GMT"))
    assert session.answered_at == datetime(2026, 1, 5, 10, tzinfo=UTC), "ours was ahead"


def test_two_readers_refused_at_once_ask_for_less_once() -> None:
    """The second would otherwise ask for large pages again, and for shorter windows without need."""
    client = SansanClient("http://127.0.0.1:9", "key", "6.0", RateLimiter(0, 0), RetryPolicy(lambda _: None))
    year = timedelta(days=365)
    assert [client._ask_for_less(year, 300) for _ in range(2)] == [True, True]
    assert (client._limit, client._longest) == (100, timedelta(days=36_500))
