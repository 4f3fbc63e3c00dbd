"""``link``: links stored cards to the contacts and leads that are the same people."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.application.links import Link, LinkResult, link_message
from wizard.cli.console import Console
from wizard.cli.progress import ProgressLines
from wizard.domain.links import Create, Kind, LinkOutcome
from wizard.words.say import Lang

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--dry-run", action="store_true", help=text("help_link_dry_run"))
    parser.add_argument("--create", choices=[str(each) for each in Create], help=text("help_link_create"))
    parser.add_argument("--fill-empty", action="store_true", default=None, help=text("help_link_fill"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Link once, or find out what that would do, and answer with the numbers."""
    console.skeleton = {"run": None, "state": "failed"}
    create = Create(options.create) if options.create else None
    command = Link(options.profile, console.lang, create, options.fill_empty, options.dry_run)
    result = command.run(services, ProgressLines(console))
    console.answer(answer(result, console.lang))
    return exit_code(result)


def answer(result: LinkResult, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``link``."""
    counts = result.counts
    values: dict[str, object] = {
        "run": result.run,
        "state": result.state,
        "cards": counts.cards,
        "linked": counts.outcomes.get(LinkOutcome.LINKED, 0),
        "filled": counts.filled,
        "created": {str(kind).lower(): counts.created.get(kind, 0) for kind in (Kind.LEAD, Kind.CONTACT, Kind.ACCOUNT)},
        **{
            str(each): counts.outcomes.get(each, 0)
            for each in (LinkOutcome.ALREADY, LinkOutcome.AMBIGUOUS, LinkOutcome.UNMATCHED, LinkOutcome.FAILED)
        },
        "rows_file": result.rows_file,
        "message": link_message(result, lang),
    }
    return {**values, "dry_run": True} if result.dry_run else values


def exit_code(result: LinkResult) -> int:
    """Return the exit code of a link run."""
    if result.trouble:
        return result.trouble.exit_code
    return 1 if result.counts.outcomes.get(LinkOutcome.FAILED) else 0
