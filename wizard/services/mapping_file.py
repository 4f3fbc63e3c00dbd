"""Sansan's own mapping file as bytes: read into lines, written so that spreadsheets open it (sansan.md §2.4)."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import EXTRA, HEADERS, Line
from wizard.domain.text import fold_label
from wizard.services import csv_table
from wizard.services.csv_table import Table
from wizard.services.csv_text import decode, harmless

LARGEST = 25 * 1024 * 1024
_NAMES = [frozenset(map(fold_label, names)) for names in HEADERS.values()]  # a header has all of one language
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read(path: Path) -> list[Line]:
    """Return the lines of a mapping file. Raises ``SetupMustChange``: ``mapping_file_…``."""
    data = contents(path)
    if table := csv_table.find(data, path, lambda labels: any(names <= labels for names in _NAMES)):
        return _lines(table)
    if decode(data) is None:
        raise SetupMustChange("mapping_file_encoding", file=str(path))
    raise SetupMustChange("mapping_file_header", file=str(path))


def contents(path: Path) -> bytes:
    """Return what a file holds. Raises ``SetupMustChange`` for what is no text file of up to 25 MB."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SetupMustChange("mapping_file_missing", file=str(path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        raise SetupMustChange("mapping_file_missing", file=str(path)) from None
    if len(data) > LARGEST:
        raise SetupMustChange("mapping_file_too_large", file=str(path))
    if not data.strip():
        raise SetupMustChange("mapping_file_empty", file=str(path))
    if data.startswith(_WORKBOOKS):
        raise SetupMustChange("mapping_file_workbook", file=str(path))
    return data


def write(path: Path, lines: Iterable[Line], lang: str) -> None:
    """Write a mapping file: UTF-8 with byte-order mark, CRLF, headers of ``lang``."""
    cells = ((line.email, line.username, line.id, line.name, line.note) for line in lines)
    write_table(path, (*HEADERS[lang], *EXTRA[lang]), cells)


def write_table(path: Path, header: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    """Write any table that a spreadsheet shall open. Raises ``SetupMustChange`` where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in cells)
    try:
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    except (OSError, ValueError):
        raise SetupMustChange("file_not_written", file=path.name) from None


def _lines(table: Table) -> list[Line]:
    """Return the lines below the header; its names are those of one language, that of the id of either."""
    at = next(columns for names in HEADERS.values() if min(columns := [table.column(name) for name in names]) >= 0)
    at.append(table.column(*(names[0] for names in EXTRA.values())))
    return [Line(number, *(_cell(row, i) for i in at)) for number, row in table.rows if any(row)]


def _cell(row: list[str], index: int) -> str:
    return row[index] if 0 <= index < len(row) else ""
