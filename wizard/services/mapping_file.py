"""Sansan's own mapping file as bytes: read into lines, written so that spreadsheets open it (sansan.md §2.4)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.mapping import HEADERS, Line
from wizard.services.csv_text import decode

LARGEST = 25 * 1024 * 1024


def read(path: Path) -> list[Line]:
    """Return the lines of a mapping file. Raises ``SetupMustChange``: ``mapping_file_…``."""
    try:
        if path.stat().st_size > LARGEST:
            raise SetupMustChange("mapping_file_too_large", file=str(path))
        data = path.read_bytes()
    except OSError:
        raise SetupMustChange("mapping_file_missing", file=str(path)) from None
    text = decode(data)
    if text is None:
        raise SetupMustChange("mapping_file_encoding", file=str(path))
    return lines(text, str(path))


def lines(text: str, name: str) -> list[Line]:
    """Return the lines below the header, found by its names in either language; other columns are ignored."""
    rows = _rows(text)
    header = [cell.strip() for cell in (rows[0][1] if rows else [])]
    for email, username in HEADERS.values():
        if email in header and username in header:
            at = header.index(email), header.index(username)
            return [Line(number, _cell(row, at[0]), _cell(row, at[1])) for number, row in rows[1:] if any(row)]
    raise SetupMustChange("mapping_file_header", file=name)


def write(path: Path, lines: Iterable[Line], lang: str) -> None:
    """Write a mapping file: UTF-8 with byte-order mark, CRLF, headers of ``lang``."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS[lang])
    writer.writerows((line.email, line.username) for line in lines)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return (line number, cells); the separator is the one the header uses."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, row) for row in reader]
    except csv.Error:
        return []


def _cell(row: list[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""
