"""What is written for launchd and Windows' Task Scheduler holds what their documentation asks for, and is read back.

Neither was tried on its own system yet.
"""

from __future__ import annotations

import plistlib
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from wizard.domain.errors import SetupMustChange
from wizard.domain.schedule import Every, Schedule, clock, compares_all
from wizard.services.schedulers import job, launchd, systemd, task_scheduler, task_xml

SCHEDULES = [Schedule("hourly"), Schedule("daily", 6, 30), Schedule("weekly", 23, 5, "sun"), Schedule("weekly", 0, 0)]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
NOW = datetime(2026, 11, 30, 18, 20, 5)  # a Monday
WORDS = [r"C:\Program Files\Sansan\sansan-salesforce-window.exe", "schedule", "--run", "--lang", "ja"]


def task(schedule: Schedule, *, sign_in: bool = True) -> bytes:
    return task_xml.task("production", schedule, WORDS, r"COMPANY\佐々木", NOW, sign_in=sign_in)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=str)
def test_every_format_gives_back_what_was_written(schedule: Schedule) -> None:
    agent = plistlib.loads(plistlib.dumps(launchd.agent("production", schedule, NOW)))
    assert launchd.parse(agent) == schedule
    assert task_xml.parse(task(schedule)) == schedule
    assert systemd.parse(systemd.timer("production", schedule), Path("x.timer")) == schedule


def test_two_homes_may_use_one_name_of_a_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SANSAN_SALESFORCE_HOME", raising=False)
    names = {launchd.label("production")}
    for home in ("/a", "/b"):
        monkeypatch.setenv("SANSAN_SALESFORCE_HOME", home)
        names.add(launchd.label("production"))
    assert len(names) == 3


def test_launchd_counts_sunday_as_the_seventh_day() -> None:
    when = launchd.agent("p", Schedule("weekly", 23, 5, "sun"), NOW)["StartCalendarInterval"]
    assert when == {"Weekday": 7, "Hour": 23, "Minute": 5}


def test_launchd_starts_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANSAN_SALESFORCE_HOME", "/data")
    monkeypatch.setenv("SANSAN_API_KEY", "secret")
    agent = launchd.agent("production", Schedule("hourly", lang="ja"), NOW)
    assert agent["ProgramArguments"][-7:] == [
        "schedule", "--run", "--overdue-since", "2026-11-30T18:20:05", "--lang", "ja", "--profile=production"
    ]  # fmt: skip
    assert agent["EnvironmentVariables"]["SANSAN_SALESFORCE_HOME"] == "/data"
    assert agent["RunAtLoad"]
    assert agent["ProcessType"] != "Background"
    assert "secret" not in str(agent)
    assert launchd.parse(agent).lang == "ja"


def test_a_task_says_who_runs_it_when_and_that_a_missed_run_is_made_up() -> None:
    root = ET.fromstring(task(Schedule("daily", 6, 30)))
    settings = {element.tag.removeprefix(TASK): element.text for element in root.find(f"{TASK}Settings") or ()}
    assert settings["StartWhenAvailable"] == "true"
    assert settings["MultipleInstancesPolicy"] == "IgnoreNew"
    sections = [element.tag.removeprefix(TASK) for element in root]
    assert sections == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    principal = root.find(f"{TASK}Principals/{TASK}Principal")
    assert principal is not None
    assert {element.tag.removeprefix(TASK): element.text for element in principal} == {
        "UserId": r"COMPANY\佐々木", "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"
    }  # fmt: skip
    actions = root.find(f"{TASK}Actions")
    assert actions is not None
    assert principal.get("id") == actions.get("Context")
    assert root.findtext(f"{TASK}Triggers/{TASK}LogonTrigger/{TASK}UserId") == r"COMPANY\佐々木"
    assert root.findtext(f".//{TASK}Command") == WORDS[0]


@pytest.mark.parametrize(
    ("schedule", "first"),
    [
        (Schedule("hourly"), "2026-11-30T19:00:00"),
        (Schedule("daily", 18, 20), "2026-12-01T18:20:00"),
        (Schedule("daily", 18, 21), "2026-11-30T18:21:00"),
        (Schedule("weekly", 6, 30, "mon"), "2026-12-07T06:30:00"),
        (Schedule("weekly", 6, 30, "tue"), "2026-12-01T06:30:00"),
    ],
    ids=str,
)
def test_the_first_run_of_a_task_lies_in_the_future(schedule: Schedule, first: str) -> None:
    assert ET.fromstring(task(schedule)).findtext(f".//{TASK}StartBoundary") == first


