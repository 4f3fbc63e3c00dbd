"""The part of the ledger that knows what Salesforce was last given of each card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wizard.domain.fieldmap import Note
from wizard.domain.outcome import Outcome, unpack_notes
from wizard.domain.plan import Change, Known
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import RUN, arrive, iso, sent_arrival

_AT_ONCE = 1_000


class Cards:
    """Cards that Salesforce holds by us: those with an assignment."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, card_ids: Sequence[str]) -> dict[str, Known]:
        """Return what is remembered of those of these cards that Salesforce holds."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(f"SELECT card_id, {_KNOWN} WHERE card_id IN ({marks})", tuple(card_ids))
        return {row[0]: Known(*row[1:]) for row in rows}

    def held(self, only: Sequence[str] | None = None) -> Iterator[tuple[str, str]]:
        """Yield card id and record id of the cards that Salesforce holds by us; of those among ``only``, if given."""
        sql = "SELECT card_id, salesforce_id FROM cards WHERE assignment IS NOT NULL AND salesforce_id <> ''"
        if only is None:
            yield from self._db.execute(sql)
            return
        for start in range(0, len(only), _AT_ONCE):
            some = tuple(only[start : start + _AT_ONCE])
            yield from self._db.execute(f"{sql} AND card_id IN ({','.join('?' * len(some))})", some)

    def is_known(self, card_id: str) -> bool:
        """Whether a run ever had to do with this card."""
        return bool(self._db.execute("SELECT 1 FROM cards WHERE card_id = ?", (card_id,)).fetchall())

    def owned(self, owner_key: str, not_by: str) -> Iterator[tuple[str, Known]]:
        """Yield the cards of a Sansan owner that Salesforce holds, and were given to another recipient.

        Cards may be settled between two of them.
        """
        found = "SELECT number FROM assignments WHERE owner_key = ? AND user_id <> ?"
        for (assignment,) in self._db.execute(found, (owner_key, not_by)).fetchall():
            after = 0
            while rows := self._db.execute(_OWNED, (assignment, after, _AT_ONCE)).fetchall():
                yield from ((row[1], Known(*row[2:])) for row in rows)
                after = rows[-1][0]

    def by_owner(self) -> Iterator[tuple[str, str, int]]:
        """Yield how many cards Salesforce holds by Sansan owner, and by the user they were given to."""
        yield from self._db.execute(_BY_OWNER)

    def doubt(self, updates: Sequence[Change]) -> None:
        """No longer trust what is remembered of cards whose update may have been written or not.

        A card that is as before again would else count as unchanged, and Salesforce would keep what stood between.
        """
        with self._db.transaction():
            self._db.executemany("INSERT OR IGNORE INTO assignments (owner_key, user_id) VALUES (?, '')",
                                 [(c.owner_key,) for c in updates])  # fmt: skip
            self._db.executemany(_DOUBT, [(c.card_id, c.owner_key, c.recipient_id, c.fingerprint) for c in updates])

    def rename_owners(self, keys: Mapping[str, str]) -> None:
        """Know the Sansan owners with these keys by other ones from now on; others are passed over."""
        rows = self._db.execute("SELECT number, owner_key, user_id FROM assignments").fetchall()
        found = [(number, keys[key], user) for number, key, user in rows if key in keys]
        if not found:
            return
        with self._db.transaction():
            self._db.execute(_RENAMES)
            self._db.executemany("INSERT OR REPLACE INTO renamed VALUES (?, ?)", keys.items())
            for sql in _RENAME_IMAGES, "DELETE FROM renamed":
                self._db.execute(sql)
            for number, key, user in found:
                self._rename(number, key, user)

    def _rename(self, number: int, key: str, user_id: str) -> None:
        there = self._db.execute(_ASSIGNMENT, (key, user_id)).fetchone()
        if there is None:
            self._db.execute("UPDATE assignments SET owner_key = ? WHERE number = ?", (key, number))
            return
        for table in "cards", "failures":
            self._db.execute(f"UPDATE {table} SET assignment = ? WHERE assignment = ?", (there[0], number))
        self._db.execute("DELETE FROM assignments WHERE number = ?", (number,))

    def totals(self) -> tuple[int, int]:
        """Return how many cards Salesforce holds by us, and how many failed at their last try."""
        held = "SELECT count(*) FROM cards WHERE assignment IS NOT NULL"
        (row,) = self._db.execute(f"SELECT ({held}), (SELECT count(*) FROM failures)").fetchall()
        sent, failed = row
        return sent, failed

    def written_at(self, card_ids: Sequence[str]) -> dict[str, str]:
        """Return Salesforce's clock when each card was last written (ISO 8601); others are left out."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(f"SELECT card_id, written FROM cards WHERE written AND card_id IN ({marks})", card_ids)
        return {card_id: iso(at) for card_id, at in rows}

    def last_notes(self, card_ids: Sequence[str]) -> dict[str, tuple[Note, ...]]:
        """Return which values did not go as they are when each card was last sent; others are left out."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(
            f"SELECT card_id, notes FROM cards WHERE notes <> '' AND card_id IN ({marks})", card_ids
        )
        return {card_id: unpack_notes(packed) for card_id, packed in rows}

    def adopt(self, run_id: str, sent: Sequence[tuple[Change, Outcome]]) -> None:
        """Remember cards that Salesforce holds already just as they are, and that need no write."""
        with self._db.transaction():
            arrive(self._db, [sent_arrival(c, o) for c, o in sent])
            self._db.execute(HOLD, (run_id, 0))


# Only what was on its way is in doubt: what stands in the fields, or who owns the record, which no user then is.
_DOUBT = """
UPDATE cards SET fingerprint = iif(fingerprint = ?4, fingerprint, x''), assignment = iif(
    assignment IS (SELECT number FROM assignments WHERE owner_key = ?2 AND user_id = ?3),
    assignment, (SELECT number FROM assignments WHERE owner_key = ?2 AND user_id = ''))
