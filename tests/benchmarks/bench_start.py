"""Measures the cold start to the first usable page next to an empty PySide6 window.

``python -m tests.benchmarks.bench_start``.

Each is a fresh process, from its start until the event loop has drawn the window and waits for the person. They
take turns, so that a busy computer is busy for both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1200, 700)
window.show()
def ready():
    print("ready", flush=True)
    app.quit()
QTimer.singleShot(0, ready)
app.exec()
"""
OURS = """
from wizard.gui.shell import Shell
from PySide6.QtCore import QTimer
show = Shell._show_page
def shown(shell, page):
    show(shell, page)
    QTimer.singleShot(0, lambda: (print("ready", page.step, flush=True), shell.close()))
Shell._show_page = shown
from wizard.cli import main
main(["--lang", "ja"])
"""


def seconds(program: str) -> tuple[float, float]:
    """Run a program in a home of its own; return the seconds until it is ready, and those of processor in all."""
    with tempfile.TemporaryDirectory() as home:
        variables = {**os.environ, "SANSAN_SALESFORCE_HOME": home}
        began = time.perf_counter()
        running = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=variables
        )
        assert running.stdout is not None
        said = running.stdout.readline()
        taken = time.perf_counter() - began
        running.stdout.read()
        _, _, used = os.wait4(running.pid, 0)
        running.returncode = 0  # it was waited for
        if not said.startswith(b"ready"):
            raise RuntimeError("the window did not open")
        return taken, used.ru_utime + used.ru_stime


def main() -> None:
    """Print both, and their ratio."""
    empty, ours = [], []
    for _ in range(ROUNDS):
        empty.append(seconds(EMPTY))
        ours.append(seconds(OURS))
    for name, found in (("empty window", empty), ("first page", ours)):
        walls, processor = [wall for wall, _ in found], statistics.median(cpu for _, cpu in found)
        print(f"cold start, {name}: {statistics.median(walls):.2f} s (slowest {max(walls):.2f}), ", end="")
        print(f"processor {processor:.2f} s")
    print(f"cold start: ratio {statistics.median(w for w, _ in ours) / statistics.median(w for w, _ in empty):.1f}")


if __name__ == "__main__":
    main()
