"""The part of the ledger that can take a run back: what records held before, and what was known of their cards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wizard.domain.outcome import CHANGED_SINCE, CREATED, LEFT, UPDATED, Outcome
from wizard.domain.results import StoredRecord
from wizard.transfer.ledger.restored import Restored
from wizard.transfer.ledger.runs import OPEN
from wizard.transfer.ledger.store import NUMBERED

RUNS_KEPT = 5


@dataclass(frozen=True, slots=True)
class Written:
    """A record that a run created or updated; ``written`` is Salesforce's clock after the write."""

    card_id: str
    salesforce_id: str
    created: bool
    written: str


class Images(Restored):
    """Before-images, in a file of their own, for the last runs only."""

    def keep_before(self, run_id: str, records: Iterable[StoredRecord]) -> None:
        """Keep what records held before this run first writes to them, and what was known of the cards."""
        with self._transaction():
            self._db.executemany(_KEEP, (_image_row(run_id, record) for record in records))

    def images(self, run_id: str, card_ids: Sequence[str]) -> dict[str, StoredRecord]:
        """Return the before-images of these cards in one run."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(
            "SELECT card_id, salesforce_id, owner_id, modified, fields FROM before.images"
            f" WHERE run = ? AND card_id IN ({marks})",
            (run_id, *card_ids),
        )
        return {row[0]: StoredRecord(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in rows}

    def last_images(self, card_ids: Sequence[str]) -> dict[str, StoredRecord]:
        """Return the before-images of these cards in the transfer begun last."""
        last = "SELECT id FROM runs WHERE kind <> 'undo' ORDER BY rowid DESC LIMIT 1"
        return self.images(self._db.execute(last).fetchone()[0], card_ids)

    def has_images(self, run_id: str) -> bool:
        """Whether everything that is needed to take a run back is still there."""
        (updated,) = self._db.execute(
            "SELECT count(*) FROM outcomes WHERE run = ? AND outcome = ?", (run_id, UPDATED)
        ).fetchone()
        (kept,) = self._db.execute("SELECT count(*) FROM before.images WHERE run = ?", (run_id,)).fetchone()
        return bool(kept >= updated)

    def drop_old_images(self) -> None:
        """Forget the before-images of all but the last runs."""
        last = "SELECT id FROM runs WHERE kind <> 'undo' ORDER BY rowid DESC LIMIT ?"
        self._db.execute(f"DELETE FROM before.images WHERE run NOT IN ({last})", (RUNS_KEPT,))

    def drop_all_images(self) -> None:
        """Forget every before-image, and leave nothing of them in any file."""
        self.drop_copies()
        self._db.execute("DELETE FROM before.images")
        self._db.execute("VACUUM before")
        self._db.execute("PRAGMA before.wal_checkpoint(TRUNCATE)")

    def written(self, run_id: str, undo_id: str, limit: int = 200) -> list[Written]:
        """Return the next records of a run that its undo has not dealt with."""
        rows = self._db.execute(_WRITTEN, (run_id, CREATED, UPDATED, undo_id, limit))
        return [Written(card_id, there, outcome == CREATED, at) for card_id, there, outcome, at in rows]

    def reconsider_left(self, undo_id: str) -> None:
        """Let an undo deal again with the records it left because somebody had changed them."""
        self._db.execute("DELETE FROM outcomes WHERE run = ? AND reason = ?", (undo_id, CHANGED_SINCE))

    def reopen(self, undo_id: str, card_ids: Iterable[str] | None = None) -> None:
        """Let an undo deal again with the records Salesforce refused to take back; with these cards', or with all."""
        with self._transaction():
            if card_ids is None:
                self._db.execute(f"DELETE FROM outcomes WHERE run = ? AND {OPEN}", (undo_id,))
            else:
                delete = f"DELETE FROM outcomes WHERE run = ? AND {OPEN} AND card = {NUMBERED}"
                self._db.executemany(delete, ((undo_id, card_id) for card_id in card_ids))

    def take_back(self, run_id: str, undo_id: str, outcomes: Sequence[Outcome]) -> None:
        """Record what the undo did, and know of each card what was known before the run."""
        back = [(o.card_id,) for o in outcomes if o.outcome != LEFT]
        with self._transaction():
            self._db.executemany(
                _UNDONE, ((undo_id, o.card_id, o.salesforce_id, o.outcome, o.reason, o.detail) for o in outcomes)
            )
            self._db.executemany(f"DELETE FROM cards WHERE card = {NUMBERED}", back)
            self._db.executemany(_RESTORE_CARD, ((run_id, *card) for card in back))


# "known" says whether the ledger knew the card before the run.
_KEEP = """
INSERT OR IGNORE INTO before.images
SELECT ?1, ?2, ?3, ?4, ?5, ?6, card_id IS NOT NULL, coalesce(fingerprint, x''), coalesce(owner_key, ''),
       coalesce(owner_id, '')
FROM (SELECT 1) LEFT JOIN (ids JOIN cards USING (card)) ON card_id = ?2 AND salesforce_id <> ''
"""

_WRITTEN = """
SELECT card_id, salesforce_id, outcome, written FROM outcomes JOIN ids USING (card)
WHERE run = ? AND outcome IN (?, ?)
  AND card NOT IN (SELECT card FROM outcomes WHERE run = ?)
ORDER BY card LIMIT ?
"""

_UNDONE = """
INSERT OR REPLACE INTO outcomes SELECT ?1, card, ?3, ?4, ?5, ?6, '', '' FROM ids WHERE card_id = ?2
"""

_RESTORE_CARD = """
INSERT INTO cards (card, salesforce_id, fingerprint, owner_key, owner_id, run)
SELECT card, salesforce_id, known_fingerprint, known_owner_key, known_owner_id, run
FROM before.images JOIN ids USING (card_id)
WHERE run = ? AND card_id = ? AND known
"""


def _image_row(run_id: str, r: StoredRecord) -> tuple[str, ...]:
    return (run_id, r.card_id, r.salesforce_id, r.owner_id, r.modified, json.dumps(dict(r.values)))
