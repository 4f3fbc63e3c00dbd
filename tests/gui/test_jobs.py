"""Work in threads: every outcome arrives once, on the GUI thread, and no thread is left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from wizard.domain.control import Control, Progress
from wizard.domain.errors import SignInNeeded
from wizard.gui.jobs import JobRunner, Jobs

Report = Callable[[Any], None]


def on_gui_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def test_a_result_arrives_on_the_gui_thread_when_the_runner_is_free(qtbot: QtBot) -> None:
    runner, seen = JobRunner(), []
    runner.succeeded.connect(lambda result: seen.append((result, on_gui_thread(), runner.busy)))
    with qtbot.waitSignal(runner.idle):
        runner.start(lambda _report, _control: on_gui_thread())
    assert seen == [(False, True, False)]


def test_a_fault_arrives_as_a_value(qtbot: QtBot) -> None:
    def job(_report: Report, _control: Control) -> None:
        raise SignInNeeded("sansan_key_refused")

    runner, seen = JobRunner(), []
    runner.failed.connect(lambda error: seen.append(error.code))
    with qtbot.waitSignal(runner.idle):
        runner.start(job)
    assert seen == ["sansan_key_refused"]


def test_progress_is_throttled_and_its_last_report_arrives_before_the_result(qtbot: QtBot) -> None:
    def job(report: Report, _control: Control) -> str:
        for done in range(1, 50_001):
            report(Progress(done=done))
        return "end"

    runner, seen = JobRunner(), []
    runner.progressed.connect(lambda progress: seen.append(progress.done))
    runner.succeeded.connect(seen.append)
    with qtbot.waitSignal(runner.idle):
        runner.start(job)
    assert seen[-2:] == [50_000, "end"]
    assert len(seen) < 50


def test_a_cancel_ends_a_wait_at_once_and_is_no_fault(qtbot: QtBot) -> None:
    runner, seen = JobRunner(), []
    runner.failed.connect(seen.append)
    runner.start(lambda _report, control: control.sleep(60))
    with qtbot.waitSignals([runner.cancelled, runner.idle], timeout=2000):
        runner.cancel()
    assert seen == []


def test_a_paused_job_holds_and_goes_on(qtbot: QtBot) -> None:
    def job(_report: Report, control: Control) -> str:
        control.pause()
        held.set()
        control.checkpoint()
        return "on"

    runner, seen, held = JobRunner(), [], threading.Event()
    runner.succeeded.connect(seen.append)
    runner.start(job)
    assert held.wait(2)
    assert runner.busy
    with qtbot.waitSignal(runner.idle):
        runner.control.resume()
    assert seen == ["on"]


def test_the_next_job_may_start_from_the_result_of_the_last(qtbot: QtBot) -> None:
    runner, seen = JobRunner(), []

    def again(result: int) -> None:
        seen.append(result)
        if result < 100:
            runner.start(lambda _report, _control: result + 1)

    runner.succeeded.connect(again)
    runner.start(lambda _report, _control: 0)
    qtbot.waitUntil(lambda: len(seen) == 101 and not runner.busy)
    assert seen == list(range(101))


def test_all_runners_are_waited_for(qtbot: QtBot) -> None:
    jobs = Jobs()
    runners = [jobs.runner(asks=ask) for ask in (True, False, False)]
    for runner in runners:
        runner.start(lambda _report, control: control.sleep(60))
    assert jobs.busy
    assert jobs.asking
    with qtbot.waitSignal(jobs.all_idle, timeout=2000):
        jobs.cancel_all()
    assert not jobs.busy


class Emitter(QObject):
    told = Signal(bool)


def test_five_thousand_signals_do_no_harm(qtbot: QtBot) -> None:
    """A fault of one Qt binding lost a reference at each emit, and ended the process after some 550."""
    emitter, seen = Emitter(), []
    emitter.told.connect(seen.append)
    for _ in range(5_000):
        emitter.told.emit(True)
    assert seen == [True] * 5_000
