"""Text of CSV files from outside: byte-order mark, then strict UTF-8, then strict cp932, else refused."""

from __future__ import annotations

import codecs


def decode(data: bytes) -> str | None:
    """Return the text, or None when it is in none of the known encodings."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(data, "utf-16")
    for encoding in ("utf-8-sig", "cp932"):
        text = _try(data, encoding)
        if text is not None and "\0" not in text:
            return text
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
