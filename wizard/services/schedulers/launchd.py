"""launchd: one agent a profile in the user's LaunchAgents (launchd.plist(5), launchctl(1)).

launchd makes up a run missed in sleep by itself. For one missed while the Mac was off, the agent is started at each
sign-in, too, and then transfers only if a run is overdue. Not yet tried on a Mac.
"""

from __future__ import annotations

import os
import plistlib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from wizard.domain.errors import Interrupted, SetupMustChange
from wizard.domain.schedule import DAYS, Schedule
from wizard.services.profiles import write_whole
from wizard.services.schedulers import job

_PAUSE, _TRIES = 0.25, 40  # `launchctl bootout` answers before the agent is gone
_TRIES_WHILE_IT_RUNS = 20  # a run that is not overdue ends at once


class Launchd:
    """The user's launchd; ``folder`` holds its agents. ``pause`` waits between two looks."""

    name = "launchd"

    def __init__(self, folder: Path, pause: Callable[[float], None] = time.sleep) -> None:
        self._folder, self._pause = folder, pause

    def get(self, profile: str) -> Schedule | None:
        """Return what the agent's file says, and whether launchd will start it.

        Raises ``SetupMustChange`` when the file cannot be understood, or launchd not be asked.
        """
        agent = self._read(profile)
        if agent is None:
            return None
        active = self._state(profile) is not None and not self._is_switched_off(profile)
        return parse(agent, active=active) if agent else None

    def set(self, profile: str, schedule: Schedule) -> None:
        """Write the agent and load it, in place of an earlier one, which stays where the new one is refused.

        Raises ``Interrupted`` (``busy``) while the earlier one transfers: unloading would end it.
        """
        self._refuse_while_it_runs(profile)
        before, fresh = self._bytes(profile), plistlib.dumps(agent(profile, schedule, datetime.now()))
        self._write(profile, fresh)
        try:
            self._load(profile)
        except SetupMustChange:
            if before is None:
                self._file(profile).unlink(missing_ok=True)
            else:
                self._write(profile, before)
                job.try_to("launchctl", "bootstrap", _domain(), str(self._file(profile)))
            raise

    def remove(self, profile: str) -> None:
        """Unload the agent and delete it. Raises ``Interrupted`` (``busy``) while it transfers."""
        if self._bytes(profile) is None and self._state(profile) is None:
            return
        self._refuse_while_it_runs(profile)
        self._unload(profile)
        self._file(profile).unlink(missing_ok=True)

    def repair(self, profile: str) -> bool:
        """Set the agent anew where this program was moved; say whether it was."""
        stored = self._read(profile)
        words = stored.get("ProgramArguments", [""]) if stored else []
        found = self.get(profile) if words else None
        wanted = job.this_program()[0] if words else ""
        if not found or not found.active or not job.is_moved(words[0], wanted, exists=Path(words[0]).exists()):
            return False
        self.set(profile, found)
        return True

    def _load(self, profile: str) -> None:
        self._unload(profile)
        job.ask("launchctl", "enable", f"{_domain()}/{label(profile)}")  # one that was switched off
        for _ in self._pauses():
            done = job.try_to("launchctl", "bootstrap", _domain(), str(self._file(profile)))
            if not done.returncode:
                return
        raise job.refused("launchctl", done)

    def _unload(self, profile: str) -> None:
        """Unload the agent and wait until it is gone. Raises ``SetupMustChange`` where it stays."""
        done = job.try_to("launchctl", "bootout", f"{_domain()}/{label(profile)}")
        for _ in self._pauses():
            if self._state(profile) is None:
                return
        raise job.refused("launchctl", done)

    def _pauses(self, tries: int = _TRIES) -> Iterator[None]:
        for _ in range(tries):
            yield
            self._pause(_PAUSE)

    def _refuse_while_it_runs(self, profile: str) -> None:
        for _ in self._pauses(_TRIES_WHILE_IT_RUNS):
            if self._state(profile) != "running":
                return
        raise Interrupted("busy", profile=profile)

    def _state(self, profile: str) -> str | None:
        done = job.try_to("launchctl", "print", f"{_domain()}/{label(profile)}")
        return None if done.returncode else state_of(done.stdout)

    def _is_switched_off(self, profile: str) -> bool:
        return is_disabled(job.try_to("launchctl", "print-disabled", _domain()).stdout, label(profile))

    def _read(self, profile: str) -> dict[str, Any] | None:
        data = self._bytes(profile)
        try:
            found: dict[str, Any] | None = None if data is None else plistlib.loads(data)
            if found is not None:
                parse(found)
        except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, IndexError, TypeError):
            raise SetupMustChange("schedule_by_hand", file=str(self._file(profile))) from None
        return found

    def _bytes(self, profile: str) -> bytes | None:
        try:
            return self._file(profile).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise SetupMustChange("schedule_by_hand", file=str(self._file(profile))) from None

    def _write(self, profile: str, data: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._file(profile), data)
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(self._folder)) from None

    def _file(self, profile: str) -> Path:
        return self._folder / f"{label(profile)}.plist"


def label(profile: str) -> str:
    """Return the agent's name."""
    return job.name(profile)


def agent(profile: str, schedule: Schedule, now: datetime) -> dict[str, Any]:
    """Return the agent that transfers at its times from ``now`` on.

    Not a process of kind ``Background``, which launchd slows down and lets wait.
    """
    when: dict[str, int] = {"Minute": schedule.minute}
    if schedule.every != "hourly":
        when["Hour"] = schedule.hour
    if schedule.every == "weekly":
        when["Weekday"] = DAYS.index(schedule.day) + 1  # 1 is Monday
    return {
        "Label": label(profile),
        "ProgramArguments": job.command(profile, schedule, now),
        "EnvironmentVariables": job.variables(),
        "StartCalendarInterval": when,
        "RunAtLoad": True,
        "ProcessType": "Standard",
    }


def parse(data: dict[str, Any], *, active: bool = True) -> Schedule:
    """Return the schedule of an agent. Raises ``KeyError`` and the like for one that ``agent`` did not write."""
    return replace(job.with_words_of(_when(data["StartCalendarInterval"]), data["ProgramArguments"]), active=active)


def _when(when: dict[str, int]) -> Schedule:
    if "Weekday" in when:
        return Schedule("weekly", when["Hour"], when["Minute"], DAYS[when["Weekday"] - 1])
    return Schedule("daily", when["Hour"], when["Minute"]) if "Hour" in when else Schedule("hourly", 0, when["Minute"])


def state_of(printed: str) -> str:
    """Return the state in what ``launchctl print`` says of an agent that is loaded, such as ``running``."""
    found = re.search(r"^\s*state = (.+)$", printed, re.MULTILINE)
    return found[1].strip() if found else ""


def is_disabled(printed: str, agent_label: str) -> bool:
    """Whether ``launchctl print-disabled`` names an agent as switched off (``true`` before macOS 13)."""
    return re.search(rf'"{re.escape(agent_label)}" => (disabled|true)\b', printed) is not None


def _domain() -> str:
    return f"gui/{os.getuid()}"  # type: ignore[attr-defined,unused-ignore] # not on Windows
