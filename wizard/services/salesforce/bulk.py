"""A thin client of Bulk API 2.0 ingest (salesforce.md §3); why our own: salesforce.md §6.1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from operator import itemgetter
from typing import Any

from wizard.domain.csv_line import csv_line
from wizard.domain.destination import Destination
from wizard.domain.errors import BulkSwitchedOff, Interrupted, PassingFault, Refused
from wizard.domain.plan import Change
from wizard.domain.ports import Operation
from wizard.domain.results import RowError, RowResult, StoredRecord
from wizard.services.salesforce.session import Api
from wizard.services.salesforce.shapes import needed

_NO_BULK = ("INVALIDENTITY", "FEATURENOTENABLED")
_ENDED = ("JobComplete", "Failed", "Aborted")
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 10.0
STALLED = 600.0  # seconds without progress, after which a job is no longer waited for
NULL = "#N/A"
_FIRST = 3  # columns of results before those with free text: of the record, whether it is new, the key


class Bulk:
    """Writes and deletes records of one destination in jobs; ``start`` first: the id is known before the upload."""

    def __init__(self, api: Api, destination: Destination) -> None:
        self._api, self._destination = api, destination

    def start(self, operation: Operation = "upsert") -> str:
        """Create a job and return its id. A lost answer leaves an empty job behind, which harms nobody.

        Raises ``BulkSwitchedOff`` where the object does not allow it (salesforce.md §3.1).
        """
        body = {
            "object": self._destination.object_name,
            "operation": operation,
            "contentType": "CSV",
            "lineEnding": "LF",
        }
        if operation == "upsert":
            body["externalIdFieldName"] = self._destination.key_field
        return start_job(self._api, body)

    def upload(self, job_id: str, changes: Sequence[Change]) -> None:
        """Send the rows and close the job.

        Sent once: whether a lost upload arrived cannot be told, so its fault is raised and the job is to be
        aborted by the caller (salesforce.md §3.2).
        """
        upload_rows(self._api, job_id, self.csv(changes))

    def upload_records(self, job_id: str, operation: Operation, held: Sequence[StoredRecord]) -> None:
        """Send records to be deleted, or updated to what these hold, owner included; else as ``upload``."""
        if operation == "delete":
            rows = [["Id"], *([record.salesforce_id] for record in held)]
        else:
            names = [name for name in self._names() if any(name in record.values for record in held)]
            rows = [["Id", "OwnerId", *names]]
            rows += ([record.salesforce_id, record.owner_id, *_held(record, names)] for record in held)
        upload_rows(self._api, job_id, _lines(rows))

    def abort(self, job_id: str) -> None:
        """Stop a job; one that has ended already stays as it is."""
        with suppress(Refused):
            self._api.request_with_retry("PATCH", f"/jobs/ingest/{job_id}", json={"state": "Aborted"})

    def state(self, job_id: str) -> dict[str, Any] | None:
        """Return the job's status; None when Salesforce knows it no longer (results are kept 7 days), or does not tell.

        A job is its creator's: another user who has signed in since is refused (salesforce.md §3.3).
        """
        try:
            return self._api.understood("GET", f"/jobs/ingest/{job_id}", _status)
        except Refused:
            return None

    def wait(self, job_id: str) -> dict[str, Any]:
        """Wait for the end of a closed job and return its last status.

        Raises ``PassingFault`` when Salesforce does not know it, or holds it as not closed; ``Interrupted`` when
        it makes no progress for ten minutes: it may still be done, and is to be asked about later.
        """
        pauses, idle, before = _pauses(), 0.0, None
        while (status := self.state(job_id)) is not None:
            if status["state"] in _ENDED:
                return status
            if status["state"] == "Open":
                raise PassingFault("job_failed", detail="not closed")
            progress = (status["state"], status.get("numberRecordsProcessed"))
            if progress != before:
                before, idle = progress, 0.0
            if idle >= STALLED:
                raise Interrupted("job_stalled")
            pause = next(pauses)
            self._api.sleep(pause)
            idle += pause
        raise PassingFault("job_vanished")

    def results(self, job_id: str) -> Iterator[RowResult]:
        """Yield the fate of each row Salesforce dealt with, in no order; the rest was not processed (§3.5).

        What is refused or gone tells of no row: its rows go again, or are looked up.
        """
        return job_results(self._api, job_id, self._destination.key_field)

    def results_of(self, job_id: str, held: Sequence[StoredRecord]) -> Iterator[RowResult]:
        """As ``results``, of a job that deletes or updates these records."""
        cards = {record.salesforce_id[:15]: record.card_id for record in held}
        for record_id, _, error in job_results(self._api, job_id, "Id"):
            if record_id[:15] in cards:
                yield RowResult(cards[record_id[:15]], record_id, error)

    def csv(self, changes: Sequence[Change]) -> bytes:
        """Return the rows as Bulk's CSV: UTF-8 without BOM, LF, ``#N/A`` empties, a blank leaves alone (§3.6)."""
        names = self._names()
        rows = ((change.card_id, change.owner_id, *_cells(change, len(names))) for change in changes)
        return _lines(chain([[self._destination.key_field, "OwnerId", *names]], rows))

    def _names(self) -> list[str]:
        return [field.name for field in self._destination.fields.values()]


