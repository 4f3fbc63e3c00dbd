"""The recurring transfer of a saved set-up, with the system's own scheduler."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from wizard.application.command import Command, Report, ignore
from wizard.application.missed_runs import keep_missed_runs, keep_schedule_start
from wizard.domain.errors import AppError
from wizard.domain.schedule import Schedule
from wizard.services.schedulers import job
from wizard.services.schedulers.proof import prove
from wizard.wiring import Services

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """When a set-up transfers by itself, None when it does not; ``notices`` are what to tell of it."""

    schedule: Schedule | None
    notices: tuple[AppError, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSchedule(Command[ScheduleState]):
    """Find out when a saved set-up transfers by itself."""

    profile: str

    def run(self, services: Services, report: Report = ignore) -> ScheduleState:
        """Ask the scheduler."""
        return ScheduleState(services.scheduler.get(self.profile))


@dataclass(frozen=True, slots=True)
class SetSchedule(Command[ScheduleState]):
    """Let a saved set-up transfer by itself, after a proof that it can; with None no more.

    Raises as ``prove`` and the scheduler do; then nothing is changed.
    """

    profile: str
    schedule: Schedule | None

    def run(self, services: Services, report: Report = ignore) -> ScheduleState:
        """Tell the scheduler; return what it says then."""
        if self.schedule is None:
            services.scheduler.remove(self.profile)
            return ScheduleState(services.scheduler.get(self.profile))
        if services.own_scheduler is None:
            prove(self.profile, self.schedule)
        services.scheduler.set(self.profile, self.schedule)
        keep_schedule_start(self.profile, services)
        notices = job.notices() if services.own_scheduler is None else ()
        return ScheduleState(services.scheduler.get(self.profile), notices)


@dataclass(frozen=True, slots=True)
class LookAfterSchedules(Command[bool]):
    """Set anew what would start this program where it no longer is, and see which runs were missed.

    A scheduler that cannot be asked is left.
    """

    def run(self, services: Services, report: Report = ignore) -> bool:
        """Look at every saved set-up; return whether Home has something new to show."""
        found = False
        for profile in services.profiles.names():
            try:
                services.scheduler.repair(profile)
                found |= keep_missed_runs(profile, services)
            except AppError as trouble:
                _log.info("schedule of %s: %s", profile, trouble.code)
        return found
