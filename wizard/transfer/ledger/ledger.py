"""Reading and writing the ledger. One object for one run; every method is one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from wizard.domain.card import BEGINNING
from wizard.domain.errors import Trouble
from wizard.domain.outcome import CREATED, FAILED, UPDATED, Outcome, pack_notes, unpack_notes
from wizard.domain.plan import Change, Known
from wizard.domain.results import StoredRecord
from wizard.transfer.ledger.schema import connect

_MARK = "mark"


@dataclass(frozen=True, slots=True)
class Run:
    """One transfer, over all its continuations."""

    id: str
    kind: str
    state: str
    started: str
    seconds: float
    trouble_code: str
    trouble_details: Mapping[str, object]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Rows on their way to Salesforce. ``salesforce_job`` is empty for Collections, and before a job is made."""

    id: int
    run: str
    way: str
    salesforce_job: str


class Ledger:
    """The memory of a profile's transfers."""

    def __init__(self, folder: Path) -> None:
        self._db = connect(folder)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # Runs

    def begin(self) -> Run:
        """Continue the sync that did not end, or begin a new one."""
        last = self.last_run()
        if last and last.state not in ("completed", "completed_with_errors"):
            self._db.execute("UPDATE runs SET state = 'running', trouble = '' WHERE id = ?", (last.id,))
            return replace(self.run(last.id), continued=True)
        now = datetime.now(UTC)
        run_id = self._free_id(now.strftime("%Y%m%d-%H%M%S"))
        self._db.execute(
            "INSERT INTO runs (id, kind, state, started) VALUES (?, 'sync', 'running', ?)",
            (run_id, now.isoformat(timespec="seconds")),
        )
        return self.run(run_id)

    def end(self, run_id: str, state: str, seconds: float, trouble: Trouble | None = None) -> None:
        """Close a run, for good or for now."""
        text = json.dumps([trouble.code, trouble.details], default=str) if trouble else ""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            "UPDATE runs SET state = ?, ended = ?, seconds = seconds + ?, trouble = ? WHERE id = ?",
            (state, now, seconds, text, run_id),
        )

    def run(self, run_id: str) -> Run:
        """Return one run."""
        return next(self._runs("WHERE id = ?", (run_id,)))

    def last_run(self) -> Run | None:
        """Return the run begun last."""
        return next(self._runs("ORDER BY rowid DESC LIMIT 1", ()), None)

    def counts(self, run_id: str) -> dict[str, int]:
        """Count a run's cards by outcome; outcomes without a card are left out."""
        return dict(
            self._db.execute("SELECT outcome, count(*) FROM outcomes WHERE run = ? GROUP BY outcome", (run_id,))
        )

    def outcomes(self, run_id: str) -> Iterator[Outcome]:
        """Yield what happened to each card of a run."""
        for row in self._db.execute(
            "SELECT card_id, salesforce_id, outcome, reason, detail, notes FROM outcomes WHERE run = ?",
            (run_id,),
        ):
            card_id, salesforce_id, outcome, reason, detail, notes = row
            yield Outcome(card_id, salesforce_id, outcome, reason, detail, unpack_notes(notes))

    def _runs(self, rest: str, values: tuple[str, ...]) -> Iterator[Run]:
        columns = "id, kind, state, started, seconds, trouble"
        for row in self._db.execute(f"SELECT {columns} FROM runs {rest}", values):  # noqa: S608 - our own text
            run_id, kind, state, started, seconds, trouble = row
            code, details = json.loads(trouble or '["", {}]')
            yield Run(run_id, kind, state, started, seconds, code, details)

    def _free_id(self, wish: str) -> str:
        taken = {row[0] for row in self._db.execute("SELECT id FROM runs WHERE id LIKE ?", (wish + "%",))}
        return wish if wish not in taken else f"{wish}-{len(taken) + 1}"

    # Cards

    def known(self, card_ids: Sequence[str]) -> dict[str, Known]:
        """Return what is remembered of these cards."""
        marks = ",".join("?" * len(card_ids))
        rows = self._db.execute(
            f"SELECT card_id, salesforce_id, fingerprint, owner_key, owner_id FROM cards WHERE card_id IN ({marks})",  # noqa: S608
            tuple(card_ids),
        )
        return {row[0]: Known(*row[1:]) for row in rows}

    def owned(self, owner_key: str, not_by: str) -> Iterator[tuple[str, Known]]:
        """Yield the cards of a Sansan owner that Salesforce holds, and were given to another recipient.

        Cards may be settled between two of them.
        """
        after = ""
        while rows := self._db.execute(_OWNED, (owner_key, not_by, after)).fetchall():
            yield from ((row[0], Known(*row[1:])) for row in rows)
            after = rows[-1][0]

    def failed_cards(self) -> list[str]:
        """Return the cards whose last try failed."""
        return [row[0] for row in self._db.execute("SELECT card_id FROM cards WHERE failed <> ''")]

    def totals(self) -> tuple[int, int]:
        """Return how many cards Salesforce holds by us, and how many failed at their last try."""
        row = self._db.execute("SELECT count(nullif(salesforce_id, '')), count(nullif(failed, '')) FROM cards")
        sent, failed = row.fetchone()
        return sent, failed

    def forget(self, card_id: str) -> None:
        """Drop a failed card that Sansan shows no longer."""
        self._db.execute(_NO_LONGER_FAILED, (card_id,))

    def note(self, run_id: str, outcomes: Sequence[Outcome]) -> None:
        """Record cards that need no write (any more); what this run wrote before stands."""
        with self._transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_outcome_row(run_id, outcome) for outcome in outcomes),
            )
            self._db.executemany(_NO_LONGER_FAILED, ((outcome.card_id,) for outcome in outcomes))

    # The mark: everything Sansan updated up to it is settled

    def mark(self) -> datetime:
        """Return the update up to which all cards are settled."""
        text = self.get(_MARK)
        return datetime.fromisoformat(text) if text else BEGINNING

    def advance(self, reached: datetime) -> None:
        """Move the mark on; it never goes back by itself."""
        self.put(_MARK, max(self.mark(), reached).isoformat())

    def start_over(self) -> None:
        """Put the mark back to the beginning, so that every card is read again."""
        self.put(_MARK, BEGINNING.isoformat())

    def get(self, key: str) -> str:
        """Return a remembered text, empty when there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def put(self, key: str, value: str) -> None:
        """Remember a text."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # Jobs

    def open_job(self, run_id: str, way: str, changes: Iterable[Change]) -> int:
        """Write down rows before they leave; returns the job's number here."""
        with self._transaction():
            job = self._db.execute("INSERT INTO jobs (run, way) VALUES (?, ?)", (run_id, way)).lastrowid or 0
            self._db.executemany(
                "INSERT INTO job_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_job_row(job, c) for c in changes)
            )
        return job

    def name_job(self, job: int, salesforce_job: str) -> None:
        """Write down the id of Salesforce's job, before anything is uploaded to it."""
        self._db.execute("UPDATE jobs SET salesforce_job = ? WHERE id = ?", (salesforce_job, job))

    def close_job(self, job: int) -> None:
        """Forget a job whose rows are settled or will come again."""
        self._db.execute("DELETE FROM jobs WHERE id = ?", (job,))

    def open_jobs(self) -> list[Job]:
        """Return the jobs an earlier stop left unsettled."""
        rows = self._db.execute("SELECT id, run, way, salesforce_job FROM jobs ORDER BY id")
        return [Job(*row) for row in rows]

    def job_changes(self, job: int) -> list[Change]:
        """Return a job's rows, without their contents, which the ledger never holds."""
        rows = self._db.execute(
            "SELECT card_id, owner_key, owner_id, fingerprint, notes, salesforce_id, creates"
            " FROM job_rows WHERE job = ?",
            (job,),
        )
        return [
            Change(
                card_id=card_id,
                values={},
                owner_id="",
                owner_key=owner_key,
                recipient_id=owner_id,
                fingerprint=fingerprint,
                notes=unpack_notes(notes),
                salesforce_id=salesforce_id,
                creates=bool(creates),
            )
            for card_id, owner_key, owner_id, fingerprint, notes, salesforce_id, creates in rows
        ]

    def settle(self, run_id: str, sent: Sequence[tuple[Change, Outcome]]) -> None:
        """Record the fate of rows that were sent, for the card and for the run."""
        failed = [(c, o) for c, o in sent if o.outcome == FAILED]
        there = [(c, o) for c, o in sent if o.outcome != FAILED]
        with self._transaction():
            self._db.executemany(_PUT_SENT, (_sent_row(run_id, c, o) for c, o in there))
            self._db.executemany(_PUT_FAILED, ((c.card_id, c.salesforce_id, o.reason, run_id) for c, o in failed))
            self._db.executemany(_PUT_OUTCOME, (_outcome_row(run_id, o) for _, o in sent))

    # Before-images

    def keep_before(self, run_id: str, records: Iterable[StoredRecord]) -> None:
        """Keep what records held before this run first writes to them."""
        with self._transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO before.images VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (run_id, r.card_id, r.salesforce_id, r.owner_id, r.modified, json.dumps(dict(r.values)))
                    for r in records
                ),
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


