"""launchd: one agent a profile in the user's LaunchAgents (launchd.plist(5)).

launchd makes up a run missed in sleep by itself, one missed while the Mac was off at the next time only.
Written after its documentation; not yet tried on a Mac.
"""

from __future__ import annotations

import os
import plistlib
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from wizard.domain.errors import SetupMustChange
from wizard.domain.schedule import DAYS, Schedule
from wizard.services.profiles import write_whole
from wizard.services.schedulers import job


class Launchd:
    """The user's launchd; ``folder`` holds its agents."""

    name = "launchd"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, profile: str) -> Schedule | None:
        """Return what the agent's file says. Raises ``SetupMustChange`` when that cannot be understood."""
        file = self._file(profile)
        try:
            return parse(plistlib.loads(file.read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, plistlib.InvalidFileException, ExpatError, ValueError, KeyError, IndexError, TypeError):
            raise SetupMustChange("schedule_by_hand", file=str(file)) from None

    def set(self, profile: str, schedule: Schedule) -> None:
        """Write the agent and load it, in place of an earlier one; where that fails nothing is left."""
        file = self._file(profile)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(file, plistlib.dumps(agent(profile, schedule)))
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._folder)) from None
        self._unload(profile)
        try:
            job.ask("launchctl", "bootstrap", _domain(), str(file))
        except SetupMustChange:
            file.unlink(missing_ok=True)
            raise

    def remove(self, profile: str) -> None:
        """Unload the agent and delete it."""
        self._unload(profile)
        self._file(profile).unlink(missing_ok=True)

    def _unload(self, profile: str) -> None:
        with suppress(SetupMustChange):  # one that is not loaded is unloaded already
            job.ask("launchctl", "bootout", f"{_domain()}/{label(profile)}")

    def _file(self, profile: str) -> Path:
        return self._folder / f"{label(profile)}.plist"


def label(profile: str) -> str:
    """Return the agent's name."""
    return job.name(profile)


def agent(profile: str, schedule: Schedule) -> dict[str, Any]:
    """Return the agent that transfers at its times."""
    when: dict[str, int] = {"Minute": schedule.minute}
    if schedule.every != "hourly":
        when["Hour"] = schedule.hour
    if schedule.every == "weekly":
        when["Weekday"] = DAYS.index(schedule.day) + 1  # 1 is Monday
    return {
        "Label": label(profile),
        "ProgramArguments": job.command(profile),
        "EnvironmentVariables": job.variables(),
        "StartCalendarInterval": when,
        "ProcessType": "Background",
    }


def parse(data: dict[str, Any]) -> Schedule:
    """Return the schedule of an agent. Raises ``KeyError`` and the like for one that ``agent`` did not write."""
    when = data["StartCalendarInterval"]
    if "Weekday" in when:
        return Schedule("weekly", when["Hour"], when["Minute"], DAYS[when["Weekday"] - 1])
    return Schedule("daily", when["Hour"], when["Minute"]) if "Hour" in when else Schedule("hourly", 0, when["Minute"])


def _domain() -> str:
    return f"gui/{os.getuid()}"  # type: ignore[attr-defined,unused-ignore] # not on Windows
