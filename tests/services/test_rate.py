from __future__ import annotations

import json
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from wizard.services.rate import Limiters, RateLimiter


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
    limiter = RateLimiter(per_second, per_minute, time.clock)
    at = []
    for _ in range(calls):
        limiter.wait(time.sleep)
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
    limiter = RateLimiter(0, 0, time.clock)
    for _ in range(1000):
        limiter.wait(time.sleep)
    assert time.slept == []


def test_less_than_one_a_minute_is_still_a_limit() -> None:
    assert moments(0, 0.5, 2)[1] >= 60


def test_time_that_passed_by_itself_counts() -> None:
    time = Time()
    limiter = RateLimiter(1, 0, time.clock)
    limiter.wait(time.sleep)
    time.now += 5
    limiter.wait(time.sleep)
    limiter.wait(time.sleep)
    assert time.slept == [1]


def test_threads_share_one_limit() -> None:
    booked: list[float] = []
    limiter = RateLimiter(10, 0, lambda: 0.0)
    threads = [threading.Thread(target=lambda: [limiter.wait(booked.append) for _ in range(25)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(booked) == pytest.approx([n / 10 for n in range(1, 100)])


def pace(limiter: RateLimiter, time: Time, calls: int) -> float:
    """Seconds a call over so many."""
    began = time.now
    for _ in range(calls):
        limiter.wait(time.sleep)
    return (time.now - began) / calls


@pytest.mark.parametrize(("per_second", "before", "after"), [(4, 0.25, 0.5), (0, 0, 0.1)])
def test_a_refusal_slows_down_and_is_forgotten_in_time(per_second: float, before: float, after: float) -> None:
    time = Time()
    limiter = RateLimiter(per_second, 0, time.clock)
    limiter.wait(time.sleep)
    limiter.slow_down()
    assert pace(limiter, time, 3) == pytest.approx(after, rel=0.1)
    pace(limiter, time, 100)
    assert pace(limiter, time, 3) == pytest.approx(before)


def test_several_refusals_at_a_time_are_one_and_later_ones_slow_down_more() -> None:
    time = Time()
    limiter = RateLimiter(4, 0, time.clock)
    limiter.wait(time.sleep)
    for _ in range(5):
        limiter.slow_down()
    assert pace(limiter, time, 2) == pytest.approx(0.5, rel=0.1)
    time.now += 2
    limiter.slow_down()
    assert pace(limiter, time, 5) > 0.6


def test_nobody_asks_while_the_server_wants_to_be_left_alone() -> None:
    time = Time()
    limiter = RateLimiter(0, 0, time.clock)
    limiter.slow_down(30)
    limiter.wait(time.sleep)
    assert time.slept == [30]


def test_all_who_use_a_key_share_its_limit() -> None:
    limiters = Limiters()
    one = limiters.of("http://127.0.0.1", "key", 4, 280)
    assert limiters.of("http://127.0.0.1", "key", 4, 280) is one
    assert limiters.of("http://127.0.0.1", "another", 4, 280) is not one


def test_the_limits_given_last_hold_and_what_was_asked_counts() -> None:
    time = Time()
    limiter = RateLimiter(1, 0, time.clock)
    limiter.wait(time.sleep)
    limiter.allow(4, 0)
    limiter.wait(time.sleep)
    assert time.slept == [0.25]


def test_two_processes_of_one_home_share_one_limit(tmp_path: Path) -> None:
    """Each has limiters of its own, as a window that counts and the process that transfers have."""
    both = [Limiters().of("http://127.0.0.1", "key", 20, 0, tmp_path) for _ in range(2)]
    moments: list[float] = []
    for limiter in both * 5:
        limiter.wait()
        moments.append(time.monotonic())
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert sum(gaps) >= 9 / 20 - 0.01, "ten calls at twenty a second, whoever makes them"
    both[0].slow_down(0.5)
    began = time.monotonic()
    both[1].wait()
    assert time.monotonic() - began >= 0.45, "what one was told holds for the other"


def test_another_home_has_a_limit_of_its_own(tmp_path: Path) -> None:
    one, other = (Limiters().of("http://127.0.0.1", "key", 1, 0, tmp_path / name) for name in ("a", "b"))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    began = time.monotonic()
    one.wait()
    other.wait()
    assert time.monotonic() - began < 0.9


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}", '{"booked": ["x"], "strain": 1}', '{"booked": null}'])
def test_a_spoilt_file_is_no_hindrance(tmp_path: Path, text: str) -> None:
    limiter = Limiters().of("http://127.0.0.1", "key", 0, 1, tmp_path)
    limiter.wait()
    (file,) = tmp_path.glob("rate-*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "key" not in file.read_text()
    file.write_text(text)
    limiter.wait()


def test_a_clock_that_was_set_back_holds_nobody(tmp_path: Path) -> None:
    limiter = Limiters().of("http://127.0.0.1", "key", 0, 1, tmp_path)
    limiter.wait()
    (file,) = tmp_path.glob("rate-*.json")
    day = 86_400
    ahead = {"booked": [time.time() + day], "strain": 1, "strained_at": 0, "held_until": time.time() + day}
    file.write_text(json.dumps(ahead))
    began = time.monotonic()
    waits: list[float] = []
    limiter.wait(waits.append)
    assert waits == []
    assert time.monotonic() - began < 1
