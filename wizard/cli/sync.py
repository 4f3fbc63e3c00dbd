"""``sync``: one transfer with a saved profile, no window."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from wizard.cli.console import Console
from wizard.domain.control import Progress
from wizard.domain.errors import SetupMustChange, Trouble
from wizard.domain.profile import Profile
from wizard.domain.recipients import Recipient
from wizard.services.home import Home
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.report import numbers, write_rows
from wizard.wiring import Services
from wizard.words.say import Lang, say_command, say_trouble

_NOT_YET = ("--dry-run", "--full")
_SECONDS_BETWEEN_LINES = 5


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))
    for option in _NOT_YET:
        parser.add_argument(option, action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Transfer once and answer with the numbers."""
    console.skeleton = {"run": None, "state": "failed"}
    for option in _NOT_YET:
        if getattr(options, option.strip("-").replace("-", "_")):
            raise SetupMustChange("not_yet", what=option)
    profile = services.profiles.pick(options.profile)
    with services.home.run_lock(profile.name):
        return _transfer(profile, console, services)


def _transfer(profile: Profile, console: Console, services: Services) -> int:
    ledger = services.ledger(profile)
    try:
        transfer = services.transfer(profile, ledger, _Lines(console))
        run_id, trouble = transfer.run()
        met = transfer.recipients.met
        if met:
            services.profiles.save(transfer.recipients.extended())
        done = ledger.run(run_id)
        values = answer(ledger, done, services.home, profile, console.lang)
        values["message"] = f"{values['message']} {_said_of(met, profile, console.lang)}".strip()
    finally:
        ledger.close()
    console.answer(values)
    if trouble:
        console.tell(str(values["message"]))
    return exit_code(done, trouble)


def exit_code(run: Run, trouble: Trouble | None) -> int:
    """Return the exit code of a transfer."""
    if trouble:
        return trouble.exit_code
    return 1 if run.state == "completed_with_errors" else 0


def answer(ledger: Ledger, run: Run, home: Home, profile: Profile, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``sync``, and write the report."""
    values: dict[str, object] = dict(numbers(ledger, run))
    file = home.reports(profile.name) / f"run-{run.id}.csv"
    _write(file, ledger, run, lang)
    return {**values, "rows_file": str(file), "message": message(run, values, lang)}


def message(run: Run, values: dict[str, object], lang: Lang) -> str:
    """Return what a person should know of a run."""
    if run.trouble_code:
        return say_trouble(Trouble(run.trouble_code, **run.trouble_details), lang)
    return say_command(run.state, lang, failed=values["failed"])


def _write(file: Path, ledger: Ledger, run: Run, lang: Lang) -> None:
    try:
        write_rows(file, ledger.outcomes(run.id), lang)
    except OSError:
        raise SetupMustChange("folder_not_writable", folder=str(file.parent)) from None


def _said_of(met: Sequence[Recipient], profile: Profile, lang: Lang) -> str:
    if not met:
        return ""
    default = sum(r.reason == "default" for r in met)
    return say_command("owners_met", lang, met=len(met), default=default, username=profile.default_user.username)


class _Lines:
    """Prints progress as a line now and then."""

    def __init__(self, console: Console) -> None:
        self._console, self._last = console, time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if time.monotonic() - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            self._console.say("progress", read=progress.read, done=progress.done, failed=progress.failed)
