"""The versions of the API that are served (salesforce.md §2.1)."""

from __future__ import annotations

VERSIONS = range(31, 69)
"""31.0 is the oldest still served, 68.0 the newest in late 2026 (§2.1)."""


def served(version: str) -> bool:
    """Whether ``version``, such as ``67.0``, is one of them."""
    return int(version.partition(".")[0]) in VERSIONS
