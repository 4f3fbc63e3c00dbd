"""When a transfer recurs by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

Every = Literal["hourly", "daily", "weekly"]
Full = Literal["weekly", "never"]
EVERY: tuple[Every, ...] = ("hourly", "daily", "weekly")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK, _SLACK = timedelta(weeks=1), timedelta(hours=1)  # a run may begin a little early
_INTERVALS = {"hourly": timedelta(hours=1), "daily": timedelta(days=1), "weekly": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every hour at ``minute``, every day at ``hour:minute``, or so on one day of the week; local time.

    ``hour`` and ``day`` count only where the interval has them. ``lang`` is what its runs speak, ``full`` how
    often one of them compares every card. ``active`` is False
    where the system knows the schedule but starts nothing: switched off there, refused, or not loaded.
    """

    every: Every
    hour: int = 0
    minute: int = 0
    day: str = "mon"  # of DAYS
    lang: str = field(default="en", compare=False)
    full: Full = field(default="weekly", compare=False)
    active: bool = field(default=True, compare=False)

    @property
    def time(self) -> str:
        """The time of day, HH:MM."""
        return f"{self.hour:02}:{self.minute:02}"

    def __str__(self) -> str:
        """Say it as the command line takes it: ``hourly``, ``daily 06:30``, ``weekly mon 06:30``."""
        return {"hourly": "hourly", "daily": f"daily {self.time}", "weekly": f"weekly {self.day} {self.time}"}[
            self.every
        ]

    def latest(self, now: datetime) -> datetime:
        """Return the last moment, at or before ``now``, at which a run was to begin; local time, both."""
        moment = now.replace(minute=self.minute, second=0, microsecond=0)
        if self.every != "hourly":
            moment = moment.replace(hour=self.hour)
        if self.every == "weekly":
            moment += timedelta(days=DAYS.index(self.day) - now.weekday())
        return moment if moment <= now else moment - _INTERVALS[self.every]

    def next(self, now: datetime) -> datetime:
        """Return the first moment after ``now`` at which a run is to begin."""
        return self.latest(now) + _INTERVALS[self.every]

    def is_overdue(self, since: datetime, last: datetime | None, now: datetime) -> bool:
        """Whether a run was missed: none began after the latest moment, which lies after ``since``, when it was set."""
        return max(since, last or since) < self.latest(now)

    def has_missed_two(self, last: datetime, now: datetime) -> bool:
        """Whether no run began for two intervals; ``last`` is when the latest did."""
        return last < self.latest(now) - _INTERVALS[self.every]


def compares_all(last: datetime | None, now: datetime, every: Every | None = None) -> bool:
    """Whether a run is the one of the week that compares every card; ``last`` is when such a run began.

    Of hourly runs it is one at night or at the weekend, unless that takes a day too long. Local time.
    """
    if last is None:
        return True
    age = now - last
    if age < _WEEK - _SLACK:
        return False
    quiet = now.weekday() >= 5 or not 6 <= now.hour < 22
    return every != "hourly" or quiet or age >= _WEEK + timedelta(days=1)


def clock(text: str) -> tuple[int, int]:
    """Return hour and minute of ``HH:MM``. Raises ``ValueError`` for anything else."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text, re.ASCII)
    if not found:
        raise ValueError(text)
    return int(found[1]), int(found[2])
