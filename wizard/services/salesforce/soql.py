"""Literals of SOQL (salesforce.md §2.4)."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(text: str) -> str:
    """Return ``text`` as a SOQL string literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"


def beginning(text: str) -> str:
    """Return the literal for a ``LIKE`` of what begins with ``text``."""
    return f"{_without_wildcards(text)[:-1]}%'"


def holding(text: str) -> str:
    """Return the literal for a ``LIKE`` of what holds ``text``."""
    return f"'%{_without_wildcards(text)[1:-1]}%'"


def _without_wildcards(text: str) -> str:
    return quoted(text).replace("%", "\\%").replace("_", "\\_")


def listed(texts: Iterable[str]) -> str:
    """Return ``texts`` as the list of an ``IN``."""
    return "(" + ",".join(map(quoted, texts)) + ")"
