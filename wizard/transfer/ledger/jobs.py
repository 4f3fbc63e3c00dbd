"""The part of the ledger that knows the rows on their way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.outcome import pack_notes, unpack_notes
from wizard.domain.plan import Change
from wizard.transfer.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Job:
    """Rows on their way to Salesforce. ``salesforce_job`` is empty for Collections, and before a job is made."""

    id: int
    run: str
    way: str
    salesforce_job: str


class Jobs(Store):
    """Rows sent to Salesforce and not yet answered for."""

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
        with self._transaction():
            self._db.execute("DELETE FROM job_rows WHERE job = ?", (job,))
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
                values=(),
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
