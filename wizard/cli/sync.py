"""``sync``: one transfer with a saved profile, no window."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from wizard.application.links import LinkResult, link_after_sync
from wizard.cli import answers
from wizard.cli import link as link_cli
from wizard.cli.console import Console
from wizard.cli.progress import ProgressLines
from wizard.cli.summary import tell_check, tell_owners, tell_reasons, tell_samples
from wizard.domain.errors import SetupMustChange, Trouble
from wizard.domain.profile import Profile
from wizard.runs import Runs
from wizard.services.awake import kept_awake
from wizard.transfer.ledger import FULL, MISSING, RETRY, SYNC, Ledger, Run
from wizard.transfer.report import check_file, elsewhere, write_check
from wizard.transfer.run import Transfer
from wizard.transfer.summary import summary
from wizard.wiring import Services
from wizard.words.say import say_trouble

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
    """Transfer once, or rehearse it, and answer with the numbers."""
    console.skeleton = {"run": None, "state": "failed"}
    options.dry_run = options.dry_run or options.samples
    profile = services.profiles.pick(options.profile)
    if options.unattended:
        if not profile.unattended:
            raise SetupMustChange("unattended_not_set_up", profile=profile.name)
        services = replace(services, unattended=True)
    with services.home.run_lock(profile.name), kept_awake():
        if options.kind == FULL and not options.dry_run and services.put_aside_damaged_ledger(profile):
            console.say("ledger_put_aside")
        with services.ledger(profile) as ledger:
            work = _rehearse if options.dry_run else _transfer
            return work(profile, ledger, console, services, options)


def _transfer(
    profile: Profile, ledger: Ledger, console: Console, services: Services, options: argparse.Namespace
) -> int:
    transfer = Runs(services).transfer(profile, ledger, ProgressLines(console), options.kind)
    run_id, trouble, file = Runs(services).carry_out(transfer, console.lang)
    notices = Runs(services).notices(transfer, trouble)
    lines = ProgressLines(console)
    linked = None if trouble else link_after_sync(profile, ledger, services, run_id, console.lang, lines)
    more = {"links": link_cli.answer(linked, console.lang)} if isinstance(linked, LinkResult) else {}
    told = [linked] if isinstance(linked, Trouble) else []
    _answer(transfer, run_id, file, console, more, (*notices, *elsewhere(file, run_id), *told))
    said = summary(ledger, run_id)
    tell_reasons(said.failures, said.remarks, console)
    code = _end(transfer, run_id, file, trouble, console)
    return code or (link_cli.exit_code(linked) if isinstance(linked, LinkResult) else 0)


def _rehearse(
    profile: Profile, ledger: Ledger, console: Console, services: Services, options: argparse.Namespace
) -> int:
    with Runs(services).rehearsal(profile, ledger, ProgressLines(console), options.kind) as rehearsal:
        run_id, trouble = rehearsal.transfer.run()
        file = rehearsal.write(services.home.dry_report(profile.name, run_id), run_id, console.lang)
        lack = None if trouble else rehearsal.shortfall()
        notices = Runs(services).notices(rehearsal.transfer, trouble)
        _answer(rehearsal.transfer, run_id, file, console, {"dry_run": True}, (*notices, *([lack] if lack else [])))
        tell_reasons(summary(rehearsal.ledger, run_id).failures, rehearsal.remarks(run_id), console)
        tell_owners(rehearsal.by_owner, console)
        if options.samples:
            tell_samples(rehearsal.samples(), console)
        return _end(rehearsal.transfer, run_id, file, trouble, console)


def _answer(
    transfer: Transfer,
    run_id: str,
    file: Path,
    console: Console,
    more: Mapping[str, object],
    notices: Iterable[Trouble] = (),
) -> None:
    ledger, lang = transfer.ledger, console.lang
    values = answers.of_transfer(ledger, ledger.runs.run(run_id), file, lang, dry_run="dry_run" in more)
    said = [values["message"], *answers.said_of_owners(transfer, lang), *answers.said_of_gone(transfer, lang)]
    said += [say_trouble(notice, lang) for notice in notices]
    values["message"] = " ".join(map(str, said))
    if transfer.check and console.json:  # a person is told it in words
        values["check"] = {**asdict(transfer.check), "rows_file": str(check_file(file))}
    console.answer({**values, **more})


def _end(transfer: Transfer, run_id: str, file: Path, trouble: Trouble | None, console: Console) -> int:
    """Say what a check found, then what stopped the run; return the exit code."""
    if transfer.check:
        write_check(check_file(file), transfer.ledger.findings.of_run(run_id), console.lang)
        tell_check(transfer.check, check_file(file), console)
    if trouble:
        console.tell(say_trouble(trouble, console.lang))
    return exit_code(transfer.ledger.runs.run(run_id), trouble)


def exit_code(run: Run, trouble: Trouble | None) -> int:
    """Return the exit code of a transfer."""
    if trouble:
        return trouble.exit_code
    return 1 if run.state == "completed_with_errors" else 0
