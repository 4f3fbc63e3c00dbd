"""Query parameters of the Open API, read strictly: a wrong value is a 400 (sansan.md §1.4)."""

from __future__ import annotations

import re
from datetime import datetime

from wizard.standin.sansan.errors import ApiError

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


class Parameters:
    """The parameters of one request. Names that the API does not know are passed over [I]."""

    def __init__(self, query: dict[str, list[str]]) -> None:
        self._query = query

    def text(self, name: str) -> str | None:
        """Return a parameter given at most once, or None."""
        values = self._query.get(name, [])
        if len(values) > 1:
            raise ApiError(400, f"{name} may be given only once.")
        return values[0] if values else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of a parameter that may repeat."""
        return tuple(self._query.get(name, []))

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """Return one of ``allowed``; the first is the default."""
        value = self.text(name)
        if value is not None and value not in allowed:
            raise ApiError(400, f"{name} must be one of {', '.join(allowed)}.")
        return value if value is not None else allowed[0]

    def choices(self, name: str, allowed: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
        """Return the different values of a parameter that may repeat, each one of ``allowed``."""
        values = self.texts(name)
        if any(value not in allowed for value in values):
            raise ApiError(400, f"{name} must be one of {', '.join(allowed)}.")
        return tuple(sorted(set(values or default)))

    def flag(self, name: str) -> bool:
        """Return a ``true`` or ``false``, false by default."""
        return self.choice(name, ("false", "true")) == "true"

    def limit(self, most: int) -> int:
        """Return ``limit``: 1 to ``most``, 100 by default."""
        value = self.text("limit")
        if value is None:
            return 100
        if not value.isascii() or not value.isdecimal() or not 1 <= int(value[:9]) <= most:
            raise ApiError(400, f"limit must be a number from 1 to {most}.")
        return int(value)

    def time(self, name: str, *, required: bool) -> int | None:
        """Return ``YYYY-MM-DDThh:mm:ssTZD`` as seconds since 1970; the zone is required (§1.4 [C2])."""
        value = self.text(name)
        if value is None and required:
            raise ApiError(400, f"{name} is required.")
        return None if value is None else _seconds(name, value)


def _seconds(name: str, value: str) -> int:
    try:
        if not _TIME.fullmatch(value):
            raise ValueError(value)
        return int(datetime.fromisoformat(value).timestamp())
    except (ValueError, OverflowError):
        raise ApiError(400, f"{name} must look like 2026-04-01T10:00:00+09:00.") from None
