"""Windows' Task Scheduler: one task a profile, by ``schtasks``.

The task runs as the user who made it, while signed in, and so with that user's Credential Manager. Not yet tried on
Windows.
"""

from __future__ import annotations

import csv
import getpass
import os
import sys
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path, PureWindowsPath

from wizard.domain.errors import SetupMustChange
from wizard.domain.schedule import Schedule
from wizard.services.home import Home
from wizard.services.profiles import write_whole
from wizard.services.schedulers import job, task_xml
from wizard.services.schedulers.variables import text_of

_NOT_OURS = (ET.ParseError, ValueError, IndexError)
_SAM_COMPATIBLE = 2  # GetUserNameExW, NameSamCompatible: DOMAIN\user


class TaskScheduler:
    """The tasks of the user. What was given to ``schtasks`` stays as a file in the profile's folder."""

    name = "Task Scheduler"

    def __init__(self, home: Home) -> None:
        self._home = home

    def get(self, profile: str) -> Schedule | None:
        """Return what the task of the system says; None where there is none, whatever we once set.

        Raises ``SetupMustChange`` when it cannot be understood, or the system not be asked.
        """
        told = job.try_to("schtasks", "/Query", "/TN", job.name(profile), "/XML")
        if told.returncode:
            listed = job.ask("schtasks", "/Query", "/FO", "CSV", "/NH")
            if not is_listed(listed, job.name(profile)):
                return None
            raise job.refused("schtasks", told)
        try:
            return task_xml.parse(told.stdout)
        except _NOT_OURS:
            raise SetupMustChange("schedule_by_hand", file=job.name(profile)) from None

    def set(self, profile: str, schedule: Schedule) -> None:
        """Make the task, in place of an earlier one, which stays where the new one is refused."""
        file, before = self._file(profile), self._bytes(profile)
        try:
            self._create(profile, schedule)
        except SetupMustChange:
            if before is None:
                file.unlink(missing_ok=True)
            else:
                self._write(file, before)
            raise

    def remove(self, profile: str) -> None:
        """Delete the task. Raises ``SetupMustChange`` where it is there and stays."""
        done = job.try_to("schtasks", "/Delete", "/F", "/TN", job.name(profile))
        if done.returncode and self.get(profile) is not None:
            raise job.refused("schtasks", done)
        for file in (self._file(profile), self._variables(profile)):
            file.unlink(missing_ok=True)

    def repair(self, profile: str) -> bool:
        """Make the task anew where this program was moved; say whether it was."""
        data = self._bytes(profile)
        try:
            stored = task_xml.program_of(data) if data else ""
        except _NOT_OURS:
            return False
        wanted = job.this_program()[0]
        if not stored or not job.is_moved(stored, wanted, exists=Path(stored).exists()):
            return False
        found = self.get(profile)
        if found and found.active:
            self.set(profile, found)
        return bool(found and found.active)

    def _create(self, profile: str, schedule: Schedule) -> None:
        """Make the task; without the start at a sign-in where that needs an administrator."""
        now, file = datetime.now(), self._file(profile)
        words = [*job.command(profile, schedule, now), *self._keep_variables(profile)]
        for sign_in in (True, False):
            self._write(file, task_xml.task(profile, schedule, words, user_name(), now, sign_in=sign_in))
            done = job.try_to("schtasks", "/Create", "/F", "/TN", job.name(profile), "/XML", str(file))
            if not done.returncode:
                return
        raise job.refused("schtasks", done)

    def _keep_variables(self, profile: str) -> list[str]:
        """A task has no variables of its own: those that are set go into a file, which the command names."""
        found, file = job.variables(), self._variables(profile)
        if not found:
            file.unlink(missing_ok=True)
            return []
        self._write(file, text_of(found))
        return ["--variables", str(file)]

    def _write(self, file: Path, data: bytes) -> None:
        try:
            self._home.folder(file.parent.name)
            write_whole(file, data)
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(file.parent)) from None

    def _bytes(self, profile: str) -> bytes | None:
        try:
            return self._file(profile).read_bytes()
        except OSError:
            return None

    def _file(self, profile: str) -> Path:
        return self._home.profiles / profile / "schedule.xml"

    def _variables(self, profile: str) -> Path:
        return self._home.profiles / profile / "schedule-variables.json"


def is_listed(table: str, name: str) -> bool:
    r"""Whether a task stands in what ``schtasks /Query /FO CSV /NH`` lists, as ``\name`` in the first column."""
    return any(row and PureWindowsPath(row[0]).name.lower() == name.lower() for row in csv.reader(table.splitlines()))


def user_name() -> str:
    r"""Return the person's account as ``DOMAIN\user``."""
    if sys.platform == "win32":
        import ctypes

        size = ctypes.c_ulong(256)
        name = ctypes.create_unicode_buffer(size.value)
        if ctypes.windll.secur32.GetUserNameExW(_SAM_COMPATIBLE, name, ctypes.byref(size)):
            return name.value
    return "\\".join(filter(None, (os.environ.get("USERDOMAIN"), getpass.getuser())))
