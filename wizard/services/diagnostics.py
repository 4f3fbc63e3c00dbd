"""What somebody who helps needs to know: versions, settings, last runs, the end of the log; no secret, no person."""

from __future__ import annotations

import platform
import sqlite3
import ssl
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

import keyring

from wizard import __version__
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.ports import Scheduler
from wizard.domain.profile import Profile
from wizard.domain.recipients import count_by_reason
from wizard.domain.redact import clean
from wizard.services import logs
from wizard.services.home import Home
from wizard.services.last_failure import LastFailure
from wizard.services.profiles import Profiles, write_chosen
from wizard.transfer.ledger import Ledger

_PACKAGES = ("PySide6-Essentials", "requests", "keyring", "simple-salesforce", "truststore")
_LINES, _RUNS = 200, 10


def diagnostics(home: Home, scheduler: Scheduler, browser: str) -> str:
    """Return everything as one text. ``browser``: the versions of the one that signs in."""
    parts = [
        ("Program", [*_program(home), f"sign-in browser {browser}"]),
        *_profiles(home, scheduler),
        ("Log", logs.last_lines(home, _LINES)),
    ]
    text = "\n".join(f"[{title}]\n" + "".join(f"{line}\n" for line in lines) for title, lines in parts)
    return clean(text.replace(str(Path.home()), "~"))


def save(file: Path, text: str) -> None:
    """Write the text, for the owner only. Raises ``SetupMustChange`` (``folder_not_writable``)."""
    try:
        write_chosen(file, text.encode())
    except OSError:
        raise SetupMustChange("folder_not_writable", folder=str(file.absolute().parent)) from None


def _program(home: Home) -> Iterator[str]:
    yield f"sansan-salesforce {__version__}, {'packaged' if getattr(sys, 'frozen', False) else 'from Python'}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}"
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {ssl.OPENSSL_VERSION}"
    yield ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    ring = type(keyring.get_keyring())
    yield f"keyring {ring.__module__}.{ring.__qualname__}"
    yield f"home {home.root}"
    yield f"time {datetime.now(UTC).isoformat(timespec='seconds')}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _profiles(home: Home, scheduler: Scheduler) -> Iterator[tuple[str, list[str]]]:
    for name in Profiles(home).names():
        try:
            profile = Profiles(home).load(name)
            lines = [*_settings(profile), *_runs(home, name), *_by_itself(home, name, scheduler)] if profile else []
        except AppError as trouble:
            lines = [trouble.code]
        yield f"Profile {name}", lines


def _settings(profile: Profile) -> Iterator[str]:
    access, cards = profile.sansan, profile.cards
    yield f"Sansan API {access.api_version}, past cards {access.include_past_cards}, {access.requests_per_second}/s"
    where = urlsplit(profile.salesforce.login_url).hostname
    yield f"Salesforce {profile.salesforce.environment}, {where}, API {profile.account.api_version}"
    yield f"organisation {profile.account.organization.id}, destination {profile.destination}"
    yield f"recipients {count_by_reason(profile.recipients)}"
    yield f"owners left out {len(cards.exclude_owners)}, exchanged from {cards.exchanged_from or '-'}, {cards.options}"


def _runs(home: Home, name: str) -> Iterator[str]:
    with closing(Ledger(home.folder(name))) as ledger:
        yield f"cards sent, failed: {ledger.cards.totals()}"
        for run in ledger.runs.last_runs(_RUNS):
            counts = dict(ledger.outcomes.counts(run.id))
            yield f"run {run.id} {run.kind} {run.state} {run.seconds:.0f} s {counts} {run.trouble_code}"


def _by_itself(home: Home, name: str, scheduler: Scheduler) -> Iterator[str]:
    try:
        yield f"schedule {scheduler.get(name)} ({scheduler.name})"
    except AppError as unknown:
        yield f"schedule {unknown.code}"
    if failed := LastFailure(home, name).get():
        yield f"failed by itself: {failed.code}"
