"""The answers of ``sync``, ``status`` and ``undo`` about runs, and their reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wizard.domain.errors import Trouble
from wizard.domain.outcome import FAILED, LEFT, OUTCOMES, UNDO_OUTCOMES
from wizard.services.home import Home
from wizard.transfer.ledger import RETRY, Ledger, Run
from wizard.transfer.report import write_rows
from wizard.transfer.run import Transfer
from wizard.transfer.slowdowns import Slowdowns
from wizard.transfer.summary import still_open
from wizard.words.say import Lang, say_command, say_note, say_trouble
from wizard.words.sentences import sentences


def of_transfer(ledger: Ledger, run: Run, file: Path, lang: Lang, *, dry_run: bool = False) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``sync``; ``file`` is the report."""
    counts = ledger.outcomes.counts(run.id)
    return {
        "run": run.id,
        "state": run.state,
        "cards_read": sum(counts.values()),
        **{outcome: counts.get(outcome, 0) for outcome in OUTCOMES},
        "altered": ledger.outcomes.altered(run.id),
        "seconds": round(run.seconds, 1),
        "user": run.users,
        "rows_file": str(file),
        "message": sentences(_of_run(run, counts, lang, dry_run=dry_run), *_slowed(ledger, run, lang)),
    }


def of_undo(ledger: Ledger, undo: Run, home: Home, profile: str, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``undo``, and write its report."""
    counts = ledger.outcomes.counts(undo.id)
    file = write_rows(home.undo_report(profile, undo.undoes), ledger.outcomes.of_run(undo.id), lang)
    return {
        "run": undo.undoes,
        **{outcome: counts.get(outcome, 0) for outcome in UNDO_OUTCOMES},
        "rows_file": str(file),
        "message": _of_undo(undo, counts.get(LEFT, 0), still_open(ledger.outcomes.by_reason(undo.id)), lang),
    }


def said_of_owners(transfer: Transfer, lang: Lang) -> list[str]:
    """Return what to know of Sansan users met for the first time."""
    met = transfer.recipients.met
    if not met:
        return []
    default = sum(r.reason == "default" for r in met)
    username = transfer.profile.default_user.username
    return [say_command("owners_met", lang, met=len(met), default=default, username=username)]


def said_of_gone(transfer: Transfer, lang: Lang) -> list[str]:
    """Return what to know of cards that Sansan shows no longer, where everything was checked."""
    gone = transfer.check.not_visible if transfer.check else 0
    return [say_command("gone", lang, gone=gone)] if gone else []


def _of_run(run: Run, counts: Mapping[str, int], lang: Lang, *, dry_run: bool) -> str:
    if run.trouble_code:
        return say_trouble(Trouble(run.trouble_code, **run.trouble_details), lang)
    if dry_run:
        return say_command("rehearsed", lang)
    if run.kind == RETRY and not counts:
        return say_command("nothing_failed", lang)
    return say_command(run.state, lang, failed=counts.get(FAILED, 0))


def _slowed(ledger: Ledger, run: Run, lang: Lang) -> list[str]:
    return [say_note(note, lang) for note, _ in Slowdowns.of(ledger, run.id).notes()]


def _of_undo(undo: Run, left: int, refused: int, lang: Lang) -> str:
    if undo.trouble_code:
        return say_trouble(Trouble(undo.trouble_code, **undo.trouble_details), lang)
    if not left:
        return say_command("undone_all", lang)
    final = say_command("undone_left", lang, failed=left - refused) if left > refused else ""
    return sentences(final, say_command("undone_open", lang, failed=refused) if refused else "")
