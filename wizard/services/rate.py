"""Our own limit on how often a service is asked, safe for several threads, and shared by the processes of a home."""

from __future__ import annotations

import hashlib
import json
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from wizard.owner_only import owner_only

_MOST_STRAIN = 16.0
_RELIEF = 0.98  # by each call: half the way back takes some 35 calls
_FAR = 3_600.0  # seconds; nothing is booked, or put off, for longer
_LEAST_GAP = 0.1  # seconds that strain works on where we have no limit of our own


class RateLimiter:
    """At most ``per_second`` evenly spaced calls and ``per_minute`` in any minute; 0 means no limit.

    After a refusal all calls wait as long as was asked, then come at half the pace, and slowly faster again.
    """

    def __init__(
        self,
        per_second: float,
        per_minute: float,
        clock: Callable[[], float] = time.monotonic,
        shared: SharedState | None = None,
    ) -> None:
        self._clock, self._shared = clock, shared
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
        with self._state():
            now = self._clock()
            self._held_until = max(self._held_until, now + seconds)
            if now >= self._strained_at + 1:  # several refusals at a time are one
                self._strain = min(self._strain * 2, _MOST_STRAIN)
                self._strained_at = max(now, self._held_until)

    def _book(self) -> float:
        """Reserve the next free moment and return it."""
        with self._state():
            at = max(self._clock(), self._held_until)
            if self._booked:
                at = max(at, self._booked[-1] + self._spacing())
            if self._per_minute and len(self._booked) == self._per_minute:
                at = max(at, self._booked[0] + 60)
            self._booked.append(at)
            self._strain = max(1.0, self._strain * _RELIEF)
            return at

    @contextmanager
    def _state(self) -> Iterator[None]:
        """Hold what was booked, by whichever thread or process."""
        with self._lock:
            if self._shared is None:
                yield
                return
            with self._shared.held() as told:
                self._take(told, self._clock())
                yield
                told.clear()
                told.update(booked=list(self._booked), strain=self._strain)
                told.update(strained_at=self._strained_at, held_until=self._held_until)

    def _take(self, told: dict[str, Any], now: float) -> None:
        """Take over what others booked. What lies far ahead was written before the clock was set back."""
        ahead = now + _FAR
        self._booked = deque((at for at in told.get("booked", ()) if at < ahead), maxlen=self._per_minute or 1)
        self._strain = float(told.get("strain", 1.0))
        strained, held = (told.get(name, -math.inf) for name in ("strained_at", "held_until"))
        self._strained_at = strained if strained < ahead else -math.inf
        self._held_until = held if held < ahead else -math.inf

    def _spacing(self) -> float:
        return self._gap + max(self._gap, _LEAST_GAP) * (self._strain - 1)


class SharedState:
    """What the processes of a home have booked, in a small file that one of them holds at a time."""

    def __init__(self, file: Path) -> None:
        from filelock import FileLock

        self._file, self._holder = file, FileLock(file.with_suffix(".lock"), **owner_only(0o600))

    @contextmanager
    def held(self) -> Iterator[dict[str, Any]]:
        """Give what is booked, and write it back. Where no file can be written, each process counts for itself."""
        with ExitStack() as opened:
            with suppress(OSError):
                opened.enter_context(self._holder)
            told = self._read()
            yield told
            if self._holder.is_locked:
                with suppress(OSError):
                    self._file.touch(0o600)
                    self._file.write_text(json.dumps(told), "ascii")

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._file.read_text("ascii"))
            numbers = (*found["booked"], found["strain"], found["strained_at"], found["held_until"])
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        return found if all(isinstance(number, int | float) for number in numbers) else {}


def _limiter(address: str, key: str, per_second: float, per_minute: float, folder: Path | None) -> RateLimiter:
    if folder is None:
        return RateLimiter(per_second, per_minute)
    name = hashlib.blake2b(f"{address} {key}".encode(), digest_size=8).hexdigest()  # tells nothing of the key
    return RateLimiter(per_second, per_minute, time.time, SharedState(folder / f"rate-{name}.json"))


class Limiters:
    """One limiter for each key, whoever asks with it: what a service allows, it allows all of them together."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str, Path | None], RateLimiter] = {}
        self._lock = threading.Lock()

    def of(
        self, address: str, key: str, per_second: float, per_minute: float, folder: Path | None = None
    ) -> RateLimiter:
        """Return the limiter of a key at an address; the limits given last hold.

        All processes that name the same ``folder`` keep the limit together.
        """
        with self._lock:
            limiter = self._by_key.get((address, key, folder))
            if limiter is None:
                limiter = self._by_key[address, key, folder] = _limiter(address, key, per_second, per_minute, folder)
        limiter.allow(per_second, per_minute)
        return limiter
