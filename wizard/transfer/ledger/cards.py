"""The part of the ledger that knows what Salesforce was last given of each card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wizard.domain.plan import Known
from wizard.transfer.ledger.store import NUMBERED, Store


class Cards(Store):
    """Cards sent, and cards whose last try failed."""

    def known(self, card_ids: Sequence[str]) -> dict[str, Known]:
        """Return what is remembered of these cards."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(
            f"SELECT {_KNOWN} FROM ids JOIN cards USING (card) WHERE card_id IN ({marks})", tuple(card_ids)
        )
        return {row[0]: Known(*row[1:]) for row in rows}

    def owned(self, owner_key: str, not_by: str) -> Iterator[tuple[str, Known]]:
        """Yield the cards of a Sansan owner that Salesforce holds, and were given to another recipient.

        Cards may be settled between two of them.
        """
        after = 0
        while rows := self._db.execute(_OWNED, (owner_key, not_by, after)).fetchall():
            yield from ((row[1], Known(*row[2:])) for row in rows)
            after = rows[-1][0]

    def cards_by_owner(self) -> Iterator[tuple[str, str, int]]:
        """Yield how many cards Salesforce holds by Sansan owner, and by the user they were given to."""
        yield from self._db.execute(_BY_OWNER)

    def failed_cards(self) -> list[str]:
        """Return the cards whose last try failed."""
        return [
            row[0] for row in self._db.execute("SELECT card_id FROM cards JOIN ids USING (card) WHERE failed <> ''")
        ]

    def totals(self) -> tuple[int, int]:
        """Return how many cards Salesforce holds by us, and how many failed at their last try."""
        row = self._db.execute("SELECT count(nullif(salesforce_id, '')), count(nullif(failed, '')) FROM cards")
        sent, failed = row.fetchone()
        return sent, failed

    def forget(self, card_id: str) -> None:
        """Drop a failed card that Sansan shows no longer."""
        self._db.execute(NO_LONGER_FAILED, (card_id,))


NO_LONGER_FAILED = f"UPDATE cards SET failed = '' WHERE card = {NUMBERED} AND failed <> ''"

_KNOWN = "card_id, salesforce_id, fingerprint, owner_key, owner_id"

# Only what was sent names an owner. No other column: so the index is all that is read.
_BY_OWNER = "SELECT owner_key, owner_id, count(*) FROM cards WHERE owner_key <> '' GROUP BY owner_key, owner_id"

_OWNED = f"""
SELECT card, {_KNOWN} FROM cards JOIN ids USING (card)
WHERE owner_key = ? AND owner_id <> ? AND salesforce_id <> '' AND card > ? ORDER BY card LIMIT 1000
"""
