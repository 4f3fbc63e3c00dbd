"""When the cards were registered and last updated: times that rise with the number of the card.

Because they never fall, a window of time is a range of numbers, found by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

JST = timezone(timedelta(hours=9))
START = int(datetime(2018, 4, 2, 9, tzinfo=JST).timestamp())
END = int(datetime(2025, 3, 31, 18, tzinfo=JST).timestamp())
"""First and last possible update of a generated card, seconds since 1970."""

_REGISTERED_FROM = START - 30 * 86400


def iso(seconds: int) -> str:
    """Return a time as the Open API writes it: ``2026-04-01T10:00:00+09:00``."""
    return datetime.fromtimestamp(seconds, JST).isoformat()


def day(seconds: int) -> str:
    """Return the date in Japan as ``2026-04-01``."""
    return _date((seconds + 9 * 3600) // 86400)


@lru_cache(maxsize=8192)
def _date(days: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=days)).isoformat()


class Timeline:
    """The update times of ``count`` cards, with runs of equal ones as a bulk edit leaves them.

    Of every full 1,000 cards the 100th to 499th share one time, so a run is longer than a page of 300 and
    crosses its border; in smaller worlds the run is a third of all. Elsewhere triples share one, at the end
    too: the last five minutes hold no more than a few cards.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._run = (100, 500) if count >= 1000 else (count // 5, count // 2)
        self._runs_end = max(1000, count - count % 1000)

    def updated(self, number: int) -> int:
        """Return ``updatedTime`` in seconds; never falls as ``number`` rises."""
        start, end = self._run
        offset = number % 1000
        if start <= offset < end and number < self._runs_end:
            number -= offset - start
        elif number % 12 < 3:
            number -= number % 3
        return START + (END - START) * number // self._count

    def window(self, first: int | None, last: int | None) -> range:
        """Return the cards updated from ``first`` to ``last``, both inclusive; None leaves an end open."""
        every = range(self._count)
        low = 0 if first is None else bisect_left(every, first, key=self.updated)
        high = self._count if last is None else bisect_right(every, last, key=self.updated)
        return range(low, max(low, high))


def registered(updated: int) -> int:
    """Return when a card was registered that was last updated at ``updated``: earlier, in the same order."""
    return _REGISTERED_FROM + (updated - _REGISTERED_FROM) * 49 // 50
