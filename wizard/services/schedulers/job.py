"""What a scheduler starts: this program, with the variables that point it at its home and services."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from urllib.parse import urlsplit

from wizard.domain.errors import SetupMustChange
from wizard.services.system.programs import run_tool

_HOME = "SANSAN_SALESFORCE_HOME"
_VARIABLES = (
    _HOME,
    "SANSAN_API_URL",
    "SALESFORCE_LOGIN_URL",
    "PYTHON_KEYRING_BACKEND",
    "REQUESTS_CA_BUNDLE",
    "HTTPS_PROXY",
)
_SECONDS = 30  # for one question to the scheduler


def command(profile: str) -> list[str]:
    """Return the command that transfers once and tells the person of a failure."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "wizard"]
    return [*program, "schedule", "--run", "--profile", profile]


def name(profile: str) -> str:
    """Return the job's name: another one for each home, so that two homes may use one name of a profile."""
    home = os.environ.get(_HOME, "")
    suffix = "-" + hashlib.sha256(home.encode()).hexdigest()[:8] if home else ""
    return f"sansan-salesforce-{profile}{suffix}"


def variables() -> dict[str, str]:
    """Return the variables of ``interfaces.md`` that are set and hold no secret; a scheduler gives none by itself."""
    given = {name: os.environ[name] for name in _VARIABLES if os.environ.get(name)}
    return {name: value for name, value in given.items() if not urlsplit(value).password}


def ask(*words: str) -> str:
    """Run a tool of the scheduler and return what it says.

    Raises ``SetupMustChange`` (``scheduler_refused``) when it is absent or refuses.
    """
    try:
        done = run_tool(words, _SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupMustChange("scheduler_refused", tool=words[0], detail=str(error)) from None
    if done.returncode:
        raise SetupMustChange("scheduler_refused", tool=words[0], detail=_first_line(done.stderr or done.stdout))
    return done.stdout


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")
