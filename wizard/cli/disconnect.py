"""``disconnect``: forgets a set-up's key and sign-in, and gives the sign-in back to Salesforce."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

from wizard.cli.console import Console
from wizard.wiring import Services
from wizard.words.say import say_command


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--remove", action="store_true", help=text("help_remove"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Disconnect; 1 when Salesforce could not be told, so that its side must be ended by hand."""
    services = replace(services, hurried=True)
    profile = services.profiles.pick(options.profile)
    with services.home.run_lock(profile.name):
        revoked = services.disconnect(profile)
        if options.remove:
            services.profiles.remove(profile.name)
    said = say_command("disconnected" if revoked else "disconnected_here_only", console.lang, profile=profile.name)
    console.answer({"profile": profile.name, "revoked": revoked, "message": said})
    return 0 if revoked else 1
