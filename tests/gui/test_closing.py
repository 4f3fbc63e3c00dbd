"""Closing the window while work goes on."""

from __future__ import annotations

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from wizard.gui.shell import Shell


def running(shell: Shell) -> list[QThread]:
    def job(_report: object, control: object) -> None:
        control.sleep(60)  # type: ignore[attr-defined]

    runner = shell.jobs.runner(asks=True)
    runner.start(job)
    assert runner._thread is not None
    return [runner._thread]


def press(shell: Shell, name: str) -> None:
    button = shell.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_closing_while_work_goes_on_asks_and_leaves_no_thread(window: Shell, qtbot: QtBot) -> None:
    threads = running(window)
    window.close()
    assert window.isVisible()
    press(window, "ask-close-yes")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert all(thread.isFinished() for thread in threads)
    assert not window.jobs.busy


def test_the_person_may_let_it_work(window: Shell, qtbot: QtBot) -> None:
    running(window)
    window.close()
    press(window, "ask-close-no")
    assert window.isVisible()
    assert window.jobs.busy


def test_without_such_work_the_window_closes_by_itself(window: Shell, qtbot: QtBot) -> None:
    runner = window.jobs.runner()
    runner.start(lambda _report, control: control.sleep(60))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not runner.busy
