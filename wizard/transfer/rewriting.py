"""How many stored cards the next transfer writes again only because their items go to other fields now."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

from wizard.domain.card import BEGINNING, Card
from wizard.domain.control import Control, Progress, Report
from wizard.domain.fieldmap import FieldMap
from wizard.domain.ports import CardSource
from wizard.transfer.addressing import Recipients
from wizard.transfer.ledger import Ledger
from wizard.transfer.reading_ahead import pages_ahead


def count_rewritten(
    fields: FieldMap,
    source: CardSource,
    ledger: Ledger,
    recipients: Recipients,
    now: datetime,
    control: Control,
    report: Report,
) -> int:
    """Read every card and count; writes nothing. ``report`` tells the cards read, and those counted as ``done``."""
    met: set[str] = set()
    read = 0
    with closing(pages_ahead(source, BEGINNING, now)) as pages:
        for cards, _ in pages:
            control.checkpoint()
            known = ledger.cards.known([card.id for card in cards])
            read += len(cards)
            met.update(
                c.id
                for c in cards
                if c.id in known and _goes(c, recipients) and fields.moves(c, known[c.id].fingerprint)
            )
            report(Progress("reading", read, len(met)))
    return len(met)


def _goes(card: Card, recipients: Recipients) -> bool:
    return not recipients.refusal(card, recipients.of(card.owner)[1])
