"""``setup FILE``: all that the wizard's pages do, short of the transfer."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.application.set_up import BrowserOpened, DeployQueued, SetUp
from wizard.application.unattended import Proof
from wizard.cli.console import Console
from wizard.domain.destination import TARGETS
from wizard.domain.own_object import Components
from wizard.domain.recipients import count_by_reason
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, Requirement
from wizard.services import setup_file
from wizard.usecases.set_up import NewSetup
from wizard.words.say import Lang, say_check, say_command, say_proof, say_trouble
from wizard.words.say_parts import say_names, say_parts

if TYPE_CHECKING:
    from wizard.wiring import Services

_NAMES_TOLD = 5
_MARKS = {OK: "[OK]", PROBLEM: "[!!]", UNKNOWN: "[??]"}
_WHY_OWN = {
    "package_absent": "own_because_package_absent",
    "key_not_external": "own_because_key_not_external",
}


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments."""
    parser.add_argument("file", metavar="FILE", help=text("help_file"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Set up as the file says; nothing is saved unless everything works."""
    setup = setup_file.read(Path(options.file), services.profiles.names())
    console.skeleton = {"profile": setup.profile}
    result = SetUp(setup, console.lang).run(services, partial(_tell, console))
    unattended = answer_of_proof(result.proof, console.lang) if result.proof else None
    shown = unattended if unattended is None or console.json else unattended["user"]  # each point was told already
    told = [say_trouble(notice, console.lang) for notice in result.notices]
    answered = answer(result.new, console)
    message = " ".join([str(answered["message"]), *told])
    console.answer({**answered, "unattended": shown, "message": message})
    return 0


def answer(done: NewSetup, console: Console) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``setup``."""
    profile = done.profile
    counts = count_by_reason(profile.recipients)
    return {
        "profile": profile.name,
        "environment": profile.salesforce.environment,
        "organization": profile.account.organization.name,
        "user": profile.account.user.username,
        "destination": TARGETS[profile.destination].object_name,
        "permission_set": profile.permission_set,
        "recipients": counts,
        "message": " ".join(_message(done, counts["default"], console.lang)),
    }


def _message(done: NewSetup, on_default: int, lang: Lang) -> Iterator[str]:
    profile, prepared = done.profile, done.prepared
    account, default = profile.account, profile.default_user.username
    yield say_command("set_up", lang, organization=account.organization.name, user=account.user.username)
    if prepared.reason:
        yield say_command(_WHY_OWN[prepared.reason], lang, object=TARGETS[prepared.kind].object_name)
    if prepared.state == "completed":
        yield say_command("own_completed", lang, object=TARGETS[prepared.kind].object_name)
    if prepared.gone:
        yield say_command("own_gone", lang, names=say_names(prepared.gone, lang))
    if on_default:
        yield say_command("set_up_default", lang, count=on_default, username=default)
    if done.given:
        yield say_command("access_given", lang, count=done.given)
    if done.without_access:
        yield say_command("without_access", lang, count=len(done.without_access), names=_some(done.without_access))
    yield from (say_trouble(told, lang) for told in (*done.refusals, *done.notices))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMES_TOLD]) + (", …" if len(names) > _NAMES_TOLD else "")


def _tell(console: Console, told: object) -> None:
    """Print what a set-up reports on its way."""
    match told:
        case BrowserOpened(url):
            console.say("open_browser", url=url)
        case DeployQueued():
            console.say("own_queued")
        case Requirement():
            console.tell(f"{_MARKS[told.state]} {': '.join(say_check(told, console.lang))}")
        case Components():
            console.tell(say_command("own_makes", console.lang))
            for part in say_parts(told, console.lang):
                console.tell(f"- {part}")
        case Proof():
            for point in told.proven:
                console.tell(f"{_MARKS[point.state]} {say_proof(point, console.lang)}")
            console.skeleton = {**console.skeleton, "unattended": answer_of_proof(told, console.lang)}


def answer_of_proof(proof: Proof, lang: Lang) -> dict[str, object]:
    """Return what ``interfaces.md`` names for ``unattended``."""
    proven = [{"what": p.code, "ok": p.state == OK, "message": say_proof(p, lang)} for p in proof.proven]
    return {"user": proof.unattended.user.username, "proven": proven}
