"""Ids of Salesforce records: 15 characters, or 18 with a suffix that says which of them are capitals."""

from __future__ import annotations

import re

_SHORT = re.compile(r"[A-Za-z0-9]{15}")
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def long_id(text: str) -> str:
    """Return an id with 18 characters, which no spreadsheet takes for a number; any other text as it is.

    003E00000000123, for one, is a number to spreadsheets. One suffix character stands for five.
    """
    if not _SHORT.fullmatch(text):
        return text
    fives = (text[start : start + 5] for start in (0, 5, 10))
    return text + "".join(_SUFFIX[sum(c.isupper() << place for place, c in enumerate(five))] for five in fives)
