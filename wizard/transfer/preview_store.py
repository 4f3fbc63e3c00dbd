"""What a preview found out: whose each card would be, which values would change, and a few samples."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wizard.domain.compare import differing
from wizard.domain.fieldmap import named
from wizard.domain.outcome import CREATED, FAILED, UPDATED
from wizard.domain.plan import Change
from wizard.domain.preview import Sample, ValueChange
from wizard.domain.results import RowResult, StoredRecord

SAMPLES = 3  # of each kind
_TABLES = """
CREATE TABLE rows (card_id TEXT PRIMARY KEY, user_id TEXT, items TEXT, kind TEXT) WITHOUT ROWID;
CREATE TABLE touched (card_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

_ROWS = """
SELECT rows.card_id, user_id, items, touched.card_id FROM rows LEFT JOIN touched USING (card_id)
WHERE rows.card_id IN """

Images = Callable[[Sequence[str]], Mapping[str, StoredRecord]]


@dataclass(frozen=True, slots=True)
class PreviewedCard:
    """Of one card: the recipient's user id, the items that would change, whether that overwrites somebody's work."""

    user_id: str
    items: tuple[str, ...] = ()
    overwrites: bool = False


class PreviewStore:
    """Notes rows that were not sent. All but a few samples lies in a file of ``folder``, for there may be many.

    ``items`` names what each field holds; ``images`` answers what records hold now, by card.
    """

    def __init__(self, folder: Path, items: Mapping[str, str], images: Images) -> None:
        self._items, self._images = items, images
        self._db = sqlite3.connect(folder / "foreseen.sqlite", check_same_thread=False, isolation_level=None)
        self._writing = threading.Lock()
        self._db.execute("PRAGMA synchronous = OFF")  # gone with the preview
        self._db.executescript(_TABLES)
        self.samples: dict[str, list[Sample]] = {CREATED: [], UPDATED: [], FAILED: []}

    def note(self, changes: Sequence[Change], results: Sequence[RowResult]) -> None:
        """Note rows with what would come back for each."""
        images = self._images([change.card_id for change in changes if not change.creates])
        rows = []
        for change, result in zip(changes, results, strict=True):
            values = self._changes(change, images.get(change.card_id))
            kind = FAILED if result.error else CREATED if change.creates else UPDATED
            rows.append((change.card_id, change.recipient_id, " ".join(v.item for v in values), kind))
            self._sample(change, kind, values)
        self._write("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", rows)

    def counts(self) -> Counter[str]:
        """Count the rows that would be sent now, by outcome."""
        return Counter(dict(self._db.execute("SELECT kind, count(*) FROM rows GROUP BY kind").fetchall()))

    def touched(self, card_ids: Iterable[str]) -> None:
        """Note cards whose record was last changed by somebody else."""
        self._write("INSERT OR IGNORE INTO touched VALUES (?)", ((card_id,) for card_id in card_ids))

    def _write(self, insert: str, rows: Iterable[tuple[str, ...]]) -> None:
        """Write all in one transaction: without it each row is one of its own, with a file made and deleted.

        Cards are looked up while others are sent, in another thread.
        """
        with self._writing:
            self._db.execute("BEGIN")
            self._db.executemany(insert, rows)
            self._db.execute("COMMIT")

    def rows(self, card_ids: Sequence[str]) -> dict[str, PreviewedCard]:
        """Return what was noted of these cards; those that would not be written are left out."""
        marks = ",".join("?" * len(card_ids))
        found = self._db.execute(_ROWS + f"({marks})", card_ids)
        return {
            card_id: PreviewedCard(user_id, tuple(items.split()), bool(items and touched))
            for card_id, user_id, items, touched in found
        }

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _changes(self, change: Change, image: StoredRecord | None) -> tuple[ValueChange, ...]:
        before = image.values if image else {}
        sent = named(self._items, change.values)
        return tuple(
            ValueChange(self._items[name], str(before.get(name) or ""), sent[name] or "")
            for name in differing(sent, before)
        )

    def _sample(self, change: Change, kind: str, values: tuple[ValueChange, ...]) -> None:
        if len(self.samples[kind]) < SAMPLES:
            moves = bool(change.owner_id) and not change.creates
            self.samples[kind].append(Sample(change.card_id, kind, change.recipient_id, values, moves))
