"""Reading with several requests under way, by cutting the time of the updates into windows.

What was updated last when we began ends the cut; everything edited since is read after all windows, so a card
that moves to the end while its window waits is met there.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime

from wizard.domain.card import Card
from wizard.domain.ports import CardSource
from wizard.transfer.cutting import LEAST, Cut, Window
from wizard.transfer.reading import AHEAD, STEP, Pages, Piece, window

READERS = 4  # ten requests a second at up to 400 ms an answer

_Arrival = tuple[Window, list[Card], datetime, bool] | BaseException | None  # the flag: the window ended


def pages_ahead(source: CardSource, since: datetime, now: datetime) -> Pages:
    """Yield all cards updated since, in no order, with the update before which none is missing."""
    newest = source.newest()
    until = max(now + AHEAD, newest or now)  # Sansan's own times count, whatever a clock says
    first = window(source, since, until)
    for cards, latest, safe in first:
        yield cards, safe
        if newest and newest - latest > LEAST:
            yield from _in_windows(source, Cut(latest - STEP, newest, _density(cards)))
            first = window(source, newest - STEP, until)
        break
    yield from ((cards, safe) for cards, _, safe in first)


def _in_windows(source: CardSource, cut: Cut) -> Pages:
    with closing(_Readers(source, cut)) as readers:
        yield from readers.pages()


def _density(cards: Sequence[Card]) -> float:
    """Return cards a second; the first card of an account may be years later than the time we asked from."""
    times = [card.updated for card in cards if card.updated]
    return len(times) / max((max(times) - min(times)).total_seconds(), 1) if times else 1


class _Readers:
    """Threads that read windows into a short queue."""

    def __init__(self, source: CardSource, cut: Cut) -> None:
        self._source, self._cut = source, cut
        self._queue: queue.Queue[_Arrival] = queue.Queue(READERS)
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
        self._cut.stop()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        try:
            while part := self._cut.take():
                self._read_window(part)
            self._put(None)
        except BaseException as fault:
            self._put(fault)

    def _read_window(self, part: Window) -> None:
        def goes_on(piece: Piece) -> bool:
            return self._cut.goes_on(part, len(piece.cards), piece.latest)

        for cards, _, safe in window(self._source, part.start, part.stop, goes_on):
            if self._stopped.is_set():
                return
            self._put((part, cards, safe, False))
        self._cut.ended(part)
        self._put((part, [], part.stop, True))

    def _put(self, arrival: _Arrival) -> None:
        while not self._stopped.is_set():
            with suppress(queue.Full):
                self._queue.put(arrival, timeout=0.1)
                return
