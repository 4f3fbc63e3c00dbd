"""What may name a set-up: a folder, a unit and an argument on every system (interfaces.md, "Set-up file")."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DEVICES = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])")  # Windows opens these in every folder


def fault(name: str, others: Iterable[str] = ()) -> str:
    """Return what is wrong with a new name beside those of the other set-ups, empty when it may be used.

    ``name``: other characters, or it begins with a sign. ``device``: a device of Windows. ``taken``: another set-up has
    it; ``case``: it differs from another only by letter case, which not every file system tells apart.
    """
    if not _NAME.fullmatch(name):
        return "name"
    if _DEVICES.fullmatch(name):
        return "device"
    alike = [other for other in others if other.casefold() == name.casefold()]
    return "" if not alike else "taken" if name in alike else "case"
