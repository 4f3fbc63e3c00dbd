"""``diagnostics [FILE]``: what helps to find a fault, shown and, where a file is named, saved."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from wizard.cli.console import Console
from wizard.gui.sign_in.chromium import chromium
from wizard.services.diagnostics import diagnostics, save
from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("file", nargs="?", metavar="FILE", help=text("help_diagnostics_file"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Show everything that is saved."""
    text = diagnostics(services.home, services.scheduler, chromium())
    print(text, end="", flush=True)
    if options.file:
        save(Path(options.file), text)
        console.say("diagnostics_saved", file=Path(options.file).absolute())
    return 0
