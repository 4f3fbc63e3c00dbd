"""``sync``: one transfer with a saved profile, no window."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from wizard.cli import answers
from wizard.cli.console import Console
from wizard.domain.control import Progress
from wizard.domain.errors import Trouble
from wizard.domain.profile import Profile
from wizard.transfer.ledger import Ledger, Run
from wizard.transfer.run import Transfer
from wizard.wiring import Services
from wizard.words.say import Lang, say_command

_SECONDS_BETWEEN_LINES = 5


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--dry-run", action="store_true", help=text("help_dry_run"))
    parser.add_argument("--full", action="store_true", help=text("help_full"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Transfer once, or rehearse it, and answer with the numbers."""
    console.skeleton = {"run": None, "state": "failed"}
    profile = services.profiles.pick(options.profile)
    with services.home.run_lock(profile.name), closing(services.ledger(profile)) as ledger:
        if not options.dry_run:
            return _transfer(profile, ledger, console, services, options)
        with _copy(ledger) as copy:
            return _transfer(profile, copy, console, services, options)


def _transfer(
    profile: Profile, ledger: Ledger, console: Console, services: Services, options: argparse.Namespace
) -> int:
    transfer = services.transfer(profile, ledger, ProgressLines(console), full=options.full, rehearse=options.dry_run)
    run_id, trouble = transfer.run()
    if transfer.recipients.met and not options.dry_run:
        services.profiles.save(transfer.recipients.extended())
    done = ledger.run(run_id)
    file = services.home.run_report(profile.name, run_id)
    values = answers.of_transfer(
        ledger, done, file.with_name(f"dry-{file.name}") if options.dry_run else file, console.lang
    )
    more = _said_of_owners(transfer, profile, console.lang) + _said_of_gone(transfer, console.lang)
    values["message"] = " ".join([str(values["message"]), *more])
    if options.dry_run:
        values = {**values, "dry_run": True}
    console.answer(values)
    if trouble:
        console.tell(str(values["message"]))
    return exit_code(done, trouble)


def exit_code(run: Run, trouble: Trouble | None) -> int:
    """Return the exit code of a transfer."""
    if trouble:
        return trouble.exit_code
    return 1 if run.state == "completed_with_errors" else 0


@contextmanager
def _copy(ledger: Ledger) -> Iterator[Ledger]:
    """Give a copy of the ledger that is gone afterwards."""
    with TemporaryDirectory() as folder:
        ledger.copy(Path(folder))
        with closing(Ledger(Path(folder))) as copy:
            yield copy


def _said_of_owners(transfer: Transfer, profile: Profile, lang: Lang) -> list[str]:
    met = transfer.recipients.met
    if not met:
        return []
    default = sum(r.reason == "default" for r in met)
    username = profile.default_user.username
    return [say_command("owners_met", lang, met=len(met), default=default, username=username)]


def _said_of_gone(transfer: Transfer, lang: Lang) -> list[str]:
    return [say_command("gone", lang, gone=transfer.gone)] if transfer.gone else []


class ProgressLines:
    """Prints progress as a line now and then."""

    def __init__(self, console: Console) -> None:
        self._console, self._last = console, time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Take one report."""
        if time.monotonic() - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            self._console.say("progress", read=progress.read, done=progress.done, failed=progress.failed)