def start_job(api: Api, body: Mapping[str, str]) -> str:
    """Create a job and return its id. Raises ``BulkSwitchedOff`` where the object takes none."""
    try:
        return api.understood("POST", "/jobs/ingest", lambda job: needed(job, "id"), json=body)
    except Refused as refused:
        if refused.error_code in _NO_BULK:
            raise BulkSwitchedOff from None
        raise


def upload_rows(api: Api, job_id: str, data: bytes) -> None:
    """Send the rows of a job once, and close it."""
    path = f"/jobs/ingest/{job_id}"
    api.call("PUT", f"{path}/batches", data=data, headers={"Content-Type": "text/csv; charset=UTF-8"})
    with suppress(Refused):  # closed already, when only the answer to the first try was lost
        api.request_with_retry("PATCH", path, json={"state": "UploadComplete"})


def job_results(api: Api, job_id: str, key: str) -> Iterator[RowResult]:
    """Yield the fate of each row that a job dealt with, by the column ``key`` of what was uploaded."""
    for name, record_id in _result_rows(api, f"/jobs/ingest/{job_id}/successfulResults/", key, "sf__Id"):
        yield RowResult(name, record_id)
    for name, error in _result_rows(api, f"/jobs/ingest/{job_id}/failedResults/", key, "sf__Error"):
        yield RowResult(name, "", row_error(error))


def _result_rows(api: Api, path: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """Yield these columns of a result file, found by its header; one that cannot be read is asked for again."""
    wanted = _folded(columns)
    with suppress(Refused):
        yield from api.read_bytes(path, lambda content: _cells_of(content, wanted), "text/csv")


def _cells_of(content: bytes, wanted: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the wanted cells of each whole row. Raises ``ValueError`` or ``LookupError`` for no result file.

    The file of a job that never got rows may be empty, or lack the columns of the upload (salesforce.md §3.5).
    """
    text = content.decode("utf-8-sig", "replace").lstrip("\r\n")
    head, _, rest = text.partition("\n")
    header = _folded(next(csv.reader([head]), []))
    if not set(wanted) <= set(header):
        if rest.strip() or (header and "sf__id" not in header):
            raise LookupError("no result file")
        return []
    places = list(map(header.index, wanted))
    if max(places) < _FIRST and len(header) > _FIRST and "sf__error" not in header:
        return _first_cells(rest, places, len(header))
    try:
        rows = [row for row in csv.reader(io.StringIO(rest, newline="")) if len(row) == len(header)]
    except csv.Error as error:  # such as a quote that is never closed
        raise ValueError("no CSV") from error
    return list(map(itemgetter(*places), rows))


def _first_cells(text: str, places: Sequence[int], count: int) -> list[tuple[str, ...]]:
    """Return cells that stand first in each row, and hold ids and no free text: the library looks at each character.

    A row goes over several lines where a cell of it holds line ends. The last one counts only if it is whole.
    """
    rows: list[tuple[str, ...]] = []
    most, pick, inside = max(places) + 1, itemgetter(*places), False
    for line in text.split("\n"):
        if not inside and len(cells := line.split(",", most)) > most:
            rows.append(pick(cells))
        if line.count('"') % 2:
            inside = not inside
    if inside:
        raise ValueError("a quote that is never closed")
    plain = [tuple([cell[1:-1] if cell[:1] == '"' == cell[-1:] else cell for cell in row]) for row in rows]
    if any('"' in cell for row in plain for cell in row):  # a cell with a comma or a quote in it, which is no id
        return [pick(row) for row in csv.reader(io.StringIO(text, newline="")) if len(row) == count]
    return plain


def _status(answer: Any) -> dict[str, Any]:
    needed(answer, "state")
    return dict(answer)


def _folded(names: Sequence[str]) -> list[str]:
    """Return names for comparing: letter case counts in none of Salesforce's field names."""
    return [name.casefold() for name in names]


def _cells(change: Change, count: int) -> Sequence[str]:
    """Return the texts of a row of so many fields. A blank leaves a field alone."""
    if change.creates:
        return [value or "" for value in change.values] if None in change.values else change.values  # type: ignore[return-value]
    return ["" if value is None else value or NULL for value in change.values] or [""] * count


def _held(record: StoredRecord, names: Sequence[str]) -> list[str]:
    """Return what a record is to hold again; a field that was hidden then is left alone."""
    return [str(record.values[name] or NULL) if name in record.values else "" for name in names]


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    return "\n".join([*map(csv_line, rows), ""]).encode()


def _pauses() -> Iterator[float]:
    pause = _FIRST_WAIT
    while True:
        yield pause
        pause = min(pause * 1.5, _LONGEST_WAIT)


def row_error(text: str) -> RowError:
    """Read ``CODE:message:field1,field2 --`` (salesforce.md §3.5); the message may hold colons itself."""
    code, _, rest = text.partition(":")
    message, _, tail = rest.rpartition(":")
    fields = tail.removesuffix("--").strip()
    return RowError(code.strip(), message or rest, tuple(filter(None, (f.strip() for f in fields.split(",")))))