WHERE card_id = ?1 AND assignment IS NOT NULL
"""

_ASSIGNMENT = "SELECT number FROM assignments WHERE owner_key = ? AND user_id = ?"

_RENAMES = "CREATE TEMP TABLE IF NOT EXISTS renamed (earlier TEXT PRIMARY KEY, now TEXT NOT NULL)"

_RENAME_IMAGES = """
UPDATE before.images SET known_owner_key = (SELECT now FROM renamed WHERE earlier = known_owner_key)
WHERE known_owner_key IN (SELECT earlier FROM renamed)
"""

_KNOWN = """salesforce_id, fingerprint, owner_key, user_id FROM cards JOIN assignments ON number = assignment"""

# Only the index is read.
_BY_OWNER = """
SELECT owner_key, user_id, cards FROM assignments
JOIN (SELECT assignment, count(*) AS cards FROM cards WHERE assignment IS NOT NULL GROUP BY assignment)
ON number = assignment
"""

_OWNED = f"SELECT card, card_id, {_KNOWN} WHERE assignment = ? AND card > ? ORDER BY card LIMIT ?"

# ``arrived`` → what Salesforce holds. An ``UPDATE`` of a row that was just made would cost as much again.
HOLD = f"""
INSERT INTO cards (card_id, salesforce_id, fingerprint, assignment, notes, run, written)
SELECT card_id, salesforce_id, fingerprint, number, notes, {RUN}, ?2
FROM arrived CROSS JOIN assignments USING (owner_key, user_id) WHERE outcome <> 'failed'
ON CONFLICT (card_id) DO UPDATE SET
    salesforce_id = excluded.salesforce_id, fingerprint = excluded.fingerprint, assignment = excluded.assignment,
    notes = excluded.notes, run = excluded.run, gone = 0, written = iif(excluded.written, excluded.written, written)
"""
