"""``schedule``: shows, makes, changes and removes the recurring transfer of the system's own scheduler."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, get_args

from wizard.application.connections import open_salesforce, open_sansan
from wizard.application.schedule import ReadSchedule, SetSchedule
from wizard.cli.console import Console
from wizard.cli.scheduled_run import transfer_once
from wizard.domain.errors import AppError, SetupMustChange
from wizard.domain.ports import Scheduler
from wizard.domain.schedule import DAYS, Full, Schedule, clock
from wizard.services.failure_hook import FailureHook
from wizard.words.say import Lang, say_command, say_schedule, say_trouble

if TYPE_CHECKING:
    from wizard.wiring import Services


def add_arguments(parser: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    """Add this command's own arguments; without any it shows what is set."""
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("--hourly", action="store_true", help=text("help_hourly"))
    wanted.add_argument("--daily", metavar="HH:MM", help=text("help_daily"))
    wanted.add_argument("--weekly", nargs=2, metavar=("DAY", "HH:MM"), help=text("help_weekly"))
    wanted.add_argument("--remove", action="store_true", help=text("help_schedule_remove"))
    wanted.add_argument("--run", action="store_true", dest="fires", help=text("help_schedule_run"))
    parser.add_argument("--full", choices=get_args(Full), help=text("help_schedule_full"))
    parser.add_argument("--on-failure", metavar="COMMAND", help=text("help_on_failure"))
    parser.add_argument(
        "--overdue-since", help=argparse.SUPPRESS
    )  # given by schedulers that start it at a sign-in, too
    parser.add_argument("--prove", action="store_true", help=argparse.SUPPRESS)  # all of it, short of the transfer
    parser.add_argument("--variables", help=argparse.SUPPRESS)  # the same, read by ``main``
    parser.add_argument("--profile", help=text("help_profile"))
    parser.add_argument("--json", action="store_true", help=text("help_json"))


def run(options: argparse.Namespace, console: Console, services: Services) -> int:
    """Do what is wanted, then show what is set."""
    profile = services.profiles.pick(options.profile).name
    if options.fires:
        if options.overdue_since and not _is_overdue(profile, options.overdue_since, services):
            return 0
        return _prove(profile, services) if options.prove else transfer_once(profile, options, console, services)
    if options.on_failure is not None:
        FailureHook(services.home, profile).set(options.on_failure)
    scheduler = services.scheduler
    schedule = _with_full(_wanted(options, console.lang), options.full, scheduler, profile)
    if options.remove or schedule:
        state = SetSchedule(profile, None if options.remove else schedule).run(services)
    else:
        scheduler.repair(profile)
        state = ReadSchedule(profile).run(services)
    found = state.schedule
    said = {"profile": profile, "scheduler": scheduler.name}
    code = "not_scheduled" if not found else "scheduled" if found.active else "schedule_switched_off"
    when = say_schedule(found, console.lang) if found else ""
    message = say_command(code, console.lang, when=when, **said)
    message = " ".join([message, *(say_trouble(notice, console.lang) for notice in state.notices)])
    shown = {"schedule": str(found) if found and found.active else None, "full": found.full if found else None}
    console.answer({**said, **shown, "message": message})
    return 0


def _with_full(wanted: Schedule | None, full: Full | None, scheduler: Scheduler, profile: str) -> Schedule | None:
    """Return the schedule to set, with how often it compares every card; that alone changes what is set."""
    before = scheduler.get(profile) if full and not wanted else None
    if full and not wanted and not before:
        raise SetupMustChange("no_schedule_yet", profile=profile)
    schedule = wanted or before
    return replace(schedule, full=full or "weekly") if schedule else None


def _is_overdue(profile: str, since: str, services: Services) -> bool:
    """Whether the schedule, set at ``since``, missed its run; also where that cannot be found out."""
    with closing(services.ledger_to_read(services.profiles.pick(profile))) as ledger:
        last = ledger.runs.last_run()
    try:
        schedule = services.scheduler.get(profile)
        begun = datetime.fromisoformat(last.started).astimezone().replace(tzinfo=None) if last else None
        return schedule is None or schedule.is_overdue(datetime.fromisoformat(since), begun, datetime.now())
    except (AppError, ValueError, TypeError):
        return True


def _wanted(options: argparse.Namespace, lang: Lang) -> Schedule | None:
    try:
        if options.hourly:
            return Schedule("hourly", lang=lang)
        if options.daily:
            return Schedule("daily", *clock(options.daily), lang=lang)
        if options.weekly:
            day, time = options.weekly
            return Schedule("weekly", *clock(time), DAYS[DAYS.index(day)], lang)
    except ValueError:
        value = options.daily or " ".join(options.weekly)
        raise SetupMustChange("schedule_wrong", value=value) from None
    return None


def _prove(profile: str, services: Services) -> int:
    """Do all that a transfer begins with: the keyring, both services, the destination."""
    services.secrets.check()
    saved = services.profiles.pick(profile)
    with services.ledger_to_read(saved) as ledger:
        alone = replace(services, hurried=True, unattended=bool(saved.unattended))
        open_salesforce(saved, alone, ledger)
        open_sansan(saved, alone).newest()
    return 0
