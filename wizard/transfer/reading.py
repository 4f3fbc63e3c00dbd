"""Reading every card of a window once, whatever changes meanwhile and however the pages are cut.

Each request asks for the window from the latest update seen so far, less a second, rather than for "the next
page": a card edited while we read moves to the end of the window and is met there, and none is pushed across
a page border. Page tokens serve only where more cards share an instant than one page holds.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from wizard.domain.card import Card
from wizard.domain.errors import PassingFault
from wizard.domain.ports import CardSource

OVERLAP = timedelta(minutes=5)  # cards that Sansan lists a little late are met by the next sync
AHEAD = timedelta(days=1)  # a clock behind Sansan's must not hide the newest cards
STEP = timedelta(seconds=1)


Pages = Generator[tuple[list[Card], datetime], None, None]


def pages(source: CardSource, since: datetime, now: datetime) -> Pages:
    """Yield all cards updated since, up to what is edited while we read."""
    return window(source, since, now + AHEAD)


def window(source: CardSource, start: datetime, until: datetime) -> Pages:
    """Yield lists of cards, each card once for each state it is met in, with the latest update met so far."""
    latest = start
    seen: dict[str, datetime | None] = {}
    stale = 0
    page = source.page(start, until)
    while True:
        fresh = [card for card in page.cards if card.id not in seen or seen[card.id] != card.updated]
        seen.update((card.id, card.updated) for card in fresh)
        latest = max([latest, *(card.updated for card in page.cards if card.updated)])
        yield fresh, latest
        if not page.more:
            return
        stale = 0 if fresh else stale + len(page.cards)
        following = latest.replace(microsecond=0) - STEP
        if following > start:
            start = following
            seen = {card_id: at for card_id, at in seen.items() if at is None or at >= start}
            page = source.page(start, until)
        elif page.token and page.cards and stale <= len(seen):
            page = source.page(start, until, page.token)
        else:  # "more", but leading nowhere: that must not hold us for ever
            raise PassingFault("sansan_paging")
