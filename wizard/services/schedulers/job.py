"""What a scheduler starts: this program, with the variables that point it at its home and services."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.schedule import Schedule
from wizard.services.network_variables import BUNDLES, PROXIES
from wizard.services.system.programs import run_tool

_HOME = "SANSAN_SALESFORCE_HOME"
_PROXIES = (*PROXIES, *map(str.lower, PROXIES))
_FILES = (_HOME, *BUNDLES, "SSL_CERT_DIR")
NAMES = (
    *_FILES,
    *_PROXIES,
    *("NO_PROXY", "no_proxy", "SANSAN_API_URL", "SALESFORCE_LOGIN_URL", "PYTHON_KEYRING_BACKEND"),
)
"""The variables of ``interfaces.md`` that a scheduled run has as the hand had them."""
_SECONDS = 30  # for one question to the scheduler
# Where macOS shows a program from a disk image, and where it runs one that was never moved out of the downloads.
_PASSING_PLACE = re.compile(r"/Volumes/|.*/AppTranslocation/")


def program(executable: str, *, frozen: bool, platform: str) -> list[str]:
    """Return what starts this program without a window of a console, which a person would close with the transfer."""
    if platform == "win32":
        path = PureWindowsPath(executable)
        stem = "sansan-salesforce-window" if frozen else "pythonw"
        executable = str(path.with_name(f"{stem}.exe"))
    return [executable] if frozen else [executable, "-m", "wizard"]


def command(profile: str, schedule: Schedule, since: datetime | None = None) -> list[str]:
    """Return the command that transfers once and tells the person of a failure.

    With ``since``, when the schedule was set, it does so only if a run is overdue: for schedulers that start it at a
    sign-in, too. Raises ``SetupMustChange`` (``program_in_passing_place``) where the program will not stay.
    """
    words = this_program()
    refuse_passing_place(words[0], sys.platform)
    overdue = ["--overdue-since", since.isoformat(timespec="seconds")] if since else []
    full = ["--full", schedule.full] if schedule.full != "weekly" else []
    return [*words, "schedule", "--run", *overdue, *full, "--lang", schedule.lang, f"--profile={profile}"]


def this_program() -> list[str]:
    """Return what starts the program that runs now."""
    return program(sys.executable, frozen=bool(getattr(sys, "frozen", False)), platform=sys.platform)


def refuse_passing_place(executable: str, platform: str) -> None:
    """Raise ``SetupMustChange`` where macOS shows the program for now only: a disk image, or the downloads."""
    if platform == "darwin" and _PASSING_PLACE.match(executable):
        raise SetupMustChange("program_in_passing_place")


def with_words_of(schedule: Schedule, words: Sequence[str]) -> Schedule:
    """Return a schedule with what a command that ``command`` made says of its runs."""
    told = dict(pairwise(words))
    return replace(schedule, lang=told.get("--lang", "en"), full="never" if told.get("--full") == "never" else "weekly")


def is_moved(stored: str, current: str, *, exists: bool) -> bool:
    """Whether a schedule must be set anew: what it starts is gone, or is another door of this same program."""
    kind: type[PurePath] = PureWindowsPath if "\\" in current else PurePosixPath
    return stored != current and (not exists or kind(stored).parent == kind(current).parent)


def name(profile: str) -> str:
    """Return the job's name: another one for each home, so that two homes may use one name of a profile."""
    home = os.environ.get(_HOME, "")
    suffix = "-" + hashlib.sha256(home.encode()).hexdigest()[:8] if home else ""
    return f"sansan-salesforce-{profile}{suffix}"


def variables() -> dict[str, str]:
    """Return the variables of ``interfaces.md`` that are set and hold no secret; a scheduler gives none by itself."""
    given = {name: os.environ[name] for name in NAMES if os.environ.get(name) and name not in kept_back()}
    return given | {name: os.path.abspath(given[name]) for name in _FILES if name in given}  # noqa: PTH100 - links stay


def given_by_system() -> dict[str, str]:
    """Return those of the variables that the system's own scheduler gives each run; known of systemd only."""
    if not sys.platform.startswith("linux"):
        return {}
    try:
        told = try_to("systemctl", "--user", "show-environment").stdout
    except SetupMustChange:
        return {}
    lines = (line.partition("=") for line in told.splitlines())
    return {name: "".join(shlex.split(value.removeprefix("$"))) for name, _, value in lines if name in NAMES}


def kept_back() -> tuple[str, ...]:
    """Return the names of variables that hold a password, which stands in no schedule."""
    return tuple(name for name in _PROXIES if _holds_password(os.environ.get(name, "")))


def notices() -> tuple[AppError, ...]:
    """Return what a person should know of a schedule that is made now."""
    names = ", ".join(name for name in kept_back() if name not in given_by_system())
    return (SetupMustChange("schedule_without_password", variables=names),) if names else ()


def _holds_password(proxy: str) -> bool:
    name, at, _ = proxy.partition("://")[2].rpartition("@") if "://" in proxy else proxy.rpartition("@")
    return bool(at) and ":" in name


def ask(*words: str) -> str:
    """Run a tool of the scheduler and return what it says.

    Raises ``SetupMustChange`` (``scheduler_refused``) when it is absent or refuses.
    """
    done = try_to(*words)
    if done.returncode:
        raise refused(words[0], done)
    return done.stdout


def try_to(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the scheduler, whatever it answers. Raises ``SetupMustChange`` when it cannot be asked at all."""
    try:
        return run_tool(words, _SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupMustChange("scheduler_refused", tool=words[0], detail=str(error)) from None


def refused(tool: str, done: subprocess.CompletedProcess[str]) -> SetupMustChange:
    """Return the trouble of a tool that refused."""
    text = (done.stderr or done.stdout).strip()
    return SetupMustChange("scheduler_refused", tool=tool, detail=next(iter(text.splitlines()), ""))
