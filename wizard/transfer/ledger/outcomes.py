"""The part of the ledger that knows what happened to each card in each run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wizard.domain.fieldmap import Note
from wizard.domain.outcome import CREATED, FAILED, NOT_MISSING, UPDATED, Outcome, pack_notes, unpack_notes
from wizard.domain.plan import Change
from wizard.transfer.ledger.cards import NO_LONGER_FAILED
from wizard.transfer.ledger.store import Store

Sent = tuple[Change, Outcome]


class Outcomes(Store):
    """One outcome a card and run."""

    def note(self, run_id: str, outcomes: Sequence[Outcome]) -> None:
        """Record cards that need no write (any more); what this run wrote before stands."""
        if not outcomes:
            return  # a transaction would wait for the one that settles a batch
        with self._transaction():
            self._number(outcome.card_id for outcome in outcomes)
            self._db.executemany(_ADD_OUTCOME, (_row(run_id, outcome, "") for outcome in outcomes))
            cured = ((outcome.card_id,) for outcome in outcomes if outcome.reason != NOT_MISSING)
            self._db.executemany(NO_LONGER_FAILED, cured)

    def settle_written(self, job: int, rows: Iterable[tuple[str, str]], written: str) -> None:
        """Record the rows (card id, record id) of an open job that Salesforce wrote; ``written`` as in ``settle``."""
        with self._transaction():
            self._db.executemany("INSERT OR IGNORE INTO written VALUES (?, ?)", rows)
            self._db.execute("INSERT OR IGNORE INTO ids (card_id) SELECT card_id FROM written")
            self._db.execute(_WRITE_CARDS, (job,))
            self._db.execute(_WRITE_OUTCOMES, (written, job))
            self._db.execute("DELETE FROM written")

    def settle(self, run_id: str, sent: Sequence[Sent], written: str = "") -> None:
        """Record the fate of rows that were sent, for the card and for the run.

        ``written`` is Salesforce's clock when all of them were surely written (ISO 8601).
        """
        if not sent:
            return
        failed = [(c, o) for c, o in sent if o.outcome == FAILED]
        there = [(c, o) for c, o in sent if o.outcome != FAILED]
        with self._transaction():
            self._number(c.card_id for c, _ in sent)
            self._db.executemany(_PUT_SENT, (_sent_row(run_id, c, o) for c, o in there))
            self._db.executemany(_PUT_FAILED, ((c.card_id, c.salesforce_id, o.reason, run_id) for c, o in failed))
            self._db.executemany(_PUT_OUTCOME, (_row(run_id, o, written) for _, o in sent))

    def adopt(self, run_id: str, sent: Sequence[Sent]) -> None:
        """Remember cards that Salesforce holds already just as they are, and that need no write."""
        with self._transaction():
            self._number(c.card_id for c, _ in sent)
            self._db.executemany(_PUT_SENT, (_sent_row(run_id, c, o) for c, o in sent))

    def written_at(self, card_ids: Sequence[str]) -> dict[str, str]:
        """Return Salesforce's clock when each card was last written (ISO 8601); others are left out."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(f"{_WRITTEN_AT} ({marks})", tuple(card_ids))
        return dict(rows.fetchall())

    def last_notes(self, card_ids: Sequence[str]) -> dict[str, tuple[Note, ...]]:
        """Return which values did not go as they are when each card was last sent; others are left out."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(f"{_LAST_NOTES} ({marks})", tuple(card_ids))
        return {card_id: unpack_notes(packed) for card_id, packed in rows}

    def counts(self, run_id: str) -> dict[str, int]:
        """Count a run's cards by outcome; outcomes without a card are left out."""
        return dict(
            self._db.execute("SELECT outcome, count(*) FROM outcomes WHERE run = ? GROUP BY outcome", (run_id,))
        )

    def by_reason(self, run_id: str) -> Iterator[tuple[Outcome, int]]:
        """Yield how many cards ended for each reason, as an outcome without a card; the most frequent first."""
        for outcome, reason, count in self._db.execute(_BY_REASON, (run_id,)):
            yield Outcome("", "", outcome, reason), count

    def by_note(self, run_id: str) -> Counter[Note]:
        """Count the values that did not go as they are."""
        counts: Counter[Note] = Counter()
        for packed, count in self._db.execute(_BY_NOTES, (run_id,)):
            counts.update(dict.fromkeys(unpack_notes(packed), count))
        return counts

    def outcomes(self, run_id: str) -> Iterator[Outcome]:
        """Yield what happened to each card of a run."""
        for row in self._db.execute(_OF_RUN, (run_id,)):
            card_id, salesforce_id, outcome, reason, detail, notes = row
            yield Outcome(card_id, salesforce_id, outcome, reason, detail, unpack_notes(notes) if notes else ())

    def _number(self, card_ids: Iterable[str]) -> None:
        """Give a number to each card that has none."""
        self._db.executemany("INSERT OR IGNORE INTO ids (card_id) VALUES (?)", ((card_id,) for card_id in card_ids))


