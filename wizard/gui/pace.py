"""How fast work goes, smoothed over the last half minute; Qt-free."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_SECONDS = 30.0
_STABLE = 5.0  # a rate over less than this says nothing about the time left


class Pace:
    """Takes how much is done now and then, and tells the rate."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._points: deque[tuple[float, int]] = deque()

    def note(self, done: int) -> None:
        """Note how much is done by now."""
        now = self._clock()
        self._points.append((now, done))
        while now - self._points[0][0] > _SECONDS and len(self._points) > 2:
            self._points.popleft()

    def rate(self) -> float:
        """Return how much is done in a second, 0 while that is unknown."""
        seconds, done = self._span()
        return done / seconds if seconds > 0 else 0.0

    def seconds_left(self, done: int, total: int | None) -> float | None:
        """Return how long the rest takes at this rate; None while that would be a guess."""
        rate = self.rate()
        if total is None or not rate or self._span()[0] < _STABLE:
            return None
        return max(total - done, 0) / rate

    def _span(self) -> tuple[float, int]:
        if not self._points:
            return 0.0, 0
        (began, first), (ended, last) = self._points[0], self._points[-1]
        return ended - began, last - first
