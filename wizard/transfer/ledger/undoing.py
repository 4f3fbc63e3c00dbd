"""The part of the ledger that takes a run back: which records it wrote, and what was known of their cards before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.domain.outcome import CHANGED_SINCE, CREATED, LEFT, UPDATED, Outcome
from wizard.domain.results import StoredRecord
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.runs import OPEN
from wizard.transfer.ledger.store import CARD, RUN, iso, seconds


@dataclass(frozen=True, slots=True)
class Written:
    """A record that a run created or updated; ``written`` is Salesforce's clock after the write."""

    card_id: str
    salesforce_id: str
    created: bool
    written: str


class Undoing:
    """What an undo asks and records."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def possible(self, run_id: str) -> bool:
        """Whether everything that is needed to take a run back is still there."""
        updated = f"SELECT count(*) FROM outcomes WHERE run = {RUN} AND wrote = ?"
        (needed,) = self._db.execute(updated, (run_id, UPDATED)).fetchone()
        (kept,) = self._db.execute("SELECT count(*) FROM before.images WHERE run = ?", (run_id,)).fetchone()
        return bool(kept >= needed)

    def written(self, run_id: str, undo_id: str, limit: int = 200) -> list[Written]:
        """Return the next records of a run that its undo has not dealt with."""
        rows = self._db.execute(_WRITTEN, (run_id, undo_id, limit))
        return [Written(card_id, there, wrote == CREATED, iso(at)) for card_id, there, wrote, at in rows]

    def reconsider_left(self, undo_id: str) -> None:
        """Let an undo deal again with the records it left because somebody had changed them."""
        self._db.execute(f"DELETE FROM outcomes WHERE run = {RUN} AND reason = ?", (undo_id, CHANGED_SINCE))

    def reopen(self, undo_id: str, card_ids: Iterable[str] | None = None) -> None:
        """Let an undo deal again with the records Salesforce refused to take back; with these cards', or with all."""
        delete = f"DELETE FROM outcomes WHERE run = {RUN} AND {OPEN}"
        with self._db.transaction():
            if card_ids is None:
                self._db.execute(delete, (undo_id,))
            else:
                self._db.executemany(f"{delete} AND card = {CARD}", ((undo_id, card_id) for card_id in card_ids))

    def take_back(self, run_id: str, undo_id: str, outcomes: Sequence[Outcome]) -> None:
        """Record what the undo did, and know of each card what was known before the run."""
        done = ((undo_id, o.card_id, o.salesforce_id, o.outcome, o.reason, o.detail) for o in outcomes)
        back = [o.card_id for o in outcomes if o.outcome != LEFT]
        with self._db.transaction():
            self._db.executemany(_UNDONE, done)
            for card_id in back:
                self._know_as_before(run_id, card_id)

    def _know_as_before(self, run_id: str, card_id: str) -> None:
        self._db.execute(f"DELETE FROM failures WHERE card = {CARD}", (card_id,))
        known = self._db.execute(_KNOWN_BEFORE, (run_id, card_id)).fetchone()
        if known is None:
            self._db.execute(_FORGET, (card_id,))
            return
        salesforce_id, fingerprint, owner_key, user_id, notes, run = known
        self._db.execute("INSERT OR IGNORE INTO assignments (owner_key, user_id) VALUES (?, ?)", (owner_key, user_id))
        self._db.execute(_RESTORE, (salesforce_id, fingerprint, owner_key, user_id, notes, run, card_id))

    def put_back(self, run_id: str, images: Iterable[StoredRecord], written: str) -> None:
        """Record that these before-images of a run were written to Salesforce, the last at ``written``.

        Where nobody had touched what an earlier run wrote, that write counts from now. Else somebody's work
        was put back, and the record goes on counting as touched.
        """
        now = seconds(written)
        with self._db.transaction():
            for image in images:
                self._move(run_id, image, now)

    def _move(self, run_id: str, image: StoredRecord, now: int) -> None:
        modified = datetime.fromisoformat(image.modified).timestamp()
        run, last = self._write_before(run_id, image.card_id)
        counts_from = now if last >= modified else last
        if last:
            self._db.execute("UPDATE cards SET written = ? WHERE card_id = ?", (counts_from, image.card_id))
        while run and last >= modified:
            self._db.execute(f"UPDATE outcomes SET written = ? WHERE run = ? AND card = {CARD}",
                             (now, run, image.card_id))  # fmt: skip
            name = self._db.execute("SELECT id FROM runs WHERE number = ?", (run,)).fetchone()
            run, last = self._write_before(name[0], image.card_id) if name else (None, 0)

    def _write_before(self, run_id: str, card_id: str) -> tuple[int | None, int]:
        """Return the number of the run that wrote a card before this one, and when; as moved since."""
        found = self._db.execute(_WRITE_BEFORE, (run_id, card_id)).fetchone()
        return found or (None, 0)


_WRITTEN = f"""
SELECT card_id, outcomes.salesforce_id, wrote, outcomes.written FROM outcomes JOIN cards USING (card)
WHERE outcomes.run = {RUN} AND wrote <> ''
  AND card NOT IN (SELECT card FROM outcomes WHERE run = {RUN})
ORDER BY card LIMIT ?
"""

_UNDONE = f"""
INSERT OR REPLACE INTO outcomes (run, card, salesforce_id, outcome, reason, detail)
SELECT {RUN}, card, ?3, ?4, ?5, ?6 FROM cards WHERE card_id = ?2
"""

_KNOWN_BEFORE = """
SELECT salesforce_id, known_fingerprint, known_owner_key, known_owner_id, known_notes, known_run
FROM before.images
WHERE run = ? AND card_id = ? AND known AND known_owner_key <> ''
"""

_FORGET = """
UPDATE cards SET salesforce_id = '', fingerprint = x'', assignment = NULL, notes = '', run = NULL, written = 0
WHERE card_id = ?
"""

_RESTORE = """
UPDATE cards SET salesforce_id = ?, fingerprint = ?,
    assignment = (SELECT number FROM assignments WHERE owner_key = ? AND user_id = ?), notes = ?, run = ?
WHERE card_id = ?
"""

_WRITE_BEFORE = """
SELECT known_run, max(known_written, coalesce(outcomes.written, 0))
FROM before.images JOIN cards USING (card_id) LEFT JOIN outcomes ON outcomes.run = known_run
    AND outcomes.card = cards.card
WHERE images.run = ? AND card_id = ?
"""
