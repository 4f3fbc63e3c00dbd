from __future__ import annotations

import threading

import pytest

from wizard.services.rate import RateLimiter


class Time:
    """A clock that moves only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def moments(per_second: float, per_minute: float, calls: int) -> list[float]:
    """When so many calls in a row were let through, in seconds from the first."""
    time = Time()
    limiter = RateLimiter(per_second, per_minute, time.sleep, time.clock)
    at = []
    for _ in range(calls):
        limiter.wait()
        at.append(time.now)
    return [moment - at[0] for moment in at]


def test_the_first_call_does_not_wait() -> None:
    assert moments(4, 280, 1) == [0]


def test_calls_are_spaced_evenly() -> None:
    assert moments(4, 0, 5) == pytest.approx([0, 0.25, 0.5, 0.75, 1.0])


@pytest.mark.parametrize(("per_second", "per_minute"), [(4, 280), (0, 280), (10, 300), (0, 1), (100, 7)])
def test_no_minute_holds_more_than_allowed(per_second: float, per_minute: int) -> None:
    at = moments(per_second, per_minute, 3 * per_minute + 2)
    for start, end in zip(at, at[per_minute:], strict=False):
        assert end - start >= 60 - 1e-6


def test_the_usual_limits_read_100_000_cards_in_under_two_minutes() -> None:
    assert moments(4, 280, 334)[-1] < 120


def test_no_limit_never_sleeps() -> None:
    time = Time()
    limiter = RateLimiter(0, 0, time.sleep, time.clock)
    for _ in range(1000):
        limiter.wait()
    assert time.slept == []


def test_less_than_one_a_minute_is_still_a_limit() -> None:
    assert moments(0, 0.5, 2)[1] >= 60


def test_time_that_passed_by_itself_counts() -> None:
    time = Time()
    limiter = RateLimiter(1, 0, time.sleep, time.clock)
    limiter.wait()
    time.now += 5
    limiter.wait()
    limiter.wait()
    assert time.slept == [1]


def test_threads_share_one_limit() -> None:
    booked: list[float] = []
    limiter = RateLimiter(10, 0, booked.append, lambda: 0.0)
    threads = [threading.Thread(target=lambda: [limiter.wait() for _ in range(25)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(booked) == pytest.approx([n / 10 for n in range(1, 100)])