_NO_LONGER_FAILED = "UPDATE cards SET failed = '' WHERE card_id = ? AND failed <> ''"

_OWNED = """
SELECT card_id, salesforce_id, fingerprint, owner_key, owner_id FROM cards
WHERE owner_key = ? AND owner_id <> ? AND salesforce_id <> '' AND card_id > ? ORDER BY card_id LIMIT 1000
"""

_PUT_SENT = "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?, '', ?)"

_PUT_FAILED = """
INSERT INTO cards (card_id, salesforce_id, failed, run) VALUES (?, ?, ?, ?)
ON CONFLICT (card_id) DO UPDATE SET failed = excluded.failed, run = excluded.run
"""

# A card created and then updated in the same run was created by it.
_PUT_OUTCOME = f"""
INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (run, card_id) DO UPDATE SET
    salesforce_id = excluded.salesforce_id,
    outcome = CASE WHEN outcome = '{CREATED}' AND excluded.outcome = '{UPDATED}'
              THEN outcome ELSE excluded.outcome END,
    reason = excluded.reason, detail = excluded.detail, notes = excluded.notes
"""  # noqa: S608


def _sent_row(run_id: str, c: Change, o: Outcome) -> tuple[object, ...]:
    return (c.card_id, o.salesforce_id, c.fingerprint, c.owner_key, c.recipient_id, run_id)


def _outcome_row(run_id: str, o: Outcome) -> tuple[str, ...]:
    return (run_id, o.card_id, o.salesforce_id, o.outcome, o.reason, o.detail, pack_notes(o.notes))


def _job_row(job: int, c: Change) -> tuple[object, ...]:
    return (
        job,
        c.card_id,
        c.fingerprint,
        c.owner_key,
        c.recipient_id,
        c.creates,
        c.salesforce_id,
        pack_notes(c.notes),
    )
