"""A scheduler that only remembers: for the demo and the self-test, which touch nothing of the person's system."""

from __future__ import annotations

from wizard.domain.schedule import Schedule


class MemoryScheduler:
    """Nothing is ever started."""

    name = "demo"

    def __init__(self) -> None:
        self._schedules: dict[str, Schedule] = {}

    def get(self, profile: str) -> Schedule | None:
        """Return what was set."""
        return self._schedules.get(profile)

    def set(self, profile: str, schedule: Schedule) -> None:
        """Remember it."""
        self._schedules[profile] = schedule

    def remove(self, profile: str) -> None:
        """Forget it."""
        self._schedules.pop(profile, None)

    def repair(self, _profile: str) -> bool:
        """Nothing that is started can have moved."""
        return False
