"""The rate limit of the Open API, counted for each key.

sansan.md §1.6 [X]: one source says 10 a second, another 300 a minute; both are enforced here. Where the wait stands is
a setting. A refused request counts not [I].
"""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from wizard.standin.sansan.errors import ApiError


@dataclass(frozen=True)
class RateLimit:
    """Requests allowed for one key; 0 switches that limit off."""

    per_second: int = 10
    per_minute: int = 300


NO_LIMIT = RateLimit(0, 0)


class Limiter:
    """Counts the requests of each key in a sliding second and a sliding minute; ``limit`` may be replaced."""

    def __init__(self, limit: RateLimit, clock: Callable[[], float]) -> None:
        self.limit = limit
        self._clock = clock
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def admit(self, key: str) -> None:
        """Count one request; raise ``ApiError`` 429 when it is one too many."""
        with self._lock:
            now = self._clock()
            times = self._times.setdefault(key, deque())
            while times and times[0] <= now - 60:
                times.popleft()
            wait = max(_wait(times, self.limit.per_second, 1, now), _wait(times, self.limit.per_minute, 60, now))
            if wait > 0:
                raise ApiError(429, "Too many requests.", retry_after=math.ceil(wait))
            times.append(now)


def _wait(times: deque[float], allowed: int, seconds: int, now: float) -> float:
    """Return how long the next request must wait, 0 or less when it need not."""
    if allowed == 0 or len(times) < allowed:
        return 0
    return times[-allowed] + seconds - now
