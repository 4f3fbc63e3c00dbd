"""Consequences of changed recipients: how many cards sent already would get another owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from wizard.domain.persons import earlier_keys, owner_key
from wizard.domain.recipients import Recipient
from wizard.transfer.ledger import Ledger


def owner_changes(ledger: Ledger, recipients: Iterable[Recipient]) -> Mapping[str, int]:
    """Count by ``owner_key`` the cards that the next transfer would give to another Salesforce user.

    Owners without such cards are left out, and owners whose cards are not sent: their records stay as they are.
    """
    everybody = list(recipients)
    chosen = {owner_key(r.sansan): r.user_id for r in everybody if not r.skip}
    now = earlier_keys(r.sansan for r in everybody)
    counts: Counter[str] = Counter()
    for known_by, user_id, cards in ledger.cards.by_owner():
        key = now.get(known_by, known_by)
        if chosen.get(key, user_id) != user_id:
            counts[key] += cards
    return counts
