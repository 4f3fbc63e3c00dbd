"""Lists in running text: numbered steps, and points behind a dot."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel

_MARK = re.compile(r"(\d+\.|•) *")
_GAP = 0.35  # between two points, times the height of a line


def show_points(label: QLabel, words: str) -> None:
    """Show lines parted by ``<br>``; what is too long for one goes on below its words, not below its number or dot."""
    label.setText("".join(_paragraph(label, line, first=not place) for place, line in enumerate(words.split("<br>"))))


def _paragraph(label: QLabel, line: str, *, first: bool) -> str:
    bold, mark = QFont(label.font()), _MARK.match(line)
    bold.setBold(True)
    metrics = QFontMetrics(bold)
    indent = metrics.horizontalAdvance(f"{mark[1]}\N{NO-BREAK SPACE}") if mark else 0
    top = 0 if first else round(metrics.height() * _GAP)
    if mark:  # bold, so that a number or dot is in the font of the label, whatever script goes on
        line = f"<b>{mark[1]}&nbsp;</b>{line[mark.end() :]}"
    return f'<p style="margin: {top}px 0 0 {indent}px; text-indent: -{indent}px">{line}</p>'
