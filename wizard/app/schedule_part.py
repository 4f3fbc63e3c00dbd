"""The recurring transfer for the window."""

from __future__ import annotations

import logging

from wizard.app.part import Part
from wizard.domain.errors import Trouble
from wizard.domain.schedule import Schedule

_log = logging.getLogger(__name__)


class SchedulePart(Part):
    """Asks the system's own scheduler."""

    def schedule_of(self, profile: str) -> Schedule | None:
        """When a saved set-up transfers by itself; None when it does not."""
        return self._services.scheduler.get(profile)

    def set_schedule(self, profile: str, schedule: Schedule) -> tuple[Trouble, ...]:
        """Let a saved set-up transfer by itself, after a proof that it can; return what to tell of it."""
        return self._services.set_schedule(profile, schedule)

    def remove_schedule(self, profile: str) -> None:
        """Let it transfer by itself no more."""
        self._services.scheduler.remove(profile)

    def repair_schedules(self) -> None:
        """Set anew what would start this program where it no longer is. A scheduler that cannot be asked is left."""
        for profile in self._services.profiles.names():
            try:
                self._services.scheduler.repair(profile)
            except Trouble as trouble:
                _log.info("schedule of %s: %s", profile, trouble.code)
