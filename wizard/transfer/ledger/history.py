"""The part of the ledger that says how long a run can be taken back, and forgets what nothing needs any more."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta

from wizard.domain.fieldmap import ALTERED
from wizard.domain.outcome import CREATED, UNCHANGED, UPDATED, unpack_notes
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.link_state import drop_rows
from wizard.transfer.ledger.store import RUN

KEPT_FOR = timedelta(days=30)
KEPT_RUNS = 10  # so many of the last runs can be taken back, however long ago they were
REPORTS = 3  # so many of the last runs can be reported card by card
STORED = (CREATED, UPDATED, UNCHANGED)  # outcomes of cards that Salesforce holds
DISK_SHARE = 10  # before-images may take a tenth of the disk; then those of the oldest runs go first


class History:
    """What is kept of earlier runs. A run that wrote nothing counts for nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def can_undo(self, now: datetime) -> dict[str, str]:
        """Return the runs that can be taken back, the last one first, and until when (ISO 8601).

        The time is empty where that ends with later runs, not with time.
        """
        found = "SELECT id, started FROM runs WHERE wrote AND NOT forgotten AND NOT undone ORDER BY number DESC"
        ends = {run_id: datetime.fromisoformat(started) + KEPT_FOR for run_id, started in self._db.execute(found)}
        return {run_id: end.isoformat() if end > now else "" for run_id, end in ends.items()}

    def prune(self, now: datetime) -> None:
        """Forget what no undo and no report needs. Each run is one transaction."""
        for run_id in self._names(_TOO_OLD, (KEPT_RUNS, (now - KEPT_FOR).isoformat())):
            self._forget(run_id)
        for run_id in self._names(_WHOLE, (REPORTS,)):
            self._shorten(run_id)
        self._db.execute(_EMPTY, (REPORTS, (now - KEPT_FOR).isoformat()))
        share = shutil.disk_usage(self._db.folder).total // DISK_SHARE
        oldest = self._names("SELECT id FROM runs WHERE wrote AND NOT forgotten ORDER BY number")
        while len(oldest) > 1 and self._images_size() > share:
            self._forget(oldest.pop(0))

    def forget_all(self) -> None:
        """Forget what taking runs back needs: their before-images are deleted next."""
        self._db.execute("UPDATE runs SET forgotten = 1 WHERE id IN (SELECT run FROM before.images)")

    def _forget(self, run_id: str) -> None:
        """Let a run be final. It is noted first: the images lie in another file."""
        with self._db.transaction():
            self._db.execute("UPDATE runs SET forgotten = 1 WHERE id = ?", (run_id,))
            if run_id in self._names(f"SELECT id FROM runs WHERE counts <> '' OR number NOT IN ({_LAST})", (REPORTS,)):
                self._drop_rows(run_id)
        self._db.execute("DELETE FROM before.images WHERE run = ?", (run_id,))

    def _shorten(self, run_id: str) -> None:
        """Keep of a run its counts, and what taking it back needs."""
        with self._db.transaction():
            self._drop_rows(run_id)

    def _drop_rows(self, run_id: str) -> None:
        """Drop of a run what taking it back does not need; all when it is final."""
        self._keep_counts(run_id)
        final = "EXISTS (SELECT 1 FROM runs WHERE id = ?2 AND (forgotten OR NOT wrote))"
        drop_rows(self._db, run_id, "outcome IN ('linked', 'created')", final)
        written = {"outcomes": "wrote <> ''", "link_fills": "true"}
        for table, needed in written.items():
            self._db.execute(f"DELETE FROM {table} WHERE run = {RUN} AND ({final} OR NOT ({needed}))", (run_id, run_id))
        self._db.execute(f"DELETE FROM findings WHERE run = {RUN}", (run_id,))

    def _keep_counts(self, run_id: str) -> None:
        if self._db.execute("SELECT counts FROM runs WHERE id = ?", (run_id,)).fetchone() == ("",):
            kept = json.dumps([count_outcomes(self._db, run_id), count_altered(self._db, run_id)])
            self._db.execute("UPDATE runs SET counts = ? WHERE id = ?", (kept, run_id))

    def _names(self, query: str, values: tuple[object, ...] = ()) -> list[str]:
        return [row[0] for row in self._db.execute(query, values)]

    def _images_size(self) -> int:
        size, free, pages = (
            self._db.execute(f"PRAGMA before.{name}").fetchone()[0]
            for name in ("page_size", "freelist_count", "page_count")
        )
        return int(size * (pages - free))


def count_outcomes(db: Database, run_id: str) -> dict[str, int]:
    """Count a run's cards by outcome; outcomes without a card are left out."""
    return dict(db.execute(f"SELECT outcome, count(*) FROM outcomes WHERE run = {RUN} GROUP BY 1", (run_id,)))


def count_altered(db: Database, run_id: str) -> int:
    """Count a run's cards that Salesforce holds, and of which a value did not go as it is."""
    altered = 0
    for notes, cards in db.execute(_ALTERED, (run_id, *STORED)):
        altered += cards if any(note.kind in ALTERED for note in unpack_notes(notes)) else 0
    return altered


_ALTERED = f"""
SELECT notes, count(*) FROM outcomes WHERE run = {RUN} AND notes <> '' AND outcome IN (?, ?, ?) GROUP BY notes
"""

# Of transfers and of link runs, each.
_LAST = """
SELECT number FROM (SELECT number, row_number() OVER (PARTITION BY kind = 'link' ORDER BY number DESC) AS place
                    FROM runs WHERE kind <> 'undo') WHERE place <= ?
"""

_TOO_OLD = """
SELECT id FROM runs WHERE wrote AND NOT forgotten
AND number NOT IN (SELECT number FROM runs WHERE wrote AND NOT forgotten ORDER BY number DESC LIMIT ?)
AND started < ? ORDER BY number
"""

# Undos are reported as long as their run is there to be taken back.
_WHOLE = f"""
SELECT id FROM runs WHERE counts = '' AND number NOT IN ({_LAST})
AND (kind <> 'undo' OR undoes IN (SELECT id FROM runs WHERE forgotten))
"""

_EMPTY = f"""
DELETE FROM runs WHERE NOT wrote AND kind <> 'undo' AND counts <> '' AND number NOT IN ({_LAST}) AND started < ?
AND number NOT IN (SELECT run FROM link_rows)
"""
