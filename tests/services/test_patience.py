from __future__ import annotations

from collections.abc import Callable

import pytest

from wizard.domain.errors import ConnectionLost, Interrupted, PassingFault, Refused, SignInNeeded
from wizard.services.retry_policy import RetryPolicy

WAITS = list[float]


def failing(fault: Callable[[], Exception], times: int = 10_000) -> tuple[Callable[[], str], list[int]]:
    """Work that fails so many times, and a list that grows with each try."""
    tries: list[int] = []

    def work() -> str:
        tries.append(1)
        if len(tries) <= times:
            raise fault()
        return "done"

    return work, tries


def test_work_that_succeeds_is_done_once() -> None:
    waits = WAITS()
    work, tries = failing(lambda: PassingFault("x"), times=0)
    assert RetryPolicy(waits.append)(work) == "done"
    assert (len(tries), waits) == (1, [])


@pytest.mark.parametrize("times", range(1, 6))
def test_a_fault_that_passes_is_borne(times: int) -> None:
    waits = WAITS()
    work, tries = failing(lambda: PassingFault("server_fault"), times)
    assert RetryPolicy(waits.append)(work) == "done"
    assert len(tries) == times + 1
    assert waits == sorted(waits)


def test_patience_ends_after_six_attempts_and_about_a_minute() -> None:
    waits = WAITS()
    work, tries = failing(lambda: ConnectionLost("no_answer", sent=False, host="x"))
    with pytest.raises(ConnectionLost):
        RetryPolicy(waits.append)(work)
    assert len(tries) >= 6
    assert 55 <= sum(waits) <= 75


def test_the_server_is_waited_for_as_long_as_it_says() -> None:
    waits = WAITS()
    work, _ = failing(lambda: PassingFault("too_many_requests", 17), times=2)
    assert RetryPolicy(waits.append)(work) == "done"
    assert waits == [17, 17]


def test_a_minute_is_waited_for_and_no_second_more() -> None:
    waits = WAITS()
    work, _ = failing(lambda: PassingFault("too_many_requests", 60), times=1)
    assert RetryPolicy(waits.append)(work) == "done"
    long, tries = failing(lambda: PassingFault("too_many_requests", 60.5))
    with pytest.raises(PassingFault):
        RetryPolicy(waits.append)(long)
    assert (len(tries), waits) == (1, [60])


@pytest.mark.parametrize(("asked", "total"), [(10, 60), (20, 60), (45, 90), (59, 59), (60, 60)])
def test_all_waits_a_server_asks_for_take_about_a_minute(asked: float, total: float) -> None:
    waits = WAITS()
    work, _ = failing(lambda: PassingFault("too_many_requests", asked))
    with pytest.raises(PassingFault):
        RetryPolicy(waits.append)(work)
    assert sum(waits) == total


def test_somebody_who_waits_in_front_of_it_is_told_soon() -> None:
    waits = WAITS()
    work, tries = failing(lambda: PassingFault("server_fault"))
    with pytest.raises(PassingFault):
        RetryPolicy.hurried(waits.append)(work)
    assert (len(tries), waits) == (3, [1, 2])


@pytest.mark.parametrize("asked", [0, 0.001])
def test_a_server_that_asks_for_no_wait_is_not_hammered(asked: float) -> None:
    waits = WAITS()
    work, tries = failing(lambda: PassingFault("too_many_requests", asked))
    with pytest.raises(PassingFault):
        RetryPolicy(waits.append)(work)
    assert len(tries) < 100


@pytest.mark.parametrize(
    "fault", [SignInNeeded("x"), Refused(400, "x"), Interrupted("request_limit_exceeded"), ValueError("x")]
)
def test_other_faults_are_not_waited_for(fault: Exception) -> None:
    waits = WAITS()
    work, tries = failing(lambda: fault)
    with pytest.raises(type(fault)):
        RetryPolicy(waits.append)(work)
    assert (len(tries), waits) == (1, [])


def test_a_cancel_while_waiting_ends_it() -> None:
    def cancelled(_seconds: float) -> None:
        raise Interrupted("stopped_by_person")

    work, tries = failing(lambda: PassingFault("x"))
    with pytest.raises(Interrupted) as caught:
        RetryPolicy(cancelled)(work)
    assert (caught.value.code, len(tries)) == ("stopped_by_person", 1)
