"""Lists in running text: numbered steps, and points behind a dot."""

from __future__ import annotations

import re
from itertools import groupby

from PySide6.QtWidgets import QLabel

_MARK = re.compile(r"(\d+\.|•) *")
_GAP = 0.35  # between two points, times the height of a line


def show_points(label: QLabel, words: str) -> None:
    """Show lines parted by ``<br>``; what is too long for one goes on below its words, not below its number or dot."""
    gap = round(label.fontMetrics().height() * _GAP)
    lines = enumerate(words.split("<br>"))
    label.setText(
        "".join(_table(list(part), gap) for _, part in groupby(lines, lambda line: bool(_MARK.match(line[1]))))
    )


def _table(lines: list[tuple[int, str]], gap: int) -> str:
    """Lines with marks, or without; one across two columns would make the column of the marks wide."""
    rows = "".join(_row(line, gap if place else 0) for place, line in lines)
    return f"<table cellspacing=0 cellpadding=0>{rows}</table>"


def _row(line: str, gap: int) -> str:
    """The mark has a cell of its own, so that it is as wide before every script."""
    mark, style = _MARK.match(line), f"padding-top: {gap}px"
    if mark is None:
        return f'<tr><td style="{style}">{line}</td></tr>'
    return (
        f'<tr><td style="{style}; padding-right: 5px">{mark[1]}</td><td style="{style}">{line[mark.end() :]}</td></tr>'
    )