_BY_REASON = """
SELECT outcome, reason, count(*) FROM outcomes WHERE run = ? AND reason <> ''
GROUP BY outcome, reason ORDER BY count(*) DESC, reason
"""

_BY_NOTES = "SELECT notes, count(*) FROM outcomes WHERE run = ? AND notes <> '' GROUP BY notes"

_WRITTEN_AT = """
SELECT card_id, written FROM ids JOIN cards USING (card) JOIN outcomes USING (run, card)
WHERE written <> '' AND card_id IN"""

_LAST_NOTES = """
SELECT card_id, notes FROM ids JOIN cards USING (card) JOIN outcomes USING (run, card)
WHERE notes <> '' AND card_id IN"""

_OF_RUN = """
SELECT card_id, salesforce_id, outcome, reason, detail, notes FROM outcomes JOIN ids USING (card)
WHERE run = ? ORDER BY card_id
"""

_PUT_SENT = """
INSERT OR REPLACE INTO cards (card, salesforce_id, fingerprint, owner_key, owner_id, run)
SELECT card, ?2, ?3, ?4, ?5, ?6 FROM ids WHERE card_id = ?1
"""

_PUT_FAILED = """
INSERT INTO cards (card, salesforce_id, failed, run) SELECT card, ?2, ?3, ?4 FROM ids WHERE card_id = ?1
ON CONFLICT (card) DO UPDATE SET failed = excluded.failed, run = excluded.run
"""

_OUTCOME = "SELECT ?1, card, ?3, ?4, ?5, ?6, ?7, ?8 FROM ids WHERE card_id = ?2"

_ADD_OUTCOME = f"INSERT OR IGNORE INTO outcomes {_OUTCOME}"

_WRITTEN_ROWS = """
FROM written JOIN job_rows USING (card_id) JOIN ids USING (card_id) JOIN jobs ON jobs.id = job WHERE job = ?
"""

_WRITE_CARDS = f"""
INSERT OR REPLACE INTO cards (card, salesforce_id, fingerprint, owner_key, owner_id, run)
SELECT card, written.salesforce_id, fingerprint, owner_key, owner_id, run {_WRITTEN_ROWS}
"""

# A card created and then updated in the same run was created by it.
_OR_REPLACE = f"""
ON CONFLICT (run, card) DO UPDATE SET
    salesforce_id = excluded.salesforce_id,
    outcome = CASE WHEN outcome = '{CREATED}' AND excluded.outcome = '{UPDATED}'
              THEN outcome ELSE excluded.outcome END,
    reason = excluded.reason, detail = excluded.detail, notes = excluded.notes, written = excluded.written
"""

_PUT_OUTCOME = f"INSERT INTO outcomes {_OUTCOME} {_OR_REPLACE}"

_WRITE_OUTCOMES = f"""
INSERT INTO outcomes
SELECT run, card, written.salesforce_id, iif(creates, '{CREATED}', '{UPDATED}'), '', '', notes, ? {_WRITTEN_ROWS}
{_OR_REPLACE}
"""


def _sent_row(run_id: str, c: Change, o: Outcome) -> tuple[object, ...]:
    return (c.card_id, o.salesforce_id, c.fingerprint, c.owner_key, c.recipient_id, run_id)


def _row(run_id: str, o: Outcome, written: str) -> tuple[str, ...]:
    return (run_id, o.card_id, o.salesforce_id, o.outcome, o.reason, o.detail, pack_notes(o.notes), written)
