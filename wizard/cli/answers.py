"""The answers of ``sync``, ``status`` and ``undo`` about runs, and their reports."""

from __future__ import annotations

from pathlib import Path

from wizard.domain.errors import Trouble
from wizard.domain.outcome import OUTCOMES, UNDO_OUTCOMES
from wizard.services.home import Home
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.report import write_rows
from wizard.words.say import Lang, say_command, say_trouble


def of_transfer(ledger: Ledger, run: Run, file: Path, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``sync``; ``file`` is the report."""
    counts = ledger.counts(run.id)
    return {
        "run": run.id,
        "state": run.state,
        "cards_read": sum(counts.values()),
        **{outcome: counts.get(outcome, 0) for outcome in OUTCOMES},
        "seconds": round(run.seconds, 1),
        "rows_file": str(file),
        "message": message(run, counts.get("failed", 0), lang),
    }


def of_undo(ledger: Ledger, undo: Run, home: Home, profile: str, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``undo``, and write its report."""
    counts = ledger.counts(undo.id)
    file = home.undo_report(profile, undo.undoes)
    write_rows(file, ledger.outcomes(undo.id), lang)
    return {
        "run": undo.undoes,
        **{outcome: counts.get(outcome, 0) for outcome in UNDO_OUTCOMES},
        "rows_file": str(file),
        "message": message(undo, counts.get("left", 0), lang),
    }


def message(run: Run, failed: int, lang: Lang) -> str:
    """Return what a person should know of a run."""
    if run.trouble_code:
        return say_trouble(Trouble(run.trouble_code, **run.trouble_details), lang)
    if run.undoes:
        return say_command("undone_left" if failed else "undone_all", lang, failed=failed)
    return say_command(run.state, lang, failed=failed)
