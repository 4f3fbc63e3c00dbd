from __future__ import annotations

import threading

import pytest

from wizard.domain.control import Control, Progress, Throttled, ignore
from wizard.domain.errors import Interrupted


def stopped(control: Control) -> str:
    with pytest.raises(Interrupted) as caught:
        control.checkpoint()
    return caught.value.code


def test_work_goes_on_until_it_is_cancelled() -> None:
    control = Control()
    control.checkpoint()
    assert not control.cancelled
    control.cancel()
    assert control.cancelled
    assert stopped(control) == "stopped_by_person"


def test_paused_work_waits_for_resume() -> None:
    control, passed = Control(), threading.Event()

    def work() -> None:
        control.checkpoint()
        passed.set()

    control.pause()
    assert control.paused
    worker = threading.Thread(target=work)
    worker.start()
    assert not passed.wait(0.05)
    control.resume()
    worker.join()
    assert passed.is_set()
    assert not control.paused


def test_cancel_ends_a_pause() -> None:
    control, codes = Control(), list[str]()
    control.pause()
    worker = threading.Thread(target=lambda: codes.append(stopped(control)))
    worker.start()
    control.cancel()
    worker.join()
    assert codes == ["stopped_by_person"]


def test_pause_after_cancel_does_not_hold() -> None:
    control = Control()
    control.cancel()
    control.pause()
    worker = threading.Thread(target=lambda: stopped(control), daemon=True)
    worker.start()
    worker.join(5)
    assert not worker.is_alive()


def test_cancel_cuts_a_long_sleep_short() -> None:
    control, codes = Control(), list[str]()

    def work() -> None:
        with pytest.raises(Interrupted) as caught:
            control.sleep(3600)
        codes.append(caught.value.code)

    worker = threading.Thread(target=work)
    worker.start()
    control.cancel()
    worker.join()
    assert codes == ["stopped_by_person"]


def test_a_short_sleep_ends_by_itself() -> None:
    Control().sleep(0)


class Listener:
    """Collects what a throttle lets through; the clock is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.heard: list[int] = []
        self.report = Throttled(lambda progress: self.heard.append(progress.read), clock=lambda: self.now)


def test_at_most_ten_reports_a_second_and_the_last_one() -> None:
    listener = Listener()
    for step in range(1001):
        listener.now = step / 1000
        listener.report(Progress(read=step))
    assert len(listener.heard) in (10, 11)
    listener.report.flush()
    assert listener.heard[0] == 0
    assert listener.heard[-1] == 1000
    assert listener.heard == sorted(set(listener.heard))


def test_slow_reports_all_pass() -> None:
    listener = Listener()
    for step in range(5):
        listener.now = step
        listener.report(Progress(read=step))
    assert listener.heard == [0, 1, 2, 3, 4]


def test_flush_says_nothing_twice() -> None:
    listener = Listener()
    listener.report.flush()
    listener.report(Progress(read=1))
    listener.report.flush()
    listener.report.flush()
    assert listener.heard == [1]


def test_nobody_may_listen() -> None:
    ignore(Progress())
