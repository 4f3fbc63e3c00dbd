"""The report of a run: one CSV row a card."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TextIO

from wizard.domain.csv_line import csv_line
from wizard.domain.errors import Interrupted, SetupMustChange, Trouble
from wizard.domain.ids import long_id
from wizard.domain.outcome import Outcome
from wizard.words import Lang, say_reason

COLUMNS = ("card_id", "salesforce_id", "outcome", "reason")
_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota of its own
_NAMES = 9  # of one report
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(path: Path, outcomes: Iterable[Outcome], lang: Lang) -> Path:
    """Write the report of a run, and return where it lies. Raises as ``write_table``."""
    return write_table(path, COLUMNS, (cells(outcome, lang) for outcome in outcomes))


def check_file(report: Path) -> Path:
    """Return where, beside the report of a run that checked everything, its findings lie."""
    return report.with_name(f"{report.stem}-findings{report.suffix}")


def write_check(path: Path, findings: Iterable[Outcome], lang: Lang) -> Path:
    """Write which records belong to no card of a run that checked everything, and why. Raises as ``write_table``."""
    columns = ("card_id", "salesforce_id", "finding", "reason")
    return write_table(path, columns, (cells(finding, lang) for finding in findings))


def elsewhere(report: Path, run_id: str) -> tuple[Trouble, ...]:
    """Return what a person should know of a report that could not take its own name."""
    own = report.stem.endswith(run_id)
    return () if own else (SetupMustChange("report_elsewhere", file=str(report)),)


def cells(outcome: Outcome, lang: Lang) -> tuple[str, ...]:
    """Return what stands in ``COLUMNS`` for one card."""
    reason = say_reason(outcome, lang) if outcome.reason or outcome.notes else ""
    return outcome.card_id, long_id(outcome.salesforce_id), outcome.outcome, reason


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """Write a CSV file: UTF-8 with byte-order mark; what a spreadsheet would take for a formula is quoted.

    Return where it lies: beside ``path`` under another name where an earlier one is held open by another program, as
    Excel does on Windows. Raises ``SetupMustChange`` where it cannot be written, ``Interrupted`` for want of space.
    """
    try:
        with _opened(path) as file:
            file.writelines(f"{csv_line(_harmless(row))}\r\n" for row in chain([columns], rows))
            return Path(file.name)
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise Interrupted("disk_full", folder=str(path.parent)) from None
        raise SetupMustChange("folder_not_writable", folder=str(path.parent)) from None


def _opened(path: Path) -> TextIO:
    """Open the file anew, for the owner only, or the first of its other names that nobody holds open."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, _NAMES + 1))
    for name in (path, *others):
        with suppress(PermissionError):
            file = name.open("w", encoding="utf-8-sig", newline="")
            name.chmod(0o600)
            return file
    raise PermissionError(errno.EACCES, "held open under every name", str(path))


def _harmless(row: Sequence[str]) -> list[str]:
    return [f"'{text}" if text.startswith(_FORMULA) else text for text in row]
