"""A table in a CSV file as people really save it: found by its header, in any encoding and below any title."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.text import fold_label
from wizard.services.csv_text import Row, decodings, plain

_SEPARATORS = ",;\t"
_ABOVE = 20  # rows a header may stand below: a title, empty lines, Excel's "sep=;", "#TYPE" of PowerShell
_NAMED = re.compile(r'\ufeff*"?sep=(.)"?\s*[\r\n]', re.IGNORECASE)
_UNREADABLE = ("utf-8", "cp932")  # encodings in which a file with broken characters is looked at


@dataclass(frozen=True)
class Table:
    """The header as it is written, and the rows below it with their line numbers."""

    file: Path
    header: Sequence[str]
    rows: Sequence[Row]

    def column(self, *labels: str) -> int:
        """Return the place of the first of these labels that is there, -1 where none is.

        Letter case, width, spaces and what cannot be seen do not count. Raises ``SetupMustChange``
        (``csv_column_twice``) where it stands twice.
        """
        header = list(map(fold_label, self.header))
        wanted = next((fold_label(label) for label in labels if fold_label(label) in header), None)
        if wanted is None:
            return -1
        if header.count(wanted) > 1:
            raise SetupMustChange("csv_column_twice", file=str(self.file), column=self.header[header.index(wanted)])
        return header.index(wanted)


def find(data: bytes, file: Path, is_header: Callable[[frozenset[str]], bool]) -> Table | None:
    """Return the table whose header's folded labels are the wanted ones; None where there is none.

    Raises ``SetupMustChange`` (``csv_quote``, ``csv_characters``), naming its line, for what makes a file unreadable.
    """
    unreadable: SetupMustChange | None = None
    for text in decodings(data):
        for separator in _separators(text):
            try:
                if found := _find(text, separator, file, is_header):
                    return found
            except SetupMustChange as fault:
                unreadable = unreadable or fault
    if not unreadable:
        _refuse_characters(data, file, is_header)
        return None
    raise unreadable


def _separators(text: str) -> Sequence[str]:
    """Return what may separate the cells: what Excel's first line says, else the usual ones."""
    named = _NAMED.match(text)
    return named[1] if named else _SEPARATORS


def _find(text: str, separator: str, file: Path, is_header: Callable[[frozenset[str]], bool]) -> Table | None:
    rows = _read(text, separator, file)
    for _, cells in islice(rows, _ABOVE + 1):
        if is_header(frozenset(map(fold_label, cells))):
            return Table(file, cells, list(rows))
    return None


def _read(text: str, separator: str, file: Path) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for row in reader:
            number = reader.line_num
            yield number, list(map(plain, row))
    except csv.Error:
        raise SetupMustChange("csv_quote", file=str(file), number=number + 1) from None


def _refuse_characters(data: bytes, file: Path, is_header: Callable[[frozenset[str]], bool]) -> None:
    """Where only some characters keep the table from being found, name the first line of them."""
    for encoding in _UNREADABLE:
        text = data.decode(encoding, "replace").replace("\0", "\ufffd")
        if "\ufffd" in text and any(_find(text, separator, file, is_header) for separator in _separators(text)):
            number = len(text[: text.index("\ufffd") + 1].splitlines())
            raise SetupMustChange("csv_characters", file=str(file), number=number)
