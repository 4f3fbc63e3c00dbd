"""Lines of CSV, for files of very many rows: the library looks at each character of each cell by itself."""

from __future__ import annotations

from collections.abc import Sequence


def csv_line(cells: Sequence[str]) -> str:
    """Return a row with commas between, without a line end. Cells are quoted where one of the row has to be."""
    line = ",".join(cells)
    if '"' in line or "\n" in line or "\r" in line or line.count(",") != len(cells) - 1:
        return ",".join([_quoted(cell) if cell else "" for cell in cells])
    return line


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
