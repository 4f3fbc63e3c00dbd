"""Lists in running text: numbered steps, and points behind a dot."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel

_MARK = re.compile(r"(\d+\.|•) *")
_GAP = 0.35  # between two points, times the height of a line


def show_points(label: QLabel, words: str) -> None:
    """Show lines parted by ``<br>``; what is too long for one goes on below its words, not below its number or dot."""
    gap = round(label.fontMetrics().height() * _GAP)
    rows = [_row(line, gap if place else 0) for place, line in enumerate(words.split("<br>"))]
    label.setText(f"<table cellspacing=0 cellpadding=0>{''.join(rows)}</table>")


def _row(line: str, gap: int) -> str:
    """The mark has a cell of its own, so that it is as wide before every script."""
    mark, style = _MARK.match(line), f"padding-top: {gap}px"
    if mark is None:
        return f'<tr><td colspan=2 style="{style}">{line}</td></tr>'
    return (
        f'<tr><td style="{style}; padding-right: 5px">{mark[1]}</td><td style="{style}">{line[mark.end() :]}</td></tr>'
    )
