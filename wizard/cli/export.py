"""``export FILE``: writes a set-up without secrets, to be opened on another organisation with ``setup``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.application.files import Export
from wizard.cli.console import Console
from wizard.words.say import say_command

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("file", metavar="FILE", help=text("help_export_file"))
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Write the set-up file, and the recipients a person chose beside it."""
    file = Path(options.file).absolute()
    name = Export(options.profile, file).run(services)
    console.answer({"profile": name, "message": say_command("exported", console.lang, file=str(file))})
    return 0
