"""Literals of SOQL (salesforce.md §2.4)."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(text: str) -> str:
    """Return ``text`` as a SOQL string literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"


def listed(texts: Iterable[str]) -> str:
    """Return ``texts`` as the list of an ``IN``."""
    return "(" + ",".join(map(quoted, texts)) + ")"
