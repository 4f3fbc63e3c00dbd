"""``status``: what is set up, when it last ran, what it did, what is left. Asks nobody outside."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from wizard.cli import answers
from wizard.cli.console import Console
from wizard.domain.destination import TARGETS
from wizard.domain.recipients import count_by_reason
from wizard.services.attention import Attention
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.report import write_rows
from wizard.wiring import Services
from wizard.words.say import Lang, say_command, say_trouble


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Answer from the profile and the ledger."""
    profile = services.profiles.pick(options.profile)
    with services.ledger(profile) as ledger:
        last = ledger.runs.last_run()
        last_run = _answer(ledger, last, services, profile.name, console) if last else None
        sent, failed = ledger.cards.totals()
    console.answer(
        {
            "profile": profile.name,
            "environment": profile.salesforce.environment,
            "organization": profile.account.organization.name,
            "user": profile.account.user.username,
            "destination": TARGETS[profile.destination].object_name,
            "last_run": last_run,
            "cards_sent": sent,
            "failed": failed,
            "unmatched_users": count_by_reason(profile.recipients)["default"],
            "message": _message(last_run, Attention(services.home, profile.name), console.lang),
        }
    )
    return 0


def _message(last_run: dict[str, object] | None, attention: Attention, lang: Lang) -> object:
    """Return what a person should know: first of all a failure that nobody saw."""
    if trouble := attention.get():
        return say_command("unattended", lang, reason=say_trouble(trouble, lang))
    return last_run["message"] if last_run else say_command("nothing_yet", lang)


def _answer(ledger: Ledger, run: Run, services: Services, profile: str, console: Console) -> dict[str, object]:
    file = write_rows(services.home.run_report(profile, run.id), ledger.outcomes.of_run(run.id), console.lang)
    return answers.of_transfer(ledger, run, file, console.lang)
