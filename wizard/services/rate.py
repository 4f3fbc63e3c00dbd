"""Our own limit on how often a service is asked, safe for several threads."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable


class RateLimiter:
    """At most ``per_second`` evenly spaced calls and ``per_minute`` in any minute; 0 means no limit."""

    def __init__(
        self,
        per_second: float,
        per_minute: float,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._per_minute = math.ceil(per_minute)
        self._sleep, self._clock = sleep, clock
        self._booked: deque[float] = deque(maxlen=self._per_minute or 1)
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next call may be made."""
        if self._gap or self._per_minute:
            delay = self._book() - self._clock()
            if delay > 0:
                self._sleep(delay)

    def _book(self) -> float:
        """Reserve the next free moment and return it."""
        with self._lock:
            at = self._clock()
            if self._booked:
                at = max(at, self._booked[-1] + self._gap)
            if self._per_minute and len(self._booked) == self._per_minute:
                at = max(at, self._booked[0] + 60)
            self._booked.append(at)
            return at
