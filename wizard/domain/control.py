"""How long work is watched and steered: progress out, pause and cancel in. Qt-free."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from wizard.domain.errors import Interrupted


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a transfer, in cards. ``total`` is None while Sansan has not been read to the end."""

    phase: str = "reading"
    read: int = 0
    done: int = 0
    failed: int = 0
    total: int | None = None


Report = Callable[[Progress], None]


def ignore(_: Progress) -> None:
    """Report to nobody."""


class Control:
    """Pause and cancel for one piece of work; safe to call from any thread."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint."""
        self._cancelled.set()
        self._running.set()

    def pause(self) -> None:
        """Hold the work at its next checkpoint until ``resume`` or ``cancel``; cancelled work is not held."""
        self._running.clear()
        if self._cancelled.is_set():
            self._running.set()

    def resume(self) -> None:
        """Let paused work go on."""
        self._running.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        """Whether the work is held."""
        return not self._running.is_set()

    def checkpoint(self) -> None:
        """Wait while paused; raise ``Interrupted`` when cancelled."""
        self._running.wait()
        if self._cancelled.is_set():
            raise Interrupted("stopped_by_person")

    def sleep(self, seconds: float) -> None:
        """Wait, cut short by a cancel (then raise ``Interrupted``)."""
        self._cancelled.wait(seconds)
        self.checkpoint()


class Throttled:
    """Forward at most ten reports a second; ``flush`` forwards the last one."""

    def __init__(self, emit: Report, interval: float = 0.1, clock: Callable[[], float] = time.monotonic) -> None:
        self._emit, self._interval, self._clock = emit, interval, clock
        self._sent_at = float("-inf")
        self._held: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Take one report."""
        self._held = progress
        if self._clock() - self._sent_at >= self._interval:
            self.flush()

    def flush(self) -> None:
        """Send the report held back, if any."""
        if self._held is not None:
            self._sent_at = self._clock()
            self._emit(self._held)
            self._held = None
