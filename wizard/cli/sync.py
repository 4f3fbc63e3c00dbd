"""``sync``: one transfer with a saved profile, no window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.application.preview import Preview, PreviewResult
from wizard.application.run_result import RunResult
from wizard.application.sync import Sync
from wizard.cli import answers
from wizard.cli import link as link_cli
from wizard.cli.console import Console
from wizard.cli.progress import ProgressLines
from wizard.cli.summary import tell_check, tell_owners, tell_reasons, tell_samples
from wizard.domain.run import FULL, MISSING, RETRY, SYNC, RunState
from wizard.words.say import say_trouble

if TYPE_CHECKING:
    from wizard.wiring import Services

if TYPE_CHECKING:
    from wizard.wiring import Services

_KINDS = {
    FULL: ("--full", "help_full"),
    RETRY: ("--retry-failed", "help_retry"),
    MISSING: ("--missing", "help_missing"),
}


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--dry-run", action="store_true", help=text("help_dry_run"))
    parser.add_argument("--samples", action="store_true", help=text("help_samples"))
    kinds = parser.add_mutually_exclusive_group()
    for kind, (switch, help_text) in _KINDS.items():
        kinds.add_argument(switch, action="store_const", dest="kind", const=kind, help=text(help_text))
    parser.add_argument("--unattended", action="store_true", help=text("help_unattended"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))
    parser.set_defaults(kind=SYNC)


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Transfer once, or preview it, and answer with the numbers."""
    console.skeleton = {"run": None, "state": "failed"}
    wanted = {"profile": options.profile, "lang": console.lang, "kind": options.kind, "unattended": options.unattended}
    if options.dry_run or options.samples:
        return _tell_preview(Preview(**wanted).run(services, ProgressLines(console)), console, samples=options.samples)
    return exit_code(transfer(Sync(**wanted), console, services))


def transfer(command: Sync, console: Console, services: Services) -> RunResult:
    """Transfer once and answer with the numbers."""
    result = command.run(services, ProgressLines(console))
    if result.ledger_put_aside:
        console.say("ledger_put_aside")
    links = {"links": link_cli.answer(result.links, console.lang)} if result.links else {}
    console.answer({**answers.of_run(result, console), **links})
    tell_reasons(result.failures, result.remarks, console)
    _tell_end(result, console)
    return result


def exit_code(result: RunResult) -> int:
    """Return the exit code of a transfer, with that of the links that followed."""
    if result.trouble:
        return result.trouble.exit_code
    if result.state == RunState.COMPLETED_WITH_ERRORS:
        return 1
    return link_cli.exit_code(result.links) if result.links else 0


def _tell_preview(found: PreviewResult, console: Console, *, samples: bool) -> int:
    lack = (found.shortfall,) if found.shortfall else ()
    console.answer({**answers.of_run(found.run, console, lack, dry_run=True), "dry_run": True})
    tell_reasons(found.run.failures, found.run.remarks, console)
    tell_owners(found.by_owner, console)
    if samples:
        tell_samples(found.samples, console)
    _tell_end(found.run, console)
    return exit_code(found.run)


def _tell_end(result: RunResult, console: Console) -> None:
    """Say what a check found, then what stopped the run."""
    if result.check:
        tell_check(result.check, result.check_file, console)
    if result.trouble:
        console.tell(say_trouble(result.trouble, console.lang))
