"""The part of the ledger that knows what a check of everything found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wizard.domain.check import NOT_OURS, NOT_VISIBLE, OLDER
from wizard.domain.outcome import Outcome, unpack_notes
from wizard.transfer.ledger.store import Store

FINDINGS = (OLDER, NOT_VISIBLE, NOT_OURS)


class Findings(Store):
    """Records in Salesforce that no card of the run belongs to, and what people changed there."""

    def begin_findings(self, run_id: str) -> None:
        """Forget what an earlier try of the same run found, and mark the sent cards that the run did not meet.

        Deleted, merged or no longer visible to the key: Sansan does not say which. Their records stay.
        """
        met = "EXISTS (SELECT 1 FROM outcomes WHERE run = ? AND outcomes.card = cards.card)"
        with self._transaction():
            self._db.execute("DELETE FROM findings WHERE run = ?", (run_id,))
            self._db.execute(f"UPDATE cards SET gone = NOT gone WHERE salesforce_id <> '' AND gone = {met}", (run_id,))

    def find(self, run_id: str, records: Sequence[tuple[str, str]]) -> None:
        """Note the records (card id, record id) that belong to no card of the run."""
        with self._transaction():
            self._db.executemany(_FIND, ((run_id, *record) for record in records))

    def found(self, run_id: str, finding: str) -> list[str]:
        """Return the cards of one finding."""
        rows = self._db.execute("SELECT card_id FROM findings WHERE run = ? AND finding = ?", (run_id, finding))
        return [card_id for (card_id,) in rows]

    def name_finding(self, run_id: str, card_ids: Iterable[str], finding: str) -> None:
        """Say more closely what was found of some cards."""
        with self._transaction():
            update = "UPDATE findings SET finding = ? WHERE run = ? AND card_id = ?"
            self._db.executemany(update, ((finding, run_id, card_id) for card_id in card_ids))

    def findings(self, run_id: str) -> Iterator[Outcome]:
        """Yield what was found; ``reason`` is the finding."""
        rows = self._db.execute("SELECT card_id, salesforce_id, finding FROM findings WHERE run = ?", (run_id,))
        yield from (Outcome(card_id, there, finding, finding) for card_id, there, finding in rows)

    def count_findings(self, run_id: str) -> dict[str, int]:
        """Count what was found."""
        rows = self._db.execute("SELECT finding, count(*) FROM findings WHERE run = ? GROUP BY finding", (run_id,))
        return {**dict.fromkeys(FINDINGS, 0), **dict(rows)}

    def cards_by_note(self, run_id: str) -> Counter[str]:
        """Count the cards of a run by each kind of note."""
        counts: Counter[str] = Counter()
        for packed, cards in self._db.execute(_NOTES, (run_id,)):
            counts.update(dict.fromkeys({note.kind for note in unpack_notes(packed)}, cards))
        return counts


_NOTES = "SELECT notes, count(*) FROM outcomes WHERE run = ? AND notes <> '' GROUP BY notes"

_FIND = f"""
INSERT OR IGNORE INTO findings
SELECT ?1, ?2, ?3, iif(EXISTS (SELECT 1 FROM ids JOIN cards USING (card) WHERE card_id = ?2 AND owner_key <> ''),
                       '{NOT_VISIBLE}', '{NOT_OURS}')
WHERE NOT EXISTS (SELECT 1 FROM ids JOIN outcomes USING (card) WHERE card_id = ?2 AND run = ?1)
"""
