"""Keys in texts as each system writes them: Ctrl+Z, and ⌘Z on a Mac."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtGui import QKeySequence

_KEYS = re.compile(r"\b(?:(?:Ctrl|Shift|Alt)\+)+(?:Enter|Delete|F\d+|[A-Z=0-9])")


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def native_keys(text: str, native: Callable[[str], str] = _native) -> str:
    """Return a text whose keys are written as the system writes them."""
    return _KEYS.sub(lambda found: native(found[0]), text)
