"""Measures how live the window stays while it transfers: ``python -m tests.benchmarks.bench_window [CARDS]``.

The real window transfers a saved set-up from Home to the result, with the stand-in services in a process of their
own, while a timer of 10 ms runs in its event loop. Every tick that was due counts, those a long gap swallowed too.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.preparation import standins
from tests.journeys.command_line.people import SUPPORT, Administrator

TICK, ON_TIME, NEVER = 10.0, 50.0, 250.0  # milliseconds: between two ticks, still on time, allowed to none


class Ticks:
    """How late each tick came, in milliseconds."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Count from now on."""
        self.late: list[float] = []
        self._last = time.perf_counter()

    def tick(self) -> None:
        """Note the tick that comes now, and those that should have come before it."""
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        self._last = now
        self.late += [max(0.0, gap - TICK * due) for due in range(1, max(1, int(gap / TICK)) + 1)]

    def numbers(self) -> dict[str, float]:
        """Return the share on time, and the worst."""
        on_time = sum(late <= ON_TIME for late in self.late)
        return {"ticks": len(self.late), "on time %": 100 * on_time / len(self.late), "worst ms": max(self.late)}


def measure() -> dict[str, float]:
    """Transfer in the window, from Home to the result. The environment names services, home and keyring."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QAbstractButton, QApplication

    from wizard.app.runner import Runner
    from wizard.gui import theme
    from wizard.gui.languages import Languages
    from wizard.gui.shell import Shell
    from wizard.wiring import Services

    app = QApplication(["bench"])
    theme.Look(app)
    shell = Shell(Runner(Services()), Languages("en"))
    shell.show()
    shell.start()
    ticks, began = Ticks(), time.perf_counter()
    timer = QTimer(interval=int(TICK), timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(ticks.tick)

    def watch() -> None:
        start = shell.findChild(QAbstractButton, "button-transfer")
        if shell.journey is None and start and start.isVisible() and not timer.isActive():
            ticks.start()
            timer.start()
            start.click()
        if shell.page.step == "finished":
            app.quit()

    watcher = QTimer(interval=200)
    watcher.timeout.connect(watch)
    watcher.start()
    app.exec()
    return {**ticks.numbers(), "seconds": time.perf_counter() - began}


def main(cards: int) -> None:
    """Prepare, measure, print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name, standins(cards) as ready:
        admin = Administrator(Path(name), ready)
        admin.set_up()
        os.environ.update(admin.environment())
        sys.path.append(str(SUPPORT))
        print(json.dumps({"cards": cards, **measure()}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
