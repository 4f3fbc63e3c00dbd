"""Which cards a run takes: what changed, everything, or only those that failed or were never sent.

A card that failed for a passing reason goes with the next run; one that Salesforce refused when something of it is
different, and by itself at most once a day, some of them at a time (``ledger.failures``).
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from contextlib import closing, suppress
from datetime import datetime

from wizard.domain.card import BEGINNING, Card
from wizard.domain.errors import Refused
from wizard.domain.ports import CardSource
from wizard.domain.run import FULL, MISSING, RETRY, SYNC
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.reading import OVERLAP
from wizard.transfer.reading_ahead import pages_ahead

ONE_BY_ONE = 50  # failed cards up to this number are read singly, whatever takes fewer requests
_PAGE = 300  # cards that one request brings when everything is read

Arrivals = Generator[tuple[list[Card], datetime | None], None, None]


def in_order(run: Run) -> bool:
    """Whether a run leaves nothing out, so that the mark follows it."""
    return run.kind in {SYNC, FULL}


def cards_to_take(run: Run, source: CardSource, ledger: Ledger, now: datetime, tags: Collection[str] = ()) -> Arrivals:
    """Yield cards, with the update up to which none is missing; None where the mark is to stay.

    A tag does not move a card's update (sansan.md §1.4): where only cards with some ``tags`` go, those are all looked
    at, whenever they were updated.
    """
    if run.kind == RETRY:
        yield from _failed(source, ledger, ledger.failures.cards(), now)
    elif run.kind == MISSING:
        yield from _all(source, now)
    else:
        if run.kind == SYNC and (due := ledger.failures.due()):
            ledger.runs.reach_back()
            yield from _failed(source, ledger, due, now)
        if tags and ledger.runs.watermark() > BEGINNING:
            ledger.runs.reach_back()
            yield from ((cards, None) for cards in _tagged(source, tags))
        with closing(pages_ahead(source, ledger.runs.watermark() - OVERLAP, now)) as read:
            yield from read


def gathered(arrivals: Arrivals, cards: int) -> Arrivals:
    """Yield as much at once as holds so many cards; of a card met twice the later state."""
    met: dict[str, Card] = {}
    reached = None
    with closing(arrivals):
        for some, reached in arrivals:
            met |= {card.id: card for card in some}
            if len(met) >= cards:
                yield list(met.values()), reached
                met.clear()
        if met:
            yield list(met.values()), reached


def cards_to_count(
    run: Run, source: CardSource, ledger: Ledger, now: datetime, tags: Collection[str] = ()
) -> Generator[list[Card], None, None]:
    """Yield the cards among which a run finds those Salesforce does not hold; none where that is not known before."""
    if run.kind == RETRY:
        return
    since = BEGINNING if run.kind == MISSING else ledger.runs.watermark() - OVERLAP
    if tags and since > BEGINNING:
        yield from _tagged(source, tags)
    with closing(pages_ahead(source, since, now)) as read:
        for cards, _ in read:
            yield cards


def _tagged(source: CardSource, names: Collection[str]) -> Generator[list[Card], None, None]:
    """Yield the cards that have one of these tags, as far as the key may search."""
    known = source.tags() or {}
    wanted = [tag_id for name in names for tag_id in known.get(name, ())]
    token, seen = "", {""}
    with suppress(Refused):
        while wanted:
            page = source.tagged(wanted, token)
            yield list(page.cards)
            token = page.token
            if not page.more or token in seen:
                return
            seen.add(token)


def _failed(source: CardSource, ledger: Ledger, failed: list[str], now: datetime) -> Arrivals:
    """Cards whose last try failed, in whichever way takes fewer requests."""
    sent, all_failed = ledger.cards.totals()
    if len(failed) <= max(ONE_BY_ONE, (sent + all_failed) // _PAGE):
        yield from _singly(source, ledger, failed, now)
    else:
        yield from _among_all(source, ledger, failed, now)


def _among_all(source: CardSource, ledger: Ledger, card_ids: Iterable[str], now: datetime) -> Arrivals:
    wanted = set(card_ids)
    for cards, _ in _all(source, now):
        found = [card for card in cards if card.id in wanted]
        yield found, None
        wanted.difference_update(card.id for card in found)
    for card_id in wanted:
        ledger.failures.forget(card_id)


def _all(source: CardSource, now: datetime) -> Arrivals:
    with closing(pages_ahead(source, BEGINNING, now)) as read:
        for cards, _ in read:
            yield cards, None


def _singly(source: CardSource, ledger: Ledger, card_ids: list[str], now: datetime) -> Arrivals:
    for place, card_id in enumerate(card_ids):
        try:
            card = source.card(card_id)
        except Refused:  # no word whether it is this card or all single ones
            yield from _among_all(source, ledger, card_ids[place:], now)
            return
        if card:
            yield [card], None
        else:
            ledger.failures.forget(card_id)
