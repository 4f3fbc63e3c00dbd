"""One run of exactly what a scheduler will start, short of the transfer: its program, with its variables alone."""

from __future__ import annotations

import json
import os
import subprocess

from wizard.domain.errors import AppError, Interrupted, SetupMustChange, SignInNeeded
from wizard.domain.schedule import Schedule
from wizard.services.schedulers import job
from wizard.services.system.programs import run_tool

_SECONDS = 300  # both services may be slow, and the keyring may wait for its person
_KINDS: dict[int, type[AppError]] = {kind.exit_code: kind for kind in (SetupMustChange, SignInNeeded, Interrupted)}


def prove(profile: str, schedule: Schedule) -> None:
    """Raise ``AppError`` (``schedule_not_proven``) where what will run by itself cannot do its work."""
    words = [*job.command(profile, schedule), "--prove", "--json"]
    others = {name: value for name, value in os.environ.items() if name not in job.NAMES}
    environment = others | job.given_by_system() | job.variables()
    try:
        done = run_tool(words, _SECONDS, environment)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupMustChange("schedule_not_proven", said=str(error)) from None
    if done.returncode:
        raise _KINDS.get(done.returncode, SetupMustChange)("schedule_not_proven", said=_said(done.stdout, done.stderr))


def _said(answer: str, errors: str) -> str:
    """Return the message of the answer on the last line, else the last line of all."""
    try:
        return str(json.loads(answer.splitlines()[-1])["message"])
    except (ValueError, LookupError, TypeError):
        return next(reversed((answer + errors).strip().splitlines()), "")
