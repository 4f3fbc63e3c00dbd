"""The recurring transfer for the window."""

from __future__ import annotations

from wizard.app.part import Part
from wizard.domain.schedule import Schedule


class SchedulePart(Part):
    """Asks the system's own scheduler."""

    def schedule_of(self, profile: str) -> Schedule | None:
        """When a saved set-up transfers by itself; None when it does not."""
        return self._services.scheduler.get(profile)

    def set_schedule(self, profile: str, schedule: Schedule) -> None:
        """Let a saved set-up transfer by itself."""
        self._services.secrets.check()  # what runs by itself must reach the keyring by itself
        self._services.scheduler.set(profile, schedule)

    def remove_schedule(self, profile: str) -> None:
        """Let it transfer by itself no more."""
        self._services.scheduler.remove(profile)
