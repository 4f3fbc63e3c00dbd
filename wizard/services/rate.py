"""Our own limit on how often a service is asked, safe for several threads."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable

_MOST_STRAIN = 16.0
_RELIEF = 0.98  # by each call: half the way back takes some 35 calls
_LEAST_GAP = 0.1  # seconds that strain works on where we have no limit of our own


class RateLimiter:
    """At most ``per_second`` evenly spaced calls and ``per_minute`` in any minute; 0 means no limit.

    After a refusal all calls wait as long as was asked, then come at half the pace, and slowly faster again.
    """

    def __init__(self, per_second: float, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._booked: deque[float] = deque()
        self._strain, self._strained_at, self._held_until = 1.0, -math.inf, -math.inf
        self.allow(per_second, per_minute)

    def allow(self, per_second: float, per_minute: float) -> None:
        """Change the limits; what was asked before still counts."""
        with self._lock:
            self._gap = 1 / per_second if per_second else 0.0
            self._per_minute = math.ceil(per_minute)
            self._booked = deque(self._booked, maxlen=self._per_minute or 1)

    def wait(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """Return when the next call may be made."""
        delay = self._book() - self._clock()
        if delay > 0:
            sleep(delay)

    def slow_down(self, seconds: float = 0) -> None:
        """Take note of a refusal: ask less often from now on, and not at all for so many seconds."""
        with self._lock:
            now = self._clock()
            self._held_until = max(self._held_until, now + seconds)
            if now >= self._strained_at + 1:  # several refusals at a time are one
                self._strain = min(self._strain * 2, _MOST_STRAIN)
                self._strained_at = max(now, self._held_until)

    def _book(self) -> float:
        """Reserve the next free moment and return it."""
        with self._lock:
            at = max(self._clock(), self._held_until)
            if self._booked:
                at = max(at, self._booked[-1] + self._spacing())
            if self._per_minute and len(self._booked) == self._per_minute:
                at = max(at, self._booked[0] + 60)
            self._booked.append(at)
            self._strain = max(1.0, self._strain * _RELIEF)
            return at

    def _spacing(self) -> float:
        return self._gap + max(self._gap, _LEAST_GAP) * (self._strain - 1)


class Limiters:
    """One limiter for each key, whoever asks with it: what a service allows, it allows all of them together."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], RateLimiter] = {}
        self._lock = threading.Lock()

    def of(self, address: str, key: str, per_second: float, per_minute: float) -> RateLimiter:
        """Return the limiter of a key at an address; the limits given last hold."""
        with self._lock:
            limiter = self._by_key.setdefault((address, key), RateLimiter(per_second, per_minute))
        limiter.allow(per_second, per_minute)
        return limiter
