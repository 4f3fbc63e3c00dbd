"""The report of a run: one CSV row a card."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.outcome import Outcome
from wizard.words import Lang, say_reason

COLUMNS = ("card_id", "salesforce_id", "outcome", "reason")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(path: Path, outcomes: Iterable[Outcome], lang: Lang) -> None:
    """Write the report: UTF-8 with byte-order mark; what a spreadsheet would take for a formula is quoted.

    Raises ``SetupMustChange`` where the file cannot be written.
    """
    try:
        _write(path, outcomes, lang)
    except OSError:
        raise SetupMustChange("folder_not_writable", folder=str(path.parent)) from None


def _write(path: Path, outcomes: Iterable[Outcome], lang: Lang) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for o in outcomes:
            writer.writerow(map(_harmless, (o.card_id, o.salesforce_id, o.outcome, say_reason(o, lang))))
    path.chmod(0o600)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
