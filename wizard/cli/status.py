"""``status``: what is set up, when it last ran, what it did, what is left. Asks nobody outside."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.application.missed_runs import missed_runs
from wizard.application.run_result import run_result
from wizard.cli import answers
from wizard.cli.console import Console
from wizard.domain.destination import TARGETS
from wizard.domain.errors import AppError
from wizard.domain.profile import Profile
from wizard.domain.recipients import count_by_reason
from wizard.services.last_failure import LastFailure
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.report import write_rows
from wizard.words.say import Lang, say_command, say_trouble, say_unattended

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Answer from the profile and the ledger."""
    profile = services.profiles.pick(options.profile)
    last_run, undo, sent, failed = _remembered(profile, console, services)
    attention, missed = LastFailure(services.home, profile.name), _missed(profile, services, console.lang)
    console.answer(
        {
            "profile": profile.name,
            "environment": profile.salesforce.environment,
            "organization": profile.account.organization.name,
            "user": profile.account.user.username,
            "destination": TARGETS[profile.destination].object_name,
            "last_run": last_run,
            "undo": [{"run": run_id, "until": until or None} for run_id, until in undo.items()],
            "cards_sent": sent,
            "failed": failed,
            "unmatched_users": count_by_reason(profile.recipients)["default"],
            "message": " ".join((*_message(last_run, attention, services, console.lang), *missed)),
        }
    )
    return 0


def _message(
    last_run: dict[str, object] | None, attention: LastFailure, services: Services, lang: Lang
) -> Iterator[str]:
    """Yield what a person should know: first of all a failure that nobody saw."""
    if trouble := attention.get():
        yield say_command("run_alone_failed", lang, reason=say_unattended(trouble, lang))
    else:
        yield str(last_run["message"]) if last_run else say_command("nothing_yet", lang)
    yield from (say_trouble(notice, lang) for notice in (*services.profiles.restored(), *services.home.notices()))


def _missed(profile: Profile, services: Services, lang: Lang) -> Iterator[str]:
    """Say that a schedule which is on did not run for two intervals. A scheduler that cannot be asked says nothing."""
    with suppress(AppError):
        shown = LastFailure(services.home, profile.name).get()
        if (found := missed_runs(profile.name, services)) and (shown is None or shown.code != found.code):
            yield say_trouble(found, lang)


def _remembered(
    profile: Profile, console: Console, services: Services
) -> tuple[dict[str, object] | None, dict[str, str], int, int]:
    """Return the last run, which runs can be taken back until when, and how many cards were sent and failed."""
    with services.ledger_to_read(profile) as ledger:
        last = ledger.runs.last_run()
        last_run = _answer(ledger, last, services, profile, console) if last else None
        return last_run, ledger.history.can_undo(datetime.now(UTC)), *ledger.cards.totals()


def _answer(ledger: Ledger, run: Run, services: Services, profile: Profile, console: Console) -> dict[str, object]:
    """Return the last run, its report written again where it can be, and nobody else is at work.

    A kill, or a full disk, may have come before the report; one older than the end of its run tells of an earlier stop.
    """
    result = run_result(ledger, run, profile, services.home)
    if not result.rows_file or not _is_since(Path(result.rows_file), run.ended):
        result = replace(result, rows_file="")
        with suppress(AppError), services.home.run_lock(profile.name):
            wanted = services.home.run_report(profile.name, run.id)
            file = write_rows(wanted, ledger.outcomes.of_run(run.id), console.lang)
            result = replace(result, rows_file=str(file))
    return answers.of_run(result, console)


def _is_since(file: Path, ended: str) -> bool:
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return not ended or written >= datetime.fromisoformat(ended)
