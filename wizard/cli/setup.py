"""``setup FILE``: all that the wizard's pages do, short of the transfer."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from wizard.application.checks import cards_sent
from wizard.application.links import check_links
from wizard.cli.console import Console
from wizard.cli.unattended import prepare
from wizard.domain.destination import TARGETS
from wizard.domain.errors import SetupMustChange, Trouble
from wizard.domain.own_object import Parts
from wizard.domain.profile import SalesforceAccess
from wizard.domain.recipients import count_by_reason
from wizard.domain.requirement import OK, PROBLEM, UNKNOWN, Requirement
from wizard.domain.text import visible
from wizard.services import mapping_file, network, setup_file
from wizard.services.csv_text import decode
from wizard.services.salesforce.browser import sign_in
from wizard.services.setup_file import Setup
from wizard.usecases import checks
from wizard.usecases.connect_sansan import VERSIONS, connect
from wizard.usecases.set_up import SetUp, Wishes
from wizard.wiring import Services, login_url, sansan_url
from wizard.words.say import Lang, say_check, say_command, say_trouble
from wizard.words.say_parts import say_names, say_parts

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
    services = replace(services, hurried=True)
    services.secrets.check()
    with services.home.run_lock(setup.profile):
        done, unattended = _set_up(setup, console, services)
    shown = unattended if unattended is None or console.json else unattended["user"]  # each point was told already
    answered = {**answer(done, console), "unattended": shown}
    told = [say_trouble(notice, console.lang) for notice in (*services.keyring_notices(), *services.home.notices())]
    console.answer({**answered, "message": " ".join([str(answered["message"]), *told])})
    return 0


def answer(done: SetUp, console: Console) -> dict[str, object]:
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


def _message(done: SetUp, on_default: int, lang: Lang) -> Iterator[str]:
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


def _set_up(setup: Setup, console: Console, services: Services) -> tuple[SetUp, dict[str, object] | None]:
    before = services.profiles.earlier(setup.profile)
    lines = mapping_file.read(setup.recipients_file) if setup.recipients_file else []
    key = _api_key(setup)
    versions = (setup.sansan.api_version,) if setup.sansan.api_version else VERSIONS
    source, look = connect(services.sansan(setup.sansan, key), versions)
    login = login_url(setup.environment, setup.domain)
    oauth = services.oauth(login, setup.consumer_key)
    grant = sign_in(
        oauth,
        lambda url: console.say("open_browser", url=url),
        say_command("signed_in_page", console.lang),
        services.control,
        services.open_address,
    )
    tokens = services.fresh_tokens(oauth, grant)
    wishes = Wishes(
        profile=setup.profile,
        sansan=replace(setup.sansan, api_version=look.version),
        salesforce=SalesforceAccess(setup.environment, login, setup.consumer_key),
        cards=setup.cards,
        destination=setup.destination,
        default_username=setup.default_username,
        lines=lines,
        file=str(setup.recipients_file or ""),
        links=setup.links,
    )
    try:
        facts = services.facts(tokens)
        account = facts.directory.account()
        now = datetime.now(UTC)
        _tell(checks.of_connection(facts, account, setup.environment, lambda: None, now), console)
        _tell(network.checks(login, sansan_url()), console)
        tell, queued = partial(_tell_parts, console), partial(console.say, "own_queued")
        done = services.set_up(wishes, source, look, before, tokens, console.lang, tell, queued)
        target = TARGETS[done.prepared.kind].choosing(done.profile.cards.chosen_fields)
        _tell(checks.of_destination(facts, target, cards_sent(before, services)), console)
        told = check_links(done.profile, services, tokens, done.profile.links, console.lang)
        profile, secret, unattended = prepare(setup.unattended, done.profile, tokens, services, console)
        services.keep_consumer_secret(profile, secret)
        services.save(profile, key, tokens.refresh_token())
    except Trouble:
        with suppress(Trouble):  # a sign-in that leads nowhere must not use up one of the five grants
            oauth.revoke(tokens.refresh_token())
        raise
    return replace(done, profile=profile, notices=(*done.notices, *told)), unattended


def _tell(made: Iterable[Requirement], console: Console) -> None:
    """Print how each thing is. Raises ``SetupMustChange`` (``check_failed``) for the first that must be cured."""
    for check in made:
        said = ": ".join(say_check(check, console.lang))
        console.tell(f"{_MARKS[check.state]} {said}")
        if check.stops:
            raise SetupMustChange("check_failed", said=said)


def _tell_parts(console: Console, parts: Parts) -> None:
    """Print what will be made of our own object."""
    console.tell(say_command("own_makes", console.lang))
    for part in say_parts(parts, console.lang):
        console.tell(f"- {part}")


def _api_key(setup: Setup) -> str:
    if setup.api_key_file:
        try:
            key = visible(decode(setup.api_key_file.read_bytes()) or "").strip()
        except OSError:
            key = ""
        where = str(setup.api_key_file)
    else:
        key, where = visible(os.environ.get(setup.api_key_env, "")).strip(), setup.api_key_env
    if not key or not key.isascii() or not key.isprintable():
        raise SetupMustChange("sansan_key_missing", where=where)
    return key
