"""Time as Salesforce writes it."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime | None = None) -> str:
    """Return ``moment`` (now) as ``2021-08-31T01:31:13.000+0000``: whole seconds, UTC."""
    return (moment or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")
