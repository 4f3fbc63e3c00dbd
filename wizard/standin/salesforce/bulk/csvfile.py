"""The rules of an uploaded CSV file, each of which fails the whole job (salesforce.md §3.6).

Where the service's own message is not known, the words after the colon are ours [I].
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wizard.standin.salesforce.bulk.job import DELIMITERS

_LONGEST_HEADER = 32_000
_LONGEST_RECORD = 400_000
_MOST_FIELDS = 5_000


class CsvError(Exception):
    """Why the whole job fails; the text is its errorMessage."""


class CsvFile:
    """An uploaded file: ``header`` holds the column names, ``raw_header`` the first line as uploaded."""

    def __init__(self, path: Path, line_ending: str, delimiter: str) -> None:
        self._path, self._ending = path, line_ending
        self.delimiter = DELIMITERS[delimiter]
        self._strict = _strict_record(self.delimiter)
        self.raw_header = ""
        self.header: list[str] = next(self._records(), [])

    def check(self) -> int:
        """Read the whole file and return its number of rows. Raises CsvError."""
        return sum(1 for _ in self.rows())

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows after the header. Raises CsvError."""
        records = self._records()
        next(records, None)
        width = len(self.header)
        for record in records:
            if len(record) != width:
                raise CsvError(f"InvalidBatch : Expected {width} columns, found {len(record)}")
            if sum(map(len, record)) > _LONGEST_RECORD:
                raise CsvError(f"InvalidBatch : Record longer than {_LONGEST_RECORD} characters")
            yield record

    def _records(self) -> Iterator[list[str]]:
        raw: list[str] = []
        with self._path.open(encoding="utf-8", newline="\n") as file, _as_csv_error():
            reader = csv.reader(self._lines(file, raw), delimiter=self.delimiter, strict=True)
            for record in reader:
                self._check_quotes(raw)
                if not self.raw_header:
                    self._take_header("".join(raw), record)
                raw.clear()
                if record:
                    yield record

    def _lines(self, file: Iterator[str], raw: list[str]) -> Iterator[str]:
        for line in file:
            if not self._ends_well(line):
                text = "LineEnding is invalid on user data. Current LineEnding setting is"
                raise CsvError(f"ClientInputError : {text} {self._ending}")
            raw.append(line)
            yield line

    def _ends_well(self, line: str) -> bool:
        """Line ends must be those of the job, inside quoted fields too."""
        if self._ending == "LF":
            return "\r" not in line
        body = line.removesuffix("\r\n")
        return "\r" not in body and "\n" not in body

    def _check_quotes(self, raw: list[str]) -> None:
        """A blank between delimiter and quote is an error; the reader alone would take it as text."""
        if any(' "' in line or '\t"' in line for line in raw):
            record = "".join(raw).rstrip("\r\n")
            if not self._strict.fullmatch(record):
                raise CsvError("ClientInputError : A quote must follow the delimiter directly")

    def _take_header(self, raw: str, names: list[str]) -> None:
        if len(raw) > _LONGEST_HEADER or len(names) > _MOST_FIELDS:
            raise CsvError("InvalidBatch : The header row is too long")
        self.raw_header = raw.rstrip("\r\n")


@contextmanager
def _as_csv_error() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise CsvError("ClientInputError : The data is not valid UTF-8") from error
    except csv.Error as error:  # the longest field, 131,072 characters, is the reader's own limit
        raise CsvError(f"ClientInputError : Failed to parse CSV: {error}") from error


def _strict_record(delimiter: str) -> re.Pattern[str]:
    cell = rf'(?:"[^"]*(?:""[^"]*)*"|[^"{re.escape(delimiter)}]*)'
    return re.compile(rf"{cell}(?:{re.escape(delimiter)}{cell})*")
