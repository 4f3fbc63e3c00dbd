"""The part of the ledger that knows what happened to each card in each run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from wizard.domain.fieldmap import Note
from wizard.domain.outcome import CREATED, FAILED, NOT_MISSING, UPDATED, Outcome, unpack_notes
from wizard.domain.plan import Change
from wizard.transfer.ledger.cards import HOLD
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.history import count_altered, count_outcomes
from wizard.transfer.ledger.jobs import CLOSE
from wizard.transfer.ledger.store import CARD, RUN, WROTE, arrival, arrive, seconds, sent_arrival

Sent = tuple[Change, Outcome]
_AT_ONCE = 1_000


class Outcomes:
    """One outcome a card and run: what is shown, and apart from it what the run wrote, which undo needs."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, run_id: str, outcomes: Sequence[Outcome]) -> None:
        """Record cards that need no write (any more); what this run wrote before stands."""
        if not outcomes:
            return  # a transaction would wait for the one that settles a batch
        with self._db.transaction():
            arrive(self._db, [arrival(outcome) for outcome in outcomes])
            self._db.execute("INSERT OR IGNORE INTO cards (card_id) SELECT card_id FROM arrived")
            self._db.execute(_NOTE, (run_id,))
            self._db.execute(_CURED)

    def settle(self, run_id: str, sent: Sequence[Sent], written: str = "", job: int = 0) -> None:
        """Record the fate of rows that were sent, for the card and for the run, and close their job.

        ``written`` is Salesforce's clock when all of them were surely written (ISO 8601).
        """
        if not sent and not job:
            return
        at = seconds(written)
        with self._db.transaction():
            arrive(self._db, [sent_arrival(c, o) for c, o in sent])
            self._db.execute(HOLD, (run_id, at))
            self._db.execute("INSERT OR IGNORE INTO cards (card_id) SELECT card_id FROM arrived WHERE outcome = ?",
                             (FAILED,))  # fmt: skip
            self._db.execute(_CURED)
            self._db.execute(_FAIL, (at,))
            self._db.execute(_SETTLE, (run_id, at))
            self._db.execute(_WROTE, (run_id,))
            self._db.execute(CLOSE, (job,))

    def counts(self, run_id: str) -> dict[str, int]:
        """Count a run's cards by outcome; outcomes without a card are left out."""
        kept = self._kept(run_id)
        return kept[0] if kept else count_outcomes(self._db, run_id)

    def altered(self, run_id: str) -> int:
        """Count a run's cards that Salesforce holds, and of which a value was shortened or left out."""
        kept = self._kept(run_id)
        return kept[1] if kept else count_altered(self._db, run_id)

    def _kept(self, run_id: str) -> tuple[dict[str, int], int] | None:
        kept = self._db.execute("SELECT counts FROM runs WHERE id = ?", (run_id,)).fetchone()
        return json.loads(kept[0]) if kept and kept[0] else None

    def by_reason(self, run_id: str) -> Iterator[tuple[Outcome, int]]:
        """Yield how many cards ended for each reason, as an outcome without a card; the most frequent first."""
        for outcome, reason, count in self._db.execute(_BY_REASON, (run_id,)):
            yield Outcome("", "", outcome, reason), count

    def by_note(self, run_id: str) -> Counter[Note]:
        """Count the values that did not go as they are."""
        counts: Counter[Note] = Counter()
        for notes, count in self._noted(run_id):
            counts.update(dict.fromkeys(notes, count))
        return counts

    def by_kind_of_note(self, run_id: str) -> Counter[str]:
        """Count the cards of a run by each kind of note."""
        counts: Counter[str] = Counter()
        for notes, cards in self._noted(run_id):
            counts.update(dict.fromkeys({note.kind for note in notes}, cards))
        return counts

    def of_run(self, run_id: str) -> Iterator[Outcome]:
        """Yield what happened to each card of a run."""
        found = self._db.execute(_OF_RUN, (run_id,))
        while rows := found.fetchmany(_AT_ONCE):
            for card_id, salesforce_id, outcome, reason, detail, notes in rows:
                yield Outcome(card_id, salesforce_id, outcome, reason, detail, unpack_notes(notes) if notes else ())

    def last_of(self, card_ids: Sequence[str]) -> dict[str, tuple[str, Outcome, bool]]:
        """Return the last transfer that had to do with each card, how it ended there, and whether it was taken back."""
        found = {}
        for card_id in card_ids:
            for run, undone, there, outcome, reason, detail, notes in self._db.execute(_LAST, (card_id,)).fetchall():
                found[card_id] = (
                    run,
                    Outcome(card_id, there, outcome, reason, detail, unpack_notes(notes)),
                    bool(undone),
                )
        return found

    def _noted(self, run_id: str) -> Iterator[tuple[tuple[Note, ...], int]]:
        for packed, count in self._db.execute(_BY_NOTES, (run_id,)):
            yield unpack_notes(packed), count


_WROTE = f"""
{WROTE} AND EXISTS (SELECT 1 FROM arrived WHERE outcome IN ('{CREATED}', '{UPDATED}'))
"""

_BY_REASON = f"""
SELECT outcome, reason, count(*) FROM outcomes WHERE run = {RUN} AND reason <> ''
GROUP BY outcome, reason ORDER BY count(*) DESC, reason
"""

_BY_NOTES = f"SELECT notes, count(*) FROM outcomes WHERE run = {RUN} AND notes <> '' GROUP BY notes"

_OF_RUN = f"""
SELECT card_id, outcomes.salesforce_id, outcome, reason, detail, outcomes.notes FROM outcomes JOIN cards USING (card)
WHERE outcomes.run = {RUN} ORDER BY card_id
"""

_LAST = f"""
SELECT id, undone, salesforce_id, outcome, reason, detail, notes
FROM runs CROSS JOIN outcomes ON run = number AND card = {CARD}
WHERE kind IN ('sync', 'full', 'retry', 'missing') ORDER BY number DESC LIMIT 1
"""

# Few fail: they are looked through, not what arrived ("+").
_CURED = f"""
DELETE FROM failures WHERE +card IN
  (SELECT card FROM arrived JOIN cards USING (card_id) WHERE outcome <> '{FAILED}' AND reason <> '{NOT_MISSING}')
"""

# What was tried is remembered: so it is tried again when something of it is different.
_FAIL = f"""
INSERT OR REPLACE INTO failures (card, reason, detail, fingerprint, assignment, basis, tried)
SELECT card, reason, detail, arrived.fingerprint, number, coalesce((SELECT value FROM meta WHERE key = 'basis'), ''), ?
FROM arrived CROSS JOIN cards USING (card_id) LEFT JOIN assignments USING (owner_key, user_id)
WHERE outcome = '{FAILED}'
"""

_ARRIVED = f"""
INSERT INTO outcomes (run, card, salesforce_id, outcome, reason, detail, notes, wrote, written)
SELECT {RUN}, card, arrived.salesforce_id, outcome, reason, detail, arrived.notes
"""

# A card created and then updated in the same run was created by it, and still was when it is refused later on.
_SETTLE = f"""
{_ARRIVED}, iif(outcome IN ('{CREATED}', '{UPDATED}'), outcome, ''), iif(outcome = '{FAILED}', 0, ?2)
FROM arrived CROSS JOIN cards USING (card_id) WHERE true
ON CONFLICT (run, card) DO UPDATE SET
    salesforce_id = iif(excluded.salesforce_id <> '', excluded.salesforce_id, salesforce_id),
    outcome = iif(wrote = '{CREATED}' AND excluded.outcome = '{UPDATED}', wrote, excluded.outcome),
    reason = excluded.reason, detail = excluded.detail, notes = excluded.notes,
    wrote = iif(wrote = '{CREATED}' OR excluded.wrote = '', wrote, excluded.wrote),
    written = iif(excluded.wrote = '', written, excluded.written)
"""

# A card that was refused, and needs no write any more, ends as what the run wrote of it, or with what is noted.
_NOTE = f"""
{_ARRIVED}, '', 0 FROM arrived CROSS JOIN cards USING (card_id) WHERE true
ON CONFLICT (run, card) DO UPDATE SET
    outcome = iif(wrote = '', excluded.outcome, wrote),
    reason = excluded.reason, detail = excluded.detail, notes = excluded.notes
WHERE outcome = '{FAILED}' AND excluded.reason <> '{NOT_MISSING}'
"""
