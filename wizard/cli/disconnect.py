"""``disconnect``: forgets a set-up's key and sign-in, and gives the sign-in back to Salesforce."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace

from wizard.cli.console import Console
from wizard.usecases.renew_sign_in import Disconnected
from wizard.wiring import Services
from wizard.words.say import Lang, say_command


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--remove", action="store_true", help=text("help_remove"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Disconnect; 1 when Salesforce could not be told, so that its side must be ended by hand.

    2 when the keyring keeps a secret; then the set-up is not removed either, so that this can be done again.
    """
    services = replace(services, hurried=True)
    if options.remove and (damaged := _damaged(options.profile, services)):
        return _remove_damaged(damaged, console, services)
    profile = services.profiles.pick(options.profile)
    with services.home.run_lock(profile.name):
        done = services.disconnect(profile)
        if options.remove and not done.stays:
            services.profiles.remove(profile.name)
    said = " ".join(_said(done, profile.name, console.lang))
    console.answer({"profile": profile.name, "revoked": done.revoked, "not_deleted": list(done.stays), "message": said})
    return 2 if done.stays else int(not done.revoked)


def _damaged(wanted: str | None, services: Services) -> str:
    """Return the name of the set-up that is meant where it cannot be read."""
    names = services.profiles.names()
    name = wanted or (names[0] if len(names) == 1 else "")
    return name if name in names and services.profiles.is_damaged(name) else ""


def _remove_damaged(name: str, console: Console, services: Services) -> int:
    with services.home.run_lock(name):
        stays = services.remove_damaged(name)
    said = " ".join(_said(Disconnected(revoked=False, stays=stays), name, console.lang))
    console.answer({"profile": name, "revoked": False, "not_deleted": list(stays), "message": said})
    return 2 if stays else 1


def _said(done: Disconnected, profile: str, lang: Lang) -> Iterator[str]:
    if done.stays:
        yield say_command("disconnected_but", lang, profile=profile, entries=", ".join(done.stays))
    elif done.revoked:
        yield say_command("disconnected", lang, profile=profile)
    if not done.revoked:
        yield say_command("disconnected_here_only", lang, profile=profile)
