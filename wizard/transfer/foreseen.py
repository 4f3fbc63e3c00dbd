"""What a rehearsal found out: whose each card would be, which values would change, and a few samples."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wizard.domain.compare import differing
from wizard.domain.outcome import CREATED, FAILED, UPDATED
from wizard.domain.plan import Change
from wizard.domain.preview import Sample, ValueChange
from wizard.domain.results import RowResult, StoredRecord

SAMPLES = 3  # of each kind
_TABLE = "CREATE TABLE rows (card_id TEXT PRIMARY KEY, user_id TEXT, items TEXT) WITHOUT ROWID"

Images = Callable[[Sequence[str]], Mapping[str, StoredRecord]]


class Foreseen:
    """Notes rows that were not sent. All but a few samples lies in a file of ``folder``, for there may be many.

    ``items`` names what each field holds; ``images`` answers what records hold now, by card.
    """

    def __init__(self, folder: Path, items: Mapping[str, str], images: Images) -> None:
        self._items, self._images = items, images
        self._db = sqlite3.connect(folder / "foreseen.sqlite", check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA synchronous = OFF")  # gone with the rehearsal
        self._db.execute(_TABLE)
        self.samples: dict[str, list[Sample]] = {CREATED: [], UPDATED: [], FAILED: []}

    def note(self, changes: Sequence[Change], results: Sequence[RowResult]) -> None:
        """Note rows with what would come back for each."""
        images = self._images([change.card_id for change in changes if not change.creates])
        rows = []
        for change, result in zip(changes, results, strict=True):
            values = self._changes(change, images.get(change.card_id))
            rows.append((change.card_id, change.recipient_id, " ".join(v.item for v in values)))
            self._sample(change, result, values)
        self._db.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", rows)

    def rows(self, card_ids: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the recipient's user id and the items that would change, for those of the cards that were noted."""
        marks = ",".join("?" * len(card_ids))
        found = self._db.execute(f"SELECT card_id, user_id, items FROM rows WHERE card_id IN ({marks})", card_ids)  # noqa: S608
        return {card_id: (user_id, tuple(items.split())) for card_id, user_id, items in found}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _changes(self, change: Change, image: StoredRecord | None) -> tuple[ValueChange, ...]:
        before = image.values if image else {}
        names = differing(change.values, before)
        return tuple(
            ValueChange(self._items.get(name, name), str(before.get(name) or ""), change.values[name] or "")
            for name in names
        )

    def _sample(self, change: Change, result: RowResult, values: tuple[ValueChange, ...]) -> None:
        kind = FAILED if result.error else CREATED if change.creates else UPDATED
        if len(self.samples[kind]) < SAMPLES:
            moves = bool(change.owner_id) and not change.creates
            self.samples[kind].append(Sample(change.card_id, kind, change.recipient_id, values, moves))
