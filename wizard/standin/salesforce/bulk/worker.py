"""The thread that carries out jobs, one after the other, in batches of 10,000 rows (salesforce.md §3.8)."""

from __future__ import annotations

import itertools
import queue
import threading
import time
import traceback

from wizard.standin.salesforce.bulk.columns import Column, columns_of, rows_of
from wizard.standin.salesforce.bulk.csvfile import CsvError, CsvFile
from wizard.standin.salesforce.bulk.job import Job
from wizard.standin.salesforce.bulk.results import Results
from wizard.standin.salesforce.rights import Access, RightsBook
from wizard.standin.salesforce.schema import ObjectType
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.store import Store
from wizard.standin.salesforce.writing.batch import Options, Outcomes, Rows
from wizard.standin.salesforce.writing.writer import Writer

BATCH = 10_000


class Worker:
    """Takes closed jobs from a queue until ``close``."""

    def __init__(self, store: Store, rights: RightsBook, writer: Writer, settings: Settings) -> None:
        self._store, self._rights, self._writer, self._settings = store, rights, writer, settings
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._stopping = False
        self.batches = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Queue a job whose upload is complete."""
        self._jobs.put(job)

    def close(self) -> None:
        """Stop after the batch in hand and wait for that."""
        self._stopping = True
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while job := self._jobs.get():
            if not self._stopping and job.start() and not self._stalls(job):
                self._carry_out(job)

    def _stalls(self, job: Job) -> bool:
        """Say whether a tester wants this job to stay in progress."""
        job.stalled = self._settings.jobs_to_stall > 0
        self._settings.jobs_to_stall -= job.stalled
        return job.stalled

    def _rows_before_failure(self) -> int | None:
        """Return after how many rows a tester wants this job to fail; None for a job that may end well."""
        if self._settings.jobs_to_fail <= 0:
            return None
        self._settings.jobs_to_fail -= 1
        return self._settings.fail_after_rows

    def _carry_out(self, job: Job) -> None:
        started = time.monotonic()
        try:
            self._process(job, started)
            job.move("Aborted" if job.aborting else "JobComplete")
        except CsvError as error:
            self._fail(job, str(error))
        except Exception as error:
            traceback.print_exc()
            self._fail(job, f"Unknown : {error!r}")

    def _fail(self, job: Job, error: str) -> None:
        job.error = error
        job.move("Failed")

    def _process(self, job: Job, started: float) -> None:
        access = self._rights.of(job.user_id)
        kind = access.object(job.object)
        if kind is None:
            raise CsvError(f"InvalidBatch : Object not found : {job.object}")
        file = CsvFile(job.content, job.line_ending, job.delimiter)
        columns = columns_of(access, kind, file.header)
        _check_key(job, kind, columns)
        file.check()
        rows, failing = file.rows(), self._rows_before_failure()
        with Results(job, file) as results:
            while not (job.aborting or self._stopping):
                batch = list(itertools.islice(rows, BATCH if failing is None else min(BATCH, failing)))
                if not batch:
                    break
                self._check_quota()
                outcomes = self._write(job, access, kind, rows_of(self._store, columns, batch))
                results.add(batch, outcomes)
                self._count(job, len(batch), len(outcomes.errors), started)
                failing = None if failing is None else failing - len(batch)
            results.leave(rows)
        if failing is not None:
            raise CsvError(self._settings.job_error)

    def _check_quota(self) -> None:
        """Rows beyond the batches of the day are in no result set (§3.5 [C]); that the job fails is inferred."""
        if self.batches >= self._settings.daily_bulk_batches:
            raise CsvError("ExceededQuota : ApiBatchItems Limit exceeded.")

    def _count(self, job: Job, rows: int, failed: int, started: float) -> None:
        self.batches += 1
        job.processed += rows
        job.failed += failed
        job.milliseconds = round((time.monotonic() - started) * 1000)

    def _write(self, job: Job, access: Access, kind: ObjectType, rows: Rows) -> Outcomes:
        names = [field.name for field in rows.fields]
        options = Options(assign=bool(job.rule))
        if job.operation == "insert":
            return self._writer.insert(access, kind, rows, options)
        if job.operation == "upsert":
            key = kind.by_name[(job.key or "").lower()]
            return self._writer.upsert(access, kind, rows, key, options)
        at = names.index("Id")
        if job.operation == "update":
            return self._writer.update(access, kind, rows.without(at), rows.values[at], options)
        return self._writer.delete(access, kind, rows.values[at], for_good=job.operation == "hardDelete")


def _check_key(job: Job, kind: ObjectType, columns: list[Column]) -> None:
    """The file must hold the column that tells which record is meant."""
    key = {"insert": None, "upsert": job.key}.get(job.operation, "Id")
    if key and not any(column.field.name.lower() == key.lower() and not column.parent for column in columns):
        raise CsvError(f"InvalidBatch : Field name not found : {key}")
