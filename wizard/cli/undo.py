"""``undo RUN``: takes one run back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.application.undo import Undo
from wizard.cli import answers
from wizard.cli.console import Console
from wizard.cli.progress import ProgressLines
from wizard.cli.summary import tell_reasons

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("run_id", metavar="RUN", help=text("help_run"))
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--even-changed", action="store_true", help=text("help_even_changed"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Delete what the run created, restore what it changed, leave what others touched."""
    console.skeleton = {"run": options.run_id}
    command = Undo(options.profile, options.run_id, console.lang, even_changed=options.even_changed)
    result = command.run(services, ProgressLines(console))
    values = answers.of_undo(result, console.lang)
    console.answer(values)
    tell_reasons((), result.reasons, console)
    if result.trouble:
        console.tell(str(values["message"]))
        return result.trouble.exit_code
    return 1 if result.refused else 0
