"""``undo RUN``: takes one run back."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from wizard.application.undo import undo
from wizard.cli import answers
from wizard.cli.console import Console
from wizard.cli.progress import ProgressLines
from wizard.cli.summary import tell_reasons
from wizard.services.awake import kept_awake
from wizard.transfer.summary import still_open, summary
from wizard.wiring import Services
from wizard.words.say import say_trouble


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("run_id", metavar="RUN", help=text("help_run"))
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--even-changed", action="store_true", help=text("help_even_changed"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Delete what the run created, restore what it changed, leave what others touched."""
    console.skeleton = {"run": options.run_id}
    profile = services.profiles.pick(options.profile)
    with services.home.run_lock(profile.name), kept_awake(), services.ledger(profile) as ledger:
        lines = ProgressLines(console)
        undo_id, trouble = undo(profile, ledger, services, options.run_id, lines, even_changed=options.even_changed)
        values = answers.of_undo(ledger, ledger.runs.run(undo_id), services.home, profile.name, console.lang)
        why = summary(ledger, undo_id).remarks
    told = [say_trouble(notice, console.lang) for notice in services.keyring_notices()]
    values["message"] = " ".join([str(values["message"]), *told])
    console.answer(values)
    tell_reasons((), why, console)
    if trouble:
        console.tell(str(values["message"]))
        return trouble.exit_code
    return 1 if still_open(why) else 0
