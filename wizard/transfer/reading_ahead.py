"""Reading with several requests under way, by cutting the time of the updates into windows.

What was updated last when we began ends the cut; everything edited since is read after all windows, by
``reading.pages``, so a card that moves to the end while its window waits is met there.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta

from wizard.domain.card import Card
from wizard.domain.ports import CardSource
from wizard.transfer.reading import STEP, Pages, pages, window

READERS = 3
WINDOW_CARDS = 3_000  # wished for; ten requests, so that the last one's few cards cost little
_LEAST = timedelta(seconds=60)  # a shorter span is not worth cutting

_Arrival = tuple["Window", list[Card], datetime, bool] | BaseException | None  # the flag: the window ended


class Window:
    """A part of the time of updates, from ``start`` to ``stop``, both included; ``reached`` is where we are."""

    def __init__(self, start: datetime, stop: datetime) -> None:
        self.start, self.stop, self.reached = start, stop, start


def pages_ahead(source: CardSource, since: datetime, now: datetime) -> Pages:
    """Yield all cards updated since, in no order, with the update up to which none is missing."""
    first = pages(source, since, now)
    seen = 0
    for cards, latest in first:
        yield cards, latest
        seen += len(cards)
        newest = source.newest() if seen and latest - since > STEP else None
        if newest and newest - latest > _LEAST:
            rate = seen / (latest - since).total_seconds()
            with closing(_Readers(source, Cut(latest - STEP, newest, rate))) as readers:
                yield from readers.pages()
            yield from pages(source, newest - STEP, now)
            return
        break
    yield from first


class Cut:
    """The windows still to read, made as long as the cards met so far suggest; safe for several threads."""

    def __init__(self, start: datetime, stop: datetime, rate: float) -> None:
        self._waiting = [Window(start, stop)]
        self._reading: list[Window] = []
        self._stop, self._rate = stop, rate
        self._lock = threading.Lock()

    def take(self) -> Window | None:
        """Return the earliest window to read, or None."""
        with self._lock:
            if not self._waiting:
                return None
            whole = self._waiting.pop(0)
            length = max(_LEAST, timedelta(seconds=min(WINDOW_CARDS / self._rate, 1e9)))
            mine = Window(whole.start, min(whole.stop, whole.start + length))
            if mine.stop < whole.stop:
                self._waiting.insert(0, Window(mine.stop - STEP, whole.stop))
            self._reading.append(mine)
            return mine

    def learn(self, done: Window, cards: int, latest: datetime) -> None:
        """Take over from a window just read how dense the cards lie; what it left is read by others."""
        with self._lock:
            self._rate = max(cards, 1) / max((latest - done.start).total_seconds(), 1)
            if latest < done.stop:
                self._waiting.insert(0, Window(latest - STEP, done.stop))

    def arrived(self, part: Window, reached: datetime, *, ended: bool) -> datetime:
        """Note that a window's cards were taken in; return the update up to which none is missing."""
        with self._lock:
            part.reached = reached
            if ended:
                self._reading.remove(part)
            starts = [*(w.reached for w in self._reading), *(w.start for w in self._waiting)]
            return min([self._stop, *starts])


class _Readers:
    """Threads that read windows into a short queue."""

    def __init__(self, source: CardSource, cut: Cut) -> None:
        self._source, self._cut = source, cut
        self._queue: queue.Queue[_Arrival] = queue.Queue(READERS * 2)
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._read, daemon=True) for _ in range(READERS)]
        for thread in self._threads:
            thread.start()

    def pages(self) -> Iterator[tuple[list[Card], datetime]]:
        """Yield what arrives. Raises what a reader met."""
        running = len(self._threads)
        while running:
            arrival = self._queue.get()
            if arrival is None:
                running -= 1
            elif isinstance(arrival, BaseException):
                raise arrival
            else:
                part, cards, reached, ended = arrival
                yield cards, self._cut.arrived(part, reached, ended=ended)

    def close(self) -> None:
        """Let the readers end."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        try:
            while (part := self._cut.take()) and not self._stopped.is_set():
                self._read_window(part)
            self._put(None)
        except BaseException as fault:
            self._put(fault)

    def _read_window(self, part: Window) -> None:
        count, latest = 0, part.start
        for cards, latest in window(self._source, part.start, part.stop):
            self._put((part, cards, latest, False))
            count += len(cards)
            if self._stopped.is_set() or (count >= 2 * WINDOW_CARDS and latest < part.stop - _LEAST):
                break
        else:
            latest = part.stop
        self._cut.learn(part, count, latest)
        self._put((part, [], latest, True))

    def _put(self, arrival: _Arrival) -> None:
        while not self._stopped.is_set():
            with suppress(queue.Full):
                self._queue.put(arrival, timeout=0.1)
                return
