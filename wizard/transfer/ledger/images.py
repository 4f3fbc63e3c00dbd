"""The part of the ledger that knows what records held before a run, in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from wizard.domain.results import StoredRecord
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import insert


class Images:
    """Before-images, as long as their runs can be taken back."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, run_id: str, records: Iterable[StoredRecord]) -> None:
        """Keep what records held before this run first writes to them, and what was known of the cards."""
        found = {record.card_id: record for record in records}
        if not found:
            return
        with self._db.transaction():
            marks = ",".join("?" * len(found))
            known = {row[0]: row[1:] for row in self._db.execute(f"{_KNOWN} ({marks})", list(found))}
            nothing = (b"", "", "", None, 0, "")
            rows = [(*_row(run_id, r), r.card_id in known, *known.get(r.card_id, nothing)) for r in found.values()]
            insert(self._db, "OR IGNORE INTO before.images", rows)

    def of(self, run_id: str, card_ids: Sequence[str]) -> dict[str, StoredRecord]:
        """Return the before-images of these cards in one run."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(
            "SELECT card_id, salesforce_id, owner_id, modified, fields FROM before.images"
            f" WHERE run = ? AND card_id IN ({marks})",
            (run_id, *card_ids),
        )
        return {row[0]: StoredRecord(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in rows}

    def of_last(self, card_ids: Sequence[str]) -> dict[str, StoredRecord]:
        """Return the before-images of these cards in the transfer begun last."""
        last = "SELECT id FROM runs WHERE kind NOT IN ('undo', 'link') ORDER BY number DESC LIMIT 1"
        return self.of(self._db.execute(last).fetchone()[0], card_ids)

    def drop_all(self) -> None:
        """Forget every before-image, and leave nothing of them in any file."""
        self._db.execute("DELETE FROM before.images")
        self._db.execute("VACUUM before")
        self._db.execute("PRAGMA before.wal_checkpoint(TRUNCATE)")


_KNOWN = """
SELECT card_id, fingerprint, owner_key, user_id, run, written, notes FROM cards JOIN assignments ON number = assignment
WHERE card_id IN
"""


def _row(run_id: str, r: StoredRecord) -> tuple[object, ...]:
    return run_id, r.card_id, r.salesforce_id, r.owner_id, r.modified, json.dumps(dict(r.values))
