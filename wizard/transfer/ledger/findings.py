"""The part of the ledger that knows what a check of everything found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wizard.domain.check import NOT_OURS, NOT_VISIBLE, OLDER
from wizard.domain.outcome import Outcome
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import RUN

FINDINGS = (OLDER, NOT_VISIBLE, NOT_OURS)


class Findings:
    """Records in Salesforce that no card of the run belongs to, and what people changed there."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, run_id: str) -> None:
        """Forget what an earlier try of the same run found, and mark the sent cards that the run did not meet.

        Deleted, merged or no longer visible to the key: Sansan does not say which. Their records stay.
        """
        met = f"EXISTS (SELECT 1 FROM outcomes WHERE run = {RUN} AND outcomes.card = cards.card)"
        with self._db.transaction():
            self._db.execute(f"DELETE FROM findings WHERE run = {RUN}", (run_id,))
            mark = f"UPDATE cards SET gone = NOT gone WHERE assignment IS NOT NULL AND gone = {met}"
            self._db.execute(mark, (run_id,))

    def add(self, run_id: str, records: Sequence[tuple[str, str]]) -> None:
        """Note the records (card id, record id) that belong to no card of the run."""
        with self._db.transaction():
            self._db.executemany(_ADD, ((run_id, *record) for record in records))

    def cards(self, run_id: str, finding: str) -> list[str]:
        """Return the cards of one finding."""
        rows = self._db.execute(f"SELECT card_id FROM findings WHERE run = {RUN} AND finding = ?", (run_id, finding))
        return [card_id for (card_id,) in rows]

    def name(self, run_id: str, card_ids: Iterable[str], finding: str) -> None:
        """Say more closely what was found of some cards."""
        with self._db.transaction():
            update = f"UPDATE findings SET finding = ? WHERE run = {RUN} AND card_id = ?"
            self._db.executemany(update, ((finding, run_id, card_id) for card_id in card_ids))

    def of_run(self, run_id: str) -> Iterator[Outcome]:
        """Yield what was found; ``reason`` is the finding."""
        rows = self._db.execute(f"SELECT card_id, salesforce_id, finding FROM findings WHERE run = {RUN}", (run_id,))
        yield from (Outcome(card_id, there, finding, finding) for card_id, there, finding in rows)

    def counts(self, run_id: str) -> dict[str, int]:
        """Count what was found."""
        rows = self._db.execute(f"SELECT finding, count(*) FROM findings WHERE run = {RUN} GROUP BY 1", (run_id,))
        return {**dict.fromkeys(FINDINGS, 0), **dict(rows)}


_ADD = f"""
INSERT OR IGNORE INTO findings
SELECT number, ?2, ?3, iif(EXISTS (SELECT 1 FROM cards WHERE card_id = ?2 AND assignment IS NOT NULL),
                           '{NOT_VISIBLE}', '{NOT_OURS}')
FROM runs WHERE id = ?1
AND NOT EXISTS (SELECT 1 FROM cards JOIN outcomes USING (card) WHERE card_id = ?2 AND outcomes.run = number)
"""
