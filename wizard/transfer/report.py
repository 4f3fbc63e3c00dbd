"""The report of a run: one CSV row a card."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TextIO

from wizard.domain.csv_line import csv_line
from wizard.domain.errors import AppError, Interrupted, SetupMustChange
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


def elsewhere(report: Path, run_id: str) -> tuple[AppError, ...]:
    """Return what a person should know of a report that could not take its own name."""
    own = report.stem.endswith(run_id)
    return () if own else (SetupMustChange("report_elsewhere", file=str(report)),)


def cells(outcome: Outcome, lang: Lang) -> tuple[str, ...]:
    """Return what stands in ``COLUMNS`` for one card."""
    reason = say_reason(outcome, lang) if outcome.reason or outcome.notes else ""
    return outcome.card_id, long_id(outcome.salesforce_id), outcome.outcome, reason


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """Write a CSV file: UTF-8 with byte-order mark; what a spreadsheet would take for a formula is quoted.

    A file of that name stays as it was until the new one is whole, so that a kill in between leaves no half report.
    Return where it lies: beside ``path`` under another name where an earlier one is held open by another program, as
    Excel does on Windows. Raises ``SetupMustChange`` where it cannot be written, ``Interrupted`` for want of space.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        with _opened(fresh) as file:
            file.writelines(f"{csv_line(_harmless(row))}\r\n" for row in chain([columns], rows))
        return _put_in_place(fresh, path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        if error.errno in _NO_SPACE:
            raise Interrupted("disk_full", folder=str(path.parent)) from None
        raise SetupMustChange("folder_not_writable", folder=str(path.parent)) from None


def _opened(path: Path) -> TextIO:
    """Open a file anew, for the owner only."""
    file = path.open("w", encoding="utf-8-sig", newline="")
    path.chmod(0o600)
    return file


def _put_in_place(fresh: Path, path: Path) -> Path:
    """Give a file its name, or the first of its other names that no other program holds open."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, _NAMES + 1))
    for name in (path, *others):
        with suppress(PermissionError):
            return fresh.replace(name)
    raise PermissionError(errno.EACCES, "held open under every name", str(path))


def _harmless(row: Sequence[str]) -> list[str]:
    return [f"'{text}" if text.startswith(_FORMULA) else text for text in row]
