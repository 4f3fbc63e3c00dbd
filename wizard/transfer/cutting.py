"""Who reads which part of the time of the updates, so that several read at once and few pages stay half empty."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wizard.transfer.reading import STEP

WINDOW_CARDS = 15_000  # wished for in one window; each ends with a page that is half empty on average
WORTH_HALVING = 1_200  # cards left in a window when another reader may take half of them
LEAST = timedelta(seconds=60)  # a shorter span is not worth cutting


@dataclass(eq=False)
class Window:
    """A part of the time of updates, both ends included: read up to ``at``, and taken in up to ``reached``."""

    start: datetime
    stop: datetime
    at: datetime = field(init=False)
    reached: datetime = field(init=False)
    cards: int = 0

    def __post_init__(self) -> None:
        self.at = self.reached = self.start

    def density(self) -> float:
        """Return the cards a second met so far."""
        return self.cards / max((self.at - self.start).total_seconds(), 1)


class Cut:
    """The windows being read and those to come, cut as the cards met so far suggest; safe for several threads.

    A window cut too long costs nothing: what is left of it after twice the wished cards is cut anew, and readers
    without work take halves. Windows are read in the order of time, so that little is read again after a stop.
    """

    def __init__(self, start: datetime, stop: datetime, density: float) -> None:
        self._waiting = [Window(start, stop)]
        self._reading: list[Window] = []
        self._untaken: list[Window] = []  # read, or being read, and not all taken in yet
        self._stop, self._density = stop, density
        self._changed = threading.Condition()
        self._stopped = False

    def take(self) -> Window | None:
        """Return the earliest window to read, as soon as there is one; None when all is read."""
        with self._changed:
            while not self._stopped:
                part = self._first() if self._waiting else self._half()
                if part:
                    self._reading.append(part)
                    self._untaken.append(part)
                    return part
                if not self._reading:
                    return None
                self._changed.wait()
            return None

    def goes_on(self, part: Window, cards: int, latest: datetime) -> bool:
        """Take over what a reader met; return whether more of this window is for this reader to read."""
        with self._changed:
            part.at, part.cards = latest, part.cards + cards
            self._changed.notify_all()
            if part.cards < 2 * WINDOW_CARDS or part.stop - latest <= LEAST:
                return latest <= part.stop
            self._waiting.insert(0, Window(latest - STEP, part.stop))
            part.stop = latest
            return False

    def ended(self, part: Window) -> None:
        """Note that a reader has done with a window."""
        with self._changed:
            part.at = part.stop
            self._density = max(part.cards, 1) / max((part.stop - part.start).total_seconds(), 1)
            self._reading.remove(part)
            self._changed.notify_all()

    def arrived(self, part: Window, reached: datetime, *, ended: bool) -> datetime:
        """Note that a window's cards were taken in; return the update before which none is missing."""
        with self._changed:
            part.reached = reached
            if ended:
                self._untaken.remove(part)
            starts = [*(w.reached for w in self._untaken), *(w.start for w in self._waiting)]
            return min([self._stop, *starts])

    def stop(self) -> None:
        """Let nobody wait or read any more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _first(self) -> Window:
        whole = self._waiting.pop(0)
        length = max(LEAST, timedelta(seconds=min(WINDOW_CARDS / self._density, 1e9)))
        mine = Window(whole.start, min(whole.stop, whole.start + length))
        if mine.stop < whole.stop:
            self._waiting.insert(0, Window(mine.stop - STEP, whole.stop))
        return mine

    def _half(self) -> Window | None:
        """Return the later half of what is left of the largest window, if that is worth another reader."""
        longest = max(self._reading, key=_left, default=None)
        if longest is None or _left(longest) < WORTH_HALVING or longest.stop - longest.at < 2 * LEAST:
            return None
        middle = longest.at + (longest.stop - longest.at) / 2
        half = Window(middle - STEP, longest.stop)
        longest.stop = middle
        return half


def _left(part: Window) -> float:
    return part.density() * (part.stop - part.at).total_seconds()
