"""A task of Windows' Task Scheduler as XML (Task Scheduler schema 1.2), written and read."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from wizard.domain.schedule import DAYS, Schedule
from wizard.services.schedulers import job

_SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",  # makes up a run that was missed while the computer was off
    "RunOnlyIfNetworkAvailable": "true",
    "Enabled": "true",
    "ExecutionTimeLimit": "PT0S",  # none
}
_SIGN_IN_DELAY = "PT3M"  # the desktop and the network come first


def task(profile: str, schedule: Schedule, words: Sequence[str], user: str, now: datetime, *, sign_in: bool) -> bytes:
    """Return a task that starts ``words`` as ``user``, while signed in; XML in UTF-16, as ``schtasks`` wants it.

    Its first boundary lies after ``now``: one in the past would be made up at once. With ``sign_in`` the command is
    started shortly after each sign-in, too.
    """
    ET.register_namespace("", _SPACE)
    root = ET.Element(f"{{{_SPACE}}}Task", version="1.2")
    _put(root, "RegistrationInfo/Date", now.isoformat(timespec="seconds"))
    _put(root, "RegistrationInfo/Description", f"Sansan to Salesforce: {profile}")
    _put_trigger(root, schedule, schedule.next(now).isoformat(timespec="seconds"))
    if sign_in:
        for name, value in (("Enabled", "true"), ("UserId", user), ("Delay", _SIGN_IN_DELAY)):
            _put(root, f"Triggers/LogonTrigger/{name}", value)
    _put(root, "Principals/Principal", None).set("id", "Author")
    for name, value in (("UserId", user), ("LogonType", "InteractiveToken"), ("RunLevel", "LeastPrivilege")):
        _put(root, f"Principals/Principal/{name}", value)
    for name, value in _SETTINGS.items():
        _put(root, f"Settings/{name}", value)
    _put(root, "Actions", None).set("Context", "Author")
    _put(root, "Actions/Exec/Command", words[0])
    _put(root, "Actions/Exec/Arguments", subprocess.list2cmdline(words[1:]))
    return bytes(ET.tostring(root, encoding="utf-16", xml_declaration=True))


def _put_trigger(root: ET.Element, schedule: Schedule, begin: str) -> None:
    if schedule.every == "hourly":  # repeated for ever from its beginning
        _put(root, "Triggers/TimeTrigger/Repetition/Interval", "PT1H")
        _put(root, "Triggers/TimeTrigger/StartBoundary", begin)
        _put(root, "Triggers/TimeTrigger/Enabled", "true")
        return
    trigger = "Triggers/CalendarTrigger"
    _put(root, f"{trigger}/StartBoundary", begin)
    _put(root, f"{trigger}/Enabled", "true")
    if schedule.every == "daily":
        _put(root, f"{trigger}/ScheduleByDay/DaysInterval", "1")
        return
    _put(root, f"{trigger}/ScheduleByWeek/WeeksInterval", "1")
    _put(root, f"{trigger}/ScheduleByWeek/DaysOfWeek/{_DAYS[DAYS.index(schedule.day)]}", None)


def _put(root: ET.Element, path: str, text: str | None) -> ET.Element:
    element = root
    for name in path.split("/"):
        found = element.find(f"{{{_SPACE}}}{name}")
        element = ET.SubElement(element, f"{{{_SPACE}}}{name}") if found is None else found
    element.text = text
    return element


def parse(text: str | bytes) -> Schedule:
    """Return the schedule of a task. Raises ``ParseError``, ``ValueError`` and the like where it is not of ours."""
    root = ET.fromstring(text)  # noqa: S314 - the person's own task
    begins = _text(root, "StartBoundary")
    hour, minute = int(begins[11:13]), int(begins[14:16])
    switched_off = any(element.text == "false" for element in _all(root, "Settings/Enabled"))
    found = job.with_words_of(_when(root, hour, minute), _text(root, "Arguments").split())
    return replace(found, active=not switched_off)


def _when(root: ET.Element, hour: int, minute: int) -> Schedule:
    days = next(iter(_all(root, "DaysOfWeek")), None)
    if days is not None:
        day = DAYS[_DAYS.index(days[0].tag.rpartition("}")[2])]
        return Schedule("weekly", hour, minute, day)
    return Schedule("hourly", 0, minute) if _all(root, "Repetition") else Schedule("daily", hour, minute)


def program_of(text: str | bytes) -> str:
    """Return the program that a task starts. Raises as ``parse`` does."""
    return _text(ET.fromstring(text), "Command")  # noqa: S314 - the person's own task


def _text(root: ET.Element, name: str) -> str:
    (element, *_) = _all(root, name)
    return element.text or ""


def _all(root: ET.Element, path: str) -> list[ET.Element]:
    return root.findall(".//" + "/".join(f"{{{_SPACE}}}{name}" for name in path.split("/")))
