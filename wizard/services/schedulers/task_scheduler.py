"""Windows' Task Scheduler: one task a profile, given as XML to ``schtasks`` (Task Scheduler schema 1.2).

``StartWhenAvailable`` makes up a run that was missed. The task runs as the user who made it, while signed in, and so
with that user's Credential Manager and variables. Written after its documentation; not yet tried on Windows.
"""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from contextlib import suppress
from pathlib import Path

from wizard.domain.errors import SetupMustChange
from wizard.domain.schedule import DAYS, Schedule
from wizard.services.home import Home
from wizard.services.profiles import write_whole
from wizard.services.schedulers import job

_SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST = "2020-01-01"  # any day in the past: the schedule counts from there


class TaskScheduler:
    """The tasks of the user. What was set is kept as a file in the profile's folder, too, to be shown."""

    name = "Task Scheduler"

    def __init__(self, home: Home) -> None:
        self._home = home

    def get(self, profile: str) -> Schedule | None:
        """Return what the task says. Raises ``SetupMustChange`` when that cannot be understood."""
        file = self._file(profile)
        try:
            return parse(file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ET.ParseError, ValueError, AttributeError):
            raise SetupMustChange("schedule_by_hand", file=str(file)) from None

    def set(self, profile: str, schedule: Schedule) -> None:
        """Make the task, in place of an earlier one; where that fails nothing is left."""
        file = self._file(profile)
        try:
            self._home.folder(profile)
            write_whole(file, task(profile, schedule))
        except OSError:
            raise SetupMustChange("folder_not_writable", folder=str(file.parent)) from None
        try:
            job.ask("schtasks", "/Create", "/F", "/TN", _task_name(profile), "/XML", str(file))
        except SetupMustChange:
            file.unlink(missing_ok=True)
            raise

    def remove(self, profile: str) -> None:
        """Delete the task."""
        with suppress(SetupMustChange):  # one that is not there is deleted already
            job.ask("schtasks", "/Delete", "/F", "/TN", _task_name(profile))
        self._file(profile).unlink(missing_ok=True)

    def _file(self, profile: str) -> Path:
        return self._home.profiles / profile / "schedule.xml"


def _task_name(profile: str) -> str:
    return job.name(profile)


def task(profile: str, schedule: Schedule) -> bytes:
    """Return the task as ``schtasks`` wants it: XML in UTF-16."""
    ET.register_namespace("", _SPACE)
    root = ET.Element(f"{{{_SPACE}}}Task", version="1.2")
    _put(root, "RegistrationInfo/Description", f"Sansan to Salesforce: {profile}")
    _put_trigger(root, schedule)
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"),
        ("RunOnlyIfNetworkAvailable", "true"),
        ("ExecutionTimeLimit", "PT0S"),
    ):
        _put(root, f"Settings/{name}", value)
    program, *words = job.command(profile)
    _put(root, "Actions/Exec/Command", program)
    _put(root, "Actions/Exec/Arguments", subprocess.list2cmdline(words))
    return bytes(ET.tostring(root, encoding="utf-16", xml_declaration=True))


def _put_trigger(root: ET.Element, schedule: Schedule) -> None:
    trigger = "Triggers/CalendarTrigger"
    if schedule.every == "hourly":  # repeated for ever from its beginning
        _put(root, "Triggers/TimeTrigger/Repetition/Interval", "PT1H")
        _put(root, "Triggers/TimeTrigger/StartBoundary", f"{_FIRST}T00:{schedule.minute:02}:00")
        return
    _put(root, f"{trigger}/StartBoundary", f"{_FIRST}T{schedule.time}:00")
    if schedule.every == "daily":
        _put(root, f"{trigger}/ScheduleByDay/DaysInterval", "1")
        return
    _put(root, f"{trigger}/ScheduleByWeek/WeeksInterval", "1")
    _put(root, f"{trigger}/ScheduleByWeek/DaysOfWeek/{_DAYS[DAYS.index(schedule.day)]}", None)


def _put(root: ET.Element, path: str, text: str | None) -> None:
    element = root
    for name in path.split("/"):
        found = element.find(f"{{{_SPACE}}}{name}")
        element = ET.SubElement(element, f"{{{_SPACE}}}{name}") if found is None else found
    element.text = text


def parse(data: bytes) -> Schedule:
    """Return the schedule of a task. Raises ``AttributeError`` and the like for one that ``task`` did not write."""
    triggers = ET.fromstring(data).find(f"{{{_SPACE}}}Triggers")  # noqa: S314 - our own file, in the owner's folder
    begins = triggers.find(f".//{{{_SPACE}}}StartBoundary").text  # type: ignore[union-attr]
    hour, minute = int(begins[11:13]), int(begins[14:16])  # type: ignore[index]
    days = triggers.find(f".//{{{_SPACE}}}DaysOfWeek")  # type: ignore[union-attr]
    if days is not None:
        return Schedule("weekly", hour, minute, DAYS[_DAYS.index(days[0].tag.rpartition("}")[2])])
    hourly = triggers.find(f".//{{{_SPACE}}}Repetition") is not None  # type: ignore[union-attr]
    return Schedule("hourly", 0, minute) if hourly else Schedule("daily", hour, minute)