def test_a_task_is_utf_16_with_its_mark() -> None:
    assert task(Schedule("hourly"))[:2] in (b"\xff\xfe", b"\xfe\xff")


def test_a_task_is_also_read_as_the_system_prints_it() -> None:
    printed = task(Schedule("daily", 6, 30)).decode("utf-16")
    assert task_xml.parse(printed).active
    switched_off = printed.replace("<Enabled>true</Enabled><ExecutionTime", "<Enabled>false</Enabled><ExecutionTime")
    assert not task_xml.parse(switched_off).active
    assert task_xml.parse(printed).lang == "ja"


def test_what_systemd_would_read_into_a_command_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANSAN_SALESFORCE_HOME", '/da ta/100%/"x"\\')
    assert 'Environment="SANSAN_SALESFORCE_HOME=/da ta/100%%/\\"x\\"\\\\"\n' in systemd.service(
        "production", Schedule("hourly")
    )


@pytest.mark.parametrize(
    ("executable", "frozen", "platform", "first"),
    [
        (r"C:\佐々木\sansan-salesforce.exe", True, "win32", r"C:\佐々木\sansan-salesforce-window.exe"),
        (r"C:\佐々木\sansan-salesforce-window.exe", True, "win32", r"C:\佐々木\sansan-salesforce-window.exe"),
        (r"C:\venv\Scripts\python.exe", False, "win32", r"C:\venv\Scripts\pythonw.exe"),
        ("/Applications/S.app/Contents/MacOS/s", True, "darwin", "/Applications/S.app/Contents/MacOS/s"),
        ("/usr/bin/python3", False, "linux", "/usr/bin/python3"),
    ],
)
def test_no_schedule_opens_a_console(executable: str, frozen: bool, platform: str, first: str) -> None:
    assert job.program(executable, frozen=frozen, platform=platform)[0] == first


@pytest.mark.parametrize(
    "executable",
    ["/Volumes/Sansan Salesforce/S.app/s", "/private/var/folders/x/T/AppTranslocation/1-2/d/S.app/Contents/MacOS/s"],
)
def test_a_mac_makes_no_schedule_for_a_program_that_will_not_stay(executable: str) -> None:
    with pytest.raises(SetupMustChange) as refused:
        job.refuse_passing_place(executable, "darwin")
    assert refused.value.code == "program_in_passing_place"
    job.refuse_passing_place("/Applications/S.app/Contents/MacOS/s", "darwin")
    job.refuse_passing_place(executable, "linux")


@pytest.mark.parametrize(
    ("stored", "exists", "moved"),
    [
        ("/new/program", True, False),
        ("/old/program", False, True),  # the program was moved
        ("/old/program", True, False),  # another copy that is still there is not ours to change
        ("/new/other-door", True, True),
    ],
)
def test_only_a_schedule_of_this_program_is_repaired(stored: str, exists: bool, moved: bool) -> None:
    assert job.is_moved(stored, "/new/program", exists=exists) is moved


def test_tasks_are_found_in_the_systems_list_whatever_its_language() -> None:
    table = '"\\Microsoft\\Windows\\x","N/A","準備完了"\n"\\sansan-salesforce-p","2026/12/01 6:30:00","準備完了"\n'
    assert task_scheduler.is_listed(table, "sansan-salesforce-p")
    assert not task_scheduler.is_listed(table, "sansan-salesforce-q")
    assert not task_scheduler.is_listed("", "p")


@pytest.mark.parametrize("said", ['"a.b" => disabled', '"a.b" => true'])
def test_an_agent_that_was_switched_off_is_known_by_both_ways_to_say_it(said: str) -> None:
    assert launchd.is_disabled(f'disabled services = {{\n\t\t{said}\n\t\t"a.c" => enabled\n}}', "a.b")
    assert not launchd.is_disabled(f"{{\n\t\t{said}\n}}", "a.c")


