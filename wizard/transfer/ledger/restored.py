"""The part of the ledger that knows a record as our own again, once an undo has put it back to what we had written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from wizard.domain.results import StoredRecord
from wizard.transfer.ledger.outcomes import Outcomes
from wizard.transfer.ledger.store import NUMBERED

_RUNS_BEFORE = 50  # how many earlier runs are looked through; only the last few can be taken back anyway


class Restored(Outcomes):
    """Times of writing, moved on."""

    def put_back(self, run_id: str, images: Iterable[StoredRecord], written: str) -> None:
        """Record that these before-images of a run were written to Salesforce, the last at ``written``.

        Where nobody had touched what an earlier run wrote, that write counts from now. Else somebody's work
        was put back, and the record goes on counting as touched.
        """
        with self._transaction():
            for image in images:
                self._db.executemany(_MOVE, self._moves(run_id, image, written))

    def _moves(self, run_id: str, image: StoredRecord, written: str) -> Iterator[tuple[str, str, str]]:
        earlier = self._db.execute(_EARLIER, (run_id, _RUNS_BEFORE, image.card_id)).fetchall()
        modified = datetime.fromisoformat(image.modified)
        ours = [run for run, at in earlier if datetime.fromisoformat(at) >= modified]
        if earlier:
            last = written if ours else max((at for _, at in earlier), key=datetime.fromisoformat)
            yield from ((last, run, image.card_id) for run in (run_id, *ours))


_EARLIER = f"""
SELECT run, written FROM
  (SELECT id FROM runs WHERE rowid < (SELECT rowid FROM runs WHERE id = ?) ORDER BY rowid DESC LIMIT ?)
  CROSS JOIN outcomes ON run = id AND card = {NUMBERED}
WHERE written <> ''
"""

_MOVE = f"UPDATE outcomes SET written = ? WHERE run = ? AND card = {NUMBERED}"
