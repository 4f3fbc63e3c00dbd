"""Text of CSV files from outside: byte-order mark, then strict UTF-8, then strict cp932, else refused."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from wizard.domain.text import clean, visible

_STRICT = ("utf-8-sig", "cp932")
_OTHERS = ("euc_jp", "iso2022_jp", "cp1252")
_FORMULA = tuple("=+-@\t\r")

Row = tuple[int, list[str]]
"""A line's number and its cells."""


def decode(data: bytes) -> str | None:
    """Return the text, or None when it is in none of the usual encodings."""
    encodings = ("utf-16",) if _has_utf16_mark(data) else _STRICT
    return next(_texts(data, encodings), None)


def decodings(data: bytes) -> Iterator[str]:
    """Return the text as each encoding reads it that can, the likeliest first.

    Right for files that are known by their header: EUC-JP, say, reads as cp932 too, but not to that header.
    """
    return _texts(data, ("utf-16",) if _has_utf16_mark(data) else (*_STRICT, *_OTHERS))


def separator(text: str) -> str:
    """Return what separates the cells: comma, semicolon or tab, whichever the header has most."""
    return max(",;\t", key=text.partition("\n")[0].count)


def harmless(cell: str) -> str:
    """Return a cell without control characters, which no spreadsheet takes for a formula; ``plain`` reads it back."""
    cell = clean(cell)
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """Return a cell without what nobody sees, our sign against formulas, and quotes that a second program put there."""
    cell = visible(cell).strip()
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:  # a text that must not become a number
        return cell[2:-1]
    if cell.startswith('"') and cell.endswith('"') and len(cell) > 1:
        cell = cell[1:-1].strip()
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _has_utf16_mark(data: bytes) -> bool:
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _texts(data: bytes, encodings: tuple[str, ...]) -> Iterator[str]:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text or encoding == "utf-16":
            yield text