@pytest.mark.parametrize(
    ("schedule", "since", "last", "overdue"),
    [
        (Schedule("daily", 6, 30), "2026-11-20", "2026-11-29T06:30:01", True),
        (Schedule("daily", 6, 30), "2026-11-20", "2026-11-30T06:30:01", False),
        (Schedule("daily", 6, 30), "2026-11-30T10:00", None, False),  # set after today's time
        (Schedule("daily", 6, 30), "2026-11-29T10:00", None, True),
        (Schedule("hourly"), "2026-11-20", "2026-11-30T18:00:01", False),
        (Schedule("weekly", 19, 0, "mon"), "2026-11-20", "2026-11-23T19:00:03", False),
        (Schedule("weekly", 18, 0, "mon"), "2026-11-20", "2026-11-23T19:00:03", True),
    ],
)
def test_a_run_is_overdue_when_none_began_since_its_time(
    schedule: Schedule, since: str, last: str | None, overdue: bool
) -> None:
    begun = datetime.fromisoformat(last) if last else None
    assert schedule.is_overdue(datetime.fromisoformat(since), begun, NOW) is overdue


@pytest.mark.parametrize("text", ["6:30", "06:30", "23:59", "0:00"])
def test_times_of_day(text: str) -> None:
    assert Schedule("daily", *clock(text)).time == f"{text:0>5}"


@pytest.mark.parametrize("text", ["24:00", "6", "6:3", "06:60", "", "06:30\n", "٦:30"])
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError):
        clock(text)


@pytest.mark.parametrize(
    "variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"]
)
@pytest.mark.parametrize(
    ("proxy", "kept"),
    [
        ("http://proxy.example:3128", True),
        ("proxy.example:3128", True),
        ("http://me@proxy.example:3128", True),
        ("http://me:word@proxy.example:3128", False),
        ("me:word@proxy.example:3128", False),
        ("http://me:a@b:c@proxy.example", False),
    ],
)
def test_a_proxy_is_kept_unless_it_holds_a_password(
    monkeypatch: pytest.MonkeyPatch, variable: str, proxy: str, kept: bool
) -> None:
    for name in job.NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, proxy)
    assert job.variables() == ({variable: proxy} if kept else {})
    assert [notice.details for notice in job.notices()] == ([] if kept else [{"variables": variable}])


def test_how_often_all_is_compared_goes_along() -> None:
    never = Schedule("daily", 6, 30, full="never")
    agent = launchd.agent("p", never, NOW)
    assert launchd.parse(agent).full == "never"
    assert launchd.parse(launchd.agent("p", Schedule("daily"), NOW)).full == "weekly"
    words = job.command("p", never, NOW)
    assert task_xml.parse(task_xml.task("p", never, words, "u", NOW, sign_in=False)).full == "never"


@pytest.mark.parametrize(("every", "step"), [("daily", timedelta(days=1)), ("hourly", timedelta(hours=1))])
def test_one_run_a_week_compares_every_card(every: Every, step: timedelta) -> None:
    last: datetime | None = None
    full: list[datetime] = []
    now = NOW
    while now < NOW + timedelta(weeks=6):
        if compares_all(last, now, every):
            last = now
            full.append(now)
        now += step
    assert len(full) in (5, 6)
    assert all(timedelta(days=6) < b - a <= timedelta(days=8) for a, b in pairwise(full))
    quiet = [moment for moment in full[1:] if moment.weekday() >= 5 or not 6 <= moment.hour < 22]
    assert every == "daily" or quiet == full[1:]


@pytest.mark.parametrize(
    ("schedule", "last", "missed"),
    [
        (Schedule("hourly"), "2026-11-30T16:59", True),
        (Schedule("hourly"), "2026-11-30T17:00:01", False),
        (Schedule("daily", 6, 30), "2026-11-29T06:30:05", False),
        (Schedule("daily", 6, 30), "2026-11-28T06:30:05", True),
        (Schedule("weekly", 6, 30, "mon"), "2026-11-23T06:31", False),
    ],
)
def test_two_missed_runs_are_known(schedule: Schedule, last: str, missed: bool) -> None:
    assert schedule.has_missed_two(datetime.fromisoformat(last), NOW) is missed
