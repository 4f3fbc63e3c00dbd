"""Sansan's own mapping file as bytes: read into lines, written so that spreadsheets open it (sansan.md §2.4)."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import EXTRA, HEADERS, Line
from wizard.services.csv_text import decode, decodings, harmless, rows

LARGEST = 25 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read(path: Path) -> list[Line]:
    """Return the lines of a mapping file. Raises ``SetupMustChange``: ``mapping_file_…``."""
    data = contents(path)
    found = (_lines(text) for text in decodings(data))
    lines = next((lines for lines in found if lines is not None), None)
    if lines is None and decode(data) is None:
        raise SetupMustChange("mapping_file_encoding", file=str(path))
    if lines is None:
        raise SetupMustChange("mapping_file_header", file=str(path))
    return lines


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


def _lines(text: str) -> list[Line] | None:
    """Return the lines below the header, found by its names in either language; None without that header."""
    (_, header), *below = rows(text) or [(0, [])]
    for lang, (email, username) in HEADERS.items():
        if email in header and username in header:
            id_header = next((name for name in (EXTRA[lang][0], *(e[0] for e in EXTRA.values())) if name in header), "")
            at = [header.index(name) if name else -1 for name in (email, username, id_header)]
            return [Line(number, *(_cell(row, i) for i in at)) for number, row in below if any(row)]
    return None


def _cell(row: list[str], index: int) -> str:
    return row[index] if 0 <= index < len(row) else ""
