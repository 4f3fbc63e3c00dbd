"""Putting sentences one after the other."""

from __future__ import annotations


def sentences(*parts: str) -> str:
    """Return the parts that say something in one line: a space between them, none after a Japanese full stop or bracket."""
    line = ""
    for part in filter(None, parts):
        line += part if not line or line.endswith(("。", "）")) else f" {part}"
    return line
