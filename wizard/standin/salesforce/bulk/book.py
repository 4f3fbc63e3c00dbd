"""The jobs of an organisation: created, filled, closed, aborted, deleted (salesforce.md §3)."""

from __future__ import annotations

import shutil
import threading
from typing import Any

from wizard.standin.salesforce.bulk.job import DELIMITERS, FINISHED, LINE_ENDINGS, Job
from wizard.standin.salesforce.bulk.worker import Worker
from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.errors import ApiError, not_found
from wizard.standin.salesforce.ids import IdMaker
from wizard.standin.salesforce.rights import Access, RightsBook
from wizard.standin.salesforce.schema import ObjectType
from wizard.standin.salesforce.settings import Settings
from wizard.standin.salesforce.store import Store
from wizard.standin.salesforce.writing.writer import Writer

_OPERATIONS = ("insert", "update", "upsert", "delete", "hardDelete")
_KEYS = frozenset(
    (
        "object",
        "operation",
        "externalIdFieldName",
        "contentType",
        "lineEnding",
        "columnDelimiter",
        "assignmentRuleId",
    )
)


class JobBook:
    """Every ingest job and the worker behind them."""

    def __init__(self, store: Store, ids: IdMaker, rights: RightsBook, writer: Writer, settings: Settings) -> None:
        self._store, self._ids, self._settings = store, ids, settings
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self.worker = Worker(store, rights, writer, settings)

    def shown(self, access: Access, job_id: str) -> Job:
        """Return a job to its creator, or to who may manage data integrations (salesforce.md §3.3). Raises ApiError."""
        job = self.get(job_id)
        if job.user_id != access.user_id and "ManageDataIntegrations" not in access.permissions:
            raise ApiError(403, "INSUFFICIENT_ACCESS", "You do not have access to this job")
        return job

    def create(self, access: Access, wanted: dict[str, Any], version: str) -> Job:
        """Make a job. Raises ApiError when the request is not a possible one."""
        kind = _check(access, wanted)
        if kind.name.lower() in map(str.lower, self._settings.bulk_switched_off):
            raise _no_bulk(kind.name)
        if self.worker.batches >= self._settings.daily_bulk_batches:
            raise ApiError(400, "EXCEEDEDQUOTA", "ApiBatchItems Limit exceeded.")  # the text is inferred
        with self._lock:
            job_id, now = self._ids.make("750"), stamp()
            job = Job(
                id=job_id,
                object=kind.name,
                operation=wanted["operation"],
                key=wanted.get("externalIdFieldName") if wanted["operation"] == "upsert" else None,
                line_ending=wanted.get("lineEnding", "LF"),
                delimiter=wanted.get("columnDelimiter", "COMMA"),
                rule=wanted.get("assignmentRuleId"),
                version=version,
                user_id=access.user_id,
                folder=self._store.folder / job_id,
                created=now,
                changed=now,
            )
            job.folder.mkdir()
            self._jobs[job_id] = job
        return job

    def get(self, job_id: str) -> Job:
        """Return a job. Raises ApiError 404."""
        job = self._jobs.get(job_id) or self._jobs.get(next((i for i in self._jobs if i[:15] == job_id), ""))
        if job is None:
            raise not_found()
        return job

    def all(self) -> list[Job]:
        """Return the jobs in the order they were made."""
        return list(self._jobs.values())

    def upload(self, job: Job, content: bytes) -> None:
        """Keep the file. A second one is taken, but the job can then not be closed (§3.2 [C2])."""
        with job.lock:
            if job.state != "Open":
                raise ApiError(400, "INVALIDJOBSTATE", f"Job is not in open state: {job.state}")
            job.content.write_bytes(content)
            job.uploads += 1

    def complete(self, access: Access, job: Job) -> None:
        """Close a job and hand it to the worker; only who made it may."""
        with job.lock:
            if job.user_id != access.user_id:
                raise ApiError(403, "INSUFFICIENT_ACCESS", "Only the creator of a job may close it")
            if job.state != "Open" or not job.uploads:
                raise ApiError(400, "INVALIDJOBSTATE", f"Job cannot be closed in state {job.state} without content")
            if job.uploads > 1:
                text = f"Found multiple contents for job: <{job.id}>, please make sure you only do 'PUT' once"
                raise ApiError(400, "API_ERROR", text)
            job.move("UploadComplete")
        self.worker.put(job)

    def abort(self, access: Access, job: Job) -> None:
        """Stop a job; one in progress stops after its batch."""
        with job.lock:
            if job.user_id != access.user_id and "ManageDataIntegrations" not in access.permissions:
                raise ApiError(403, "INSUFFICIENT_ACCESS", "Only the creator of a job may abort it")
            if job.state in FINISHED:
                raise ApiError(400, "INVALIDJOBSTATE", f"Job is already finished: {job.state}")
            if job.state == "InProgress" and not job.stalled:
                job.aborting = True
            else:
                job.move("Aborted")

    def delete(self, job: Job) -> None:
        """Forget a job that is not open and not in progress."""
        with job.lock:
            if job.state in ("Open", "InProgress"):
                text = "Error encountered when deleting the job because the job is not terminated"
                raise ApiError(400, "API_ERROR", text)
            job.state = "Deleted"
        self._jobs.pop(job.id, None)
        shutil.rmtree(job.folder, ignore_errors=True)

    def close(self) -> None:
        """Stop the worker."""
        self.worker.close()


def _check(access: Access, wanted: dict[str, Any]) -> ObjectType:
    """Return the object of a wanted job. Codes: §3.10; their messages are inferred."""
    for name in wanted.keys() - _KEYS:
        raise ApiError(400, "JSON_PARSER_ERROR", f'Unrecognized field "{name}"')
    kind = access.object(str(wanted.get("object")))
    if kind is None:
        raise _no_bulk(wanted.get("object"))
    choices = (
        ("operation", None, _OPERATIONS),
        ("contentType", "CSV", ("CSV",)),
        ("lineEnding", "LF", LINE_ENDINGS),
        ("columnDelimiter", "COMMA", tuple(DELIMITERS)),
    )
    for name, default, allowed in choices:
        if wanted.get(name, default) not in allowed:
            raise ApiError(400, "INVALIDJOB", f"InvalidJob : {name} must be one of {', '.join(allowed)}")
    if wanted["operation"] == "upsert":
        _check_key(access, kind, wanted.get("externalIdFieldName"))
    if wanted["operation"] == "hardDelete" and "BulkApiHardDelete" not in access.permissions:
        raise ApiError(400, "FEATURENOTENABLED", "hardDelete needs the permission Bulk API Hard Delete")
    return kind


def _no_bulk(name: object) -> ApiError:
    return ApiError(400, "INVALIDENTITY", f"Entity '{name}' is not supported by the Bulk API.")


def _check_key(access: Access, kind: ObjectType, name: Any) -> None:
    field = access.fields(kind).get(name.lower()) if isinstance(name, str) else None
    if field is None or not (field.external_id or field.id_lookup):
        text = f"Field name provided, {name} does not match an External ID, Salesforce Id, or indexed field for"
        raise ApiError(400, "INVALIDJOB", f"InvalidJob : {text} {kind.name}")
