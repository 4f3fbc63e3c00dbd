"""``diagnostics [FILE]``: what helps to find a fault, shown and, where a file is named, saved."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.application.support import CollectDiagnostics, SaveDiagnostics
from wizard.cli.console import Console
from wizard.gui.sign_in.chromium import chromium

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("file", nargs="?", metavar="FILE", help=text("help_diagnostics_file"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Show everything that is saved."""
    text = CollectDiagnostics(chromium()).run(services)
    print(text, end="", flush=True)
    if options.file:
        SaveDiagnostics(Path(options.file), text).run(services)
        console.say("diagnostics_saved", file=Path(options.file).absolute())
    return 0
