"""``disconnect``: forgets a set-up's key and sign-in, and gives the sign-in back to Salesforce."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wizard.application.disconnect import Disconnect
from wizard.cli.console import Console
from wizard.usecases.renew_sign_in import Disconnected
from wizard.words.say import Lang, say_command

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--remove", action="store_true", help=text("help_remove"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Disconnect; 1 when Salesforce could not be told, so that its side must be ended by hand.

    2 when the keyring keeps a secret; then the set-up is not removed either, so that this can be done again.
    """
    done = Disconnect(options.profile, options.remove).run(replace(services, hurried=True))
    said = " ".join(_said(done, console.lang))
    answer = {"profile": done.profile, "revoked": done.revoked, "not_deleted": list(done.stays), "message": said}
    console.answer(answer)
    return 2 if done.stays else int(not done.revoked)


def _said(done: Disconnected, lang: Lang) -> Iterator[str]:
    if done.stays:
        yield say_command("disconnected_but", lang, profile=done.profile, entries=", ".join(done.stays))
    elif done.revoked:
        yield say_command("disconnected", lang, profile=done.profile)
    if not done.revoked:
        yield say_command("disconnected_here_only", lang, profile=done.profile)
