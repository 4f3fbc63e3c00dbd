"""The report of a run: one CSV row a card."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from wizard.domain.csv_line import csv_line
from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.domain.outcome import Outcome
from wizard.words import Lang, say_reason

COLUMNS = ("card_id", "salesforce_id", "outcome", "reason")
_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota of its own
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(path: Path, outcomes: Iterable[Outcome], lang: Lang) -> None:
    """Write the report of a run. Raises as ``write_table``."""
    write_table(path, COLUMNS, (cells(outcome, lang) for outcome in outcomes))


def check_file(report: Path) -> Path:
    """Return where, beside the report of a run that checked everything, its findings lie."""
    return report.with_name(f"{report.stem}-findings{report.suffix}")


def write_check(path: Path, findings: Iterable[Outcome], lang: Lang) -> None:
    """Write which records belong to no card of a run that checked everything, and why. Raises as ``write_table``."""
    columns = ("card_id", "salesforce_id", "finding", "reason")
    write_table(path, columns, (cells(finding, lang) for finding in findings))


def cells(outcome: Outcome, lang: Lang) -> tuple[str, ...]:
    """Return what stands in ``COLUMNS`` for one card."""
    reason = say_reason(outcome, lang) if outcome.reason or outcome.notes else ""
    return outcome.card_id, outcome.salesforce_id, outcome.outcome, reason


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file: UTF-8 with byte-order mark; what a spreadsheet would take for a formula is quoted.

    Raises ``SetupMustChange`` where the file cannot be written, ``Interrupted`` where there is no space.
    """
    try:
        _write(path, columns, rows)
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise Interrupted("disk_full", folder=str(path.parent)) from None
        raise SetupMustChange("folder_not_writable", folder=str(path.parent)) from None


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(f"{csv_line(_harmless(row))}\r\n" for row in chain([columns], rows))
    path.chmod(0o600)


def _harmless(row: Sequence[str]) -> list[str]:
    return [f"'{text}" if text.startswith(_FORMULA) else text for text in row]
