"""Reading every card of a window once, whatever changes meanwhile and however the pages are cut.

Most requests ask for the window from the latest update seen so far, less a second, rather than for "the next
page": a card edited while we read moves to the end of the window and is met there, and none is pushed across
a page border. Page tokens serve where so many cards share a time that this would read too many of them twice.
What they joined is told in ``joined``: where a token is but a number of cards, an edit may have hidden one there.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from wizard.domain.card import Card, Page
from wizard.domain.errors import PassingFault, Refused
from wizard.domain.ports import CardSource

OVERLAP = timedelta(minutes=5)  # cards that Sansan lists a little late are met by the next sync
AHEAD = timedelta(days=1)  # a clock behind Sansan's must not hide the newest cards
STEP = timedelta(seconds=1)
_FEW = 3  # cards, or a tenth of a page: so many may be read twice
_STALE = (400, 404, 410)  # may mean that a token is no longer known: it can name a card that is gone
_TOKENS = 10  # pages joined by tokens before the window is asked for anew, unless all share one time

Pages = Generator[tuple[list[Card], datetime], None, None]
Span = tuple[datetime, datetime]


def pages(source: CardSource, since: datetime, now: datetime) -> Pages:
    """Yield all cards updated since, up to what is edited while we read."""
    return window(source, since, now + AHEAD, [])


def window(source: CardSource, start: datetime, until: datetime, joined: list[Span]) -> Pages:
    """Yield lists of cards, each card once for each state it is met in, with the latest update met so far.

    ``joined`` grows by the times whose pages were joined by tokens.
    """
    walk = _Walk(source, start, until, joined)
    page = source.page(start, until)
    try:
        while True:
            yield walk.take(page), walk.latest
            if not (page.more or page.until):
                return
            page = walk.following(page)
    finally:
        walk.end()


class _Walk:
    """The way through one window."""

    def __init__(self, source: CardSource, start: datetime, until: datetime, joined: list[Span]) -> None:
        self._source, self._start, self._until, self._joined = source, start, until, joined
        self.latest = start
        self._seen: dict[str, datetime | None] = {}
        self._stale = 0  # cards met again since the last new one
        self._tokens = 0

    def take(self, page: Page) -> list[Card]:
        """Return what is new of a page."""
        fresh = [card for card in page.cards if card.id not in self._seen or self._seen[card.id] != card.updated]
        self._seen.update((card.id, card.updated) for card in fresh)
        self._stale = 0 if fresh else self._stale + len(page.cards)
        self.latest = max([self.latest, *(card.updated for card in page.cards if card.updated)])
        return fresh

    def following(self, page: Page) -> Page:
        """Ask for what comes after a page, or after a window that was shorter than asked for."""
        if page.until and not page.more:
            return self._anew(page.until - STEP)
        start = self.latest.replace(microsecond=0) - STEP
        leads_on = page.token and page.cards and self._stale <= len(self._seen)
        if start > self._start and not (leads_on and self._tokens < _TOKENS and _many_since(start, page)):
            return self._anew(start)
        if not leads_on:  # "more", but leading nowhere: that must not hold us for ever
            raise PassingFault("sansan_paging")
        self._tokens += 1
        try:
            return self._source.page(self._start, self._until, page.token)
        except Refused as refusal:
            if refusal.status not in _STALE:
                raise
            return self._anew(self._start)

    def end(self) -> None:
        """Tell what tokens joined."""
        if self._tokens and self.latest > self._start:  # else no time of an update is told
            self._joined.append((self._start, self.latest))

    def _anew(self, start: datetime) -> Page:
        self.end()
        self._start, self._tokens = start, 0
        self._seen = {card_id: at for card_id, at in self._seen.items() if at is None or at >= start}
        return self._source.page(start, self._until)


def _many_since(start: datetime, page: Page) -> bool:
    """Whether a window from ``start`` on would read many of a page's cards again."""
    again = sum(1 for card in page.cards if card.updated and card.updated >= start)
    return again > max(_FEW, len(page.cards) // 10)
