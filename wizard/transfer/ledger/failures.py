"""The part of the ledger that knows the cards whose last try failed, and when they are worth another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from wizard.domain.passing import LOCKED, MAY_PASS
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import CARD, RUN, get_text, put_text

PASSING = (LOCKED, MAY_PASS, "row:STORAGE_LIMIT_EXCEEDED", "row:REQUEST_LIMIT_EXCEEDED")
AT_ONCE = 50  # refused cards that a run tries by itself
EVERY = timedelta(days=1)  # so often at most
_BASIS, _TRIED = "basis", "refused_tried"

Assignment = tuple[str, str]
"""The key of a Sansan owner, and the id of the Salesforce user who gets the cards."""


class Refusal(NamedTuple):
    """What was refused, and why; trying just the same again leads nowhere."""

    reason: str
    detail: str
    fingerprint: bytes
    owner_key: str
    user_id: str


class Failures:
    """Cards whose last try failed, with what was tried then.

    Where the fault passes, the next run tries again. What Salesforce refused is due once something of it is different:
    the card, the recipient, or the basis (field map, and the destination as describe shows it).
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def cards(self) -> list[str]:
        """Return the cards whose last try failed."""
        return [row[0] for row in self._db.execute("SELECT card_id FROM failures JOIN cards USING (card)")]

    def due(self) -> list[str]:
        """Return those that may go through now."""
        return [
            row[0] for row in self._db.execute(f"SELECT card_id FROM failures JOIN cards USING (card) WHERE {_DUE}")
        ]

    def refusals(self, card_ids: Sequence[str]) -> dict[str, Refusal]:
        """Return which of these cards are not due, with what was refused."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(f"{_REFUSALS} AND card_id IN ({marks})", tuple(card_ids))
        return {row[0]: Refusal(*row[1:]) for row in rows}

    def assignments(self) -> list[Assignment]:
        """Return for whom cards failed."""
        found = "SELECT DISTINCT assignment FROM failures"
        return list(self._db.execute(f"SELECT owner_key, user_id FROM assignments WHERE number IN ({found})"))

    def set_basis(self, basis: str) -> None:
        """Note what a run goes by; what failed by another one is due."""
        if get_text(self._db, _BASIS) != basis:
            put_text(self._db, _BASIS, basis)

    def reopen(self, assignments: Iterable[Assignment] | None = None) -> None:
        """Let all cards be due that failed for these; or all."""
        with self._db.transaction():
            if assignments is None:
                self._db.execute("UPDATE failures SET basis = ''")
            else:
                self._db.executemany(_REOPEN, assignments)

    def reopen_some(self, now: datetime) -> None:
        """Once a day, let some refused cards be due that were tried longest ago, but not since yesterday."""
        before = now - EVERY
        with self._db.transaction():
            last = get_text(self._db, _TRIED)
            if last and datetime.fromisoformat(last) > before:
                return
            some = "SELECT card FROM failures JOIN cards USING (card) WHERE tried <= ? ORDER BY tried, card_id LIMIT ?"
            update = f"UPDATE failures SET basis = '' WHERE card IN ({some})"
            if self._db.execute(update, (int(before.timestamp()), AT_ONCE)).rowcount:
                put_text(self._db, _TRIED, now.isoformat())

    def forget(self, card_id: str) -> None:
        """Drop a failed card that Sansan shows no longer."""
        self._db.execute(f"DELETE FROM failures WHERE card = {CARD}", (card_id,))

    def forget_unmet(self, run_id: str) -> None:
        """Drop failed cards that a run which read everything did not meet."""
        self._db.execute(f"DELETE FROM failures WHERE card NOT IN (SELECT card FROM outcomes WHERE run = {RUN})",
                         (run_id,))  # fmt: skip


_CURRENT = "coalesce((SELECT value FROM meta WHERE key = 'basis'), '')"

_DUE = f"(basis = '' OR basis <> {_CURRENT} OR reason IN {PASSING})"

_REFUSALS = f"""
SELECT card_id, reason, detail, failures.fingerprint, owner_key, user_id
FROM failures JOIN cards USING (card) JOIN assignments ON number = failures.assignment WHERE NOT {_DUE}
"""

_REOPEN = """
UPDATE failures SET basis = ''
WHERE assignment = (SELECT number FROM assignments WHERE owner_key = ? AND user_id = ?)
"""
