"""Consequences of changed recipients: how many cards sent already would get another owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from wizard.domain.recipients import Recipient, owner_key
from wizard.transfer.ledger import Ledger


def owner_changes(ledger: Ledger, recipients: Iterable[Recipient]) -> Mapping[str, int]:
    """Count by ``owner_key`` the cards that the next transfer would give to another Salesforce user.

    Owners without such cards are left out, and owners whose cards are not sent: their records stay as they are.
    """
    chosen = {owner_key(r.sansan): r.user_id for r in recipients if not r.skip}
    counts: Counter[str] = Counter()
    for key, user_id, cards in ledger.cards.by_owner():
        if chosen.get(key, user_id) != user_id:
            counts[key] += cards
    return counts
