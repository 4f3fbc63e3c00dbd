"""Reading every card of a window once, whatever changes meanwhile and however the pages are cut.

Most requests ask for the window from the latest update seen so far, less a second, rather than for "the next
page": a card edited while we read moves to the end of the window and is met there, and none is pushed across
a page border. Page tokens serve where so many cards share a time that this would read too many of them twice.
Where a token is but a number of cards, a card that was deleted or edited in a page read already hides another one
behind that page. So pages that tokens joined are looked at again, all but the last, until nothing is missing there.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from wizard.domain.card import Card, Page
from wizard.domain.errors import PassingFault, Refused
from wizard.domain.ports import CardSource

OVERLAP = timedelta(minutes=5)  # cards that Sansan lists a little late are met by the next sync
AHEAD = timedelta(days=1)  # a clock behind Sansan's must not hide the newest cards
STEP = timedelta(seconds=1)
_FEW = 3  # cards, or a tenth of a page: so many may be read twice
_STALE = (400, 404, 410)  # may mean that a token is no longer known: it can name a card that is gone
_TOKENS = 10  # pages joined by tokens before the window is asked for anew, unless all share one time

_LOOKS = 20  # at pages joined by tokens, while something is edited or deleted there all the time

Pages = Generator[tuple[list[Card], datetime], None, None]


class Piece(NamedTuple):
    """New cards of a page, the latest update met so far, and the update before which none is missing."""

    cards: list[Card]
    latest: datetime
    safe: datetime


def pages(source: CardSource, since: datetime, now: datetime) -> Pages:
    """Yield all cards updated since, up to what is edited while we read, with the update before which none is missing.

    Raises ``PassingFault`` where pages lead nowhere, or never come to rest.
    """
    yield from ((cards, safe) for cards, _, safe in window(source, since, now + AHEAD))


def window(
    source: CardSource, start: datetime, until: datetime, goes_on: Callable[[Piece], bool] = lambda _: True
) -> Iterator[Piece]:
    """Yield the cards of a window, each once for each state it is met in. ``goes_on`` may end it after a piece."""
    walk = _Walk(source, start, until)
    page = source.page(start, until)
    while True:
        piece = walk.take(page)
        yield piece
        ended = not ((page.more or page.until) and goes_on(piece))
        leaves = ended or walk.leaves(page)
        if leaves:
            yield from walk.look_again()
        if ended:
            return
        page = walk.anew(page) if leaves else walk.by_token(page)


class _Walk:
    """The way through one window, as stretches: pages that tokens join."""

    def __init__(self, source: CardSource, start: datetime, until: datetime) -> None:
        self._source, self._start, self._until = source, start, until
        self._latest = self._safe = start
        self._seen: dict[str, datetime | None] = {}
        self._stale = 0  # cards met again since the last new one
        self._stretch: list[_Look] = []

    def take(self, page: Page) -> Piece:
        """Return what is new of the next page."""
        fresh = self._met(page)
        self._stale = 0 if fresh else self._stale + len(page.cards)
        if len(self._stretch) == 1:
            self._safe = self._latest
        return Piece(fresh, self._latest, self._safe)

    def _met(self, page: Page) -> list[Card]:
        fresh = [card for card in page.cards if card.id not in self._seen or self._seen[card.id] != card.updated]
        self._seen.update((card.id, card.updated) for card in fresh)
        self._latest = max([self._latest, *(card.updated for card in page.cards if card.updated)])
        self._stretch.append({(card.id, card.updated) for card in page.cards})
        return fresh

    def leaves(self, page: Page) -> bool:
        """Whether the stretch ends with this page, since the window is asked for anew."""
        if page.until and not page.more:
            return True
        start = self._step()
        tokens = len(self._stretch) - 1
        return start > self._start and not (self._leads_on(page) and tokens < _TOKENS and _many_since(start, page))

    def by_token(self, page: Page) -> Page:
        """Ask for the next page of the stretch."""
        if not self._leads_on(page):  # "more", but leading nowhere: that must not hold us for ever
            raise PassingFault("sansan_paging")
        try:
            return self._source.page(self._start, self._until, page.token)
        except Refused as refusal:
            if refusal.status not in _STALE:
                raise
            return self._ask(self._start)

    def anew(self, page: Page) -> Page:
        """Ask for the window from what was met last, or from where one that was shorter than asked for ended."""
        return self._ask(page.until - STEP if page.until and not page.more else self._step())

    def look_again(self) -> Iterator[Piece]:
        """Yield what was hidden in the stretch, until it looks as it did the last time: then nothing is."""
        looks = 0
        while len(self._stretch) > 1:
            if looks == _LOOKS:
                raise PassingFault("sansan_paging")
            looks += 1
            before, self._stretch = self._stretch, []
            yield from self._look(before)
            if self._stretch == before[:-1]:
                self._stretch = []
        if looks:
            self._safe = self._latest
            yield Piece([], self._latest, self._safe)

    def _look(self, before: list[_Look]) -> Iterator[Piece]:
        """Go through the stretch again, only up to the last page when it looks as before, else as far as then."""
        goal, token = self._latest, ""
        while True:
            try:
                page = self._source.page(self._start, self._until, token)
            except Refused as refusal:
                if refusal.status not in _STALE or not token:
                    raise
                self._stretch = before
                return
            yield Piece(self._met(page), self._latest, self._safe)
            token = page.token if page.more and page.cards else ""
            far = len(self._stretch) >= len(before) and any(c.updated and c.updated >= goal for c in page.cards)
            if self._stretch == before[:-1] or not token or far:
                return
            if len(self._stretch) > 2 * len(before) + _TOKENS:
                raise PassingFault("sansan_paging")

    def _ask(self, start: datetime) -> Page:
        self._start, self._stretch = start, []
        self._seen = {card_id: at for card_id, at in self._seen.items() if at is None or at >= start}
        return self._source.page(start, self._until)

    def _step(self) -> datetime:
        return self._latest.replace(microsecond=0) - STEP

    def _leads_on(self, page: Page) -> bool:
        return bool(page.token and page.cards and self._stale <= len(self._seen))


_Look = set[tuple[str, datetime | None]]


def _many_since(start: datetime, page: Page) -> bool:
    """Whether a window from ``start`` on would read many of a page's cards again."""
    again = sum(1 for card in page.cards if card.updated and card.updated >= start)
    return again > max(_FEW, len(page.cards) // 10)
