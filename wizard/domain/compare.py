"""Whether Salesforce holds what a row says, allowing for what Salesforce does to values by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def differing(values: Mapping[str, str | None], stored: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields whose stored value is another one."""
    return tuple(name for name, value in values.items() if _plain(value) != _plain(stored.get(name)))


def _plain(value: Any) -> str:
    """E-mail addresses come back in lower case, line ends as CRLF, outer spaces trimmed (salesforce.md §5)."""
    text = str(value or "").replace("\r\n", "\n").strip()
    return text.lower() if "@" in text else text
