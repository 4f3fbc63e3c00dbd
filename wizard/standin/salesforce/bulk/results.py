"""The result sets of a job (salesforce.md §3.5): LF, every data cell quoted, the header as uploaded."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from wizard.standin.salesforce.bulk.csvfile import CsvFile
from wizard.standin.salesforce.bulk.job import Job
from wizard.standin.salesforce.writing.batch import Outcomes

SUCCESSFUL, FAILED, UNPROCESSED = "successfulResults", "failedResults", "unprocessedrecords"
_CHUNK = 1 << 18


class Results:
    """Writes the three files of a job; a context manager."""

    def __init__(self, job: Job, file: CsvFile) -> None:
        self._stack = ExitStack()
        extra = {SUCCESSFUL: ("sf__Id", "sf__Created"), FAILED: ("sf__Id", "sf__Error"), UNPROCESSED: ()}
        self._writers = {}
        for name, columns in extra.items():
            target = self._stack.enter_context(job.result(name).open("w", encoding="utf-8", newline=""))
            cells = [f'"{column}"' for column in columns]
            target.write(file.delimiter.join([*cells, file.raw_header]) + "\n")
            self._writers[name] = csv.writer(
                target, delimiter=file.delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL
            )

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, rows: Sequence[list[str]], outcomes: Outcomes) -> None:
        """Write what became of ``rows``, the last first: the order of an upload is not kept (§3.5 [C])."""
        done = (
            [outcomes.ids[at], "true" if outcomes.created[at] else "false", *rows[at]]
            for at in reversed(range(len(rows)))
            if at not in outcomes.errors
        )
        self._writers[SUCCESSFUL].writerows(done)
        failed = (["", outcomes.errors[at].as_bulk(), *rows[at]] for at in sorted(outcomes.errors, reverse=True))
        self._writers[FAILED].writerows(failed)

    def leave(self, rows: Iterable[list[str]]) -> None:
        """Write rows that were not tried."""
        self._writers[UNPROCESSED].writerows(rows)


def stream(path: Path) -> Iterator[bytes]:
    """Yield a file in pieces; nothing when it is missing."""
    if path.exists():
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece
