"""The part of the ledger that knows the rows on their way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from wizard.domain.outcome import pack_notes, unpack_notes
from wizard.domain.plan import Change
from wizard.transfer.ledger.database import Database
from wizard.transfer.ledger.store import RUN


@dataclass(frozen=True, slots=True)
class Job:
    """Rows on their way to Salesforce. ``salesforce_job`` is empty for Collections, and before a job is made."""

    id: int
    run: str
    way: str
    salesforce_job: str


class Jobs:
    """Rows sent to Salesforce and not yet answered for. They are read only after a stop: one text a job."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open(self, run_id: str, way: str, changes: Iterable[Change]) -> int:
        """Write down rows before they leave; returns the job's number here."""
        rows = orjson.dumps([_row(change) for change in changes]).decode()
        insert = f"INSERT INTO jobs (run, way, rows) VALUES ({RUN}, ?, ?)"
        return self._db.execute(insert, (run_id, way, rows)).lastrowid or 0

    def name(self, job: int, salesforce_job: str) -> None:
        """Write down the id of Salesforce's job, before anything is uploaded to it."""
        self._db.execute("UPDATE jobs SET salesforce_job = ? WHERE id = ?", (salesforce_job, job))

    def close(self, job: int) -> None:
        """Forget a job whose rows are settled or will come again."""
        self._db.execute(CLOSE, (job,))

    def left_open(self) -> list[Job]:
        """Return the jobs an earlier stop left unsettled."""
        found = "SELECT jobs.id, runs.id, way, salesforce_job FROM jobs JOIN runs ON number = run ORDER BY jobs.id"
        return [Job(*row) for row in self._db.execute(found)]

    def changes(self, job: int) -> list[Change]:
        """Return a job's rows, without their contents, which the ledger never holds."""
        found = self._db.execute("SELECT rows FROM jobs WHERE id = ?", (job,)).fetchone()
        return [
            Change(
                card_id=card_id,
                values=(),
                owner_id="",
                owner_key=owner_key,
                recipient_id=user_id,
                fingerprint=bytes.fromhex(fingerprint),
                notes=unpack_notes(notes),
                salesforce_id=salesforce_id,
                creates=bool(creates),
            )
            for card_id, fingerprint, owner_key, user_id, creates, salesforce_id, notes in orjson.loads(found[0])
        ] if found else []  # fmt: skip


CLOSE = "DELETE FROM jobs WHERE id = ?"


def _row(c: Change) -> tuple[object, ...]:
    notes = pack_notes(c.notes)
    return c.card_id, c.fingerprint.hex(), c.owner_key, c.recipient_id, c.creates, c.salesforce_id, notes
