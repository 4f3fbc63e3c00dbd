"""The part of the ledger that knows the cards whose last try failed."""

from __future__ import annotations

from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import CARD


class Failures:
    """Cards whose last try failed, with what was tried then."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def cards(self) -> list[str]:
        """Return the cards whose last try failed."""
        return [row[0] for row in self._db.execute("SELECT card_id FROM failures JOIN cards USING (card)")]

    def forget(self, card_id: str) -> None:
        """Drop a failed card that Sansan shows no longer."""
        self._db.execute(f"DELETE FROM failures WHERE card = {CARD}", (card_id,))
