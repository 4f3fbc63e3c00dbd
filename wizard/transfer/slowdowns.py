"""What made a run slower than it could be: an automation that manages few rows at once, an object without Bulk API."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field

from wizard.domain.fieldmap import Note
from wizard.transfer.ledger import Ledger
from wizard.transfer.sizes import COLLECTION_ROWS

SIZES = (COLLECTION_ROWS, 50, 10, 1)  # rows a call, tried one after the other where an automation breaks
_LONGEST_TEXT = 300


@dataclass
class Slowdowns:
    """What one run found out, for all its senders and its continuations. Safe for several threads."""

    run_id: str
    broke_at: int = 0  # rows of the smallest call that an automation refused as a whole; 0 for none
    passed_at: int = 0  # rows of the largest call that went through
    cards: int = 0  # sent in small calls
    text: str = ""  # what the automation said
    without_bulk: int = 0  # cards that would have gone by Bulk
    object_name: str = ""  # which takes no Bulk jobs
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @classmethod
    def of(cls, ledger: Ledger, run_id: str) -> Slowdowns:
        """Return what is remembered of a run."""
        told = json.loads(ledger.runs.slowdowns() or "{}")
        return cls(**told) if told.get("run_id") == run_id else cls(run_id)

    def keep(self, ledger: Ledger) -> None:
        """Remember it for a continuation, and for the summary."""
        if not self.broke_at and not self.without_bulk:
            return
        with self._lock:
            told = {name: value for name, value in vars(self).items() if not name.startswith("_")}
            ledger.runs.keep_slowdowns(json.dumps(told))

    @property
    def size(self) -> int:
        """How many rows one call takes: the most of ``SIZES`` that has worked, or may still."""
        if not self.broke_at:
            return COLLECTION_ROWS
        return next((size for size in SIZES if size < self.broke_at or size <= self.passed_at), 1)

    @property
    def bulk_works(self) -> bool:
        """Whether Bulk jobs, whose rows an automation meets in portions of 200, are worth trying."""
        return not self.without_bulk and self.size == COLLECTION_ROWS

    def broke(self, rows: int, text: str) -> None:
        """Note that an automation refused a whole call."""
        with self._lock:
            self.broke_at = min(self.broke_at or rows, rows)
            self.text = self.text or text[:_LONGEST_TEXT]

    def passed(self, rows: int) -> None:
        """Note that a call went through."""
        with self._lock:
            self.passed_at = max(self.passed_at, rows)

    def went_small(self, rows: int) -> None:
        """Note cards that were sent in a smaller call than usual."""
        with self._lock:
            self.cards += rows

    def no_bulk(self, rows: int, object_name: str) -> None:
        """Note that the object takes no Bulk jobs, and how many cards go otherwise."""
        with self._lock:
            self.without_bulk += rows
            self.object_name = object_name

    def went_without_bulk(self, rows: int) -> None:
        """Note cards that would have gone by Bulk, where the object takes no jobs."""
        if self.without_bulk:
            self.no_bulk(rows, self.object_name)

    def notes(self) -> tuple[tuple[Note, int], ...]:
        """Return what to tell a person, each with its number of cards."""
        said = []
        if self.cards:
            said.append((Note("small_calls", self.text, self.size), self.cards))
        if self.without_bulk:
            said.append((Note("no_bulk", self.object_name), self.without_bulk))
        return tuple(said)
