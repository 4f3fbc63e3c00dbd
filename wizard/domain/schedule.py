"""When a transfer recurs by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Every = Literal["hourly", "daily", "weekly"]
EVERY: tuple[Every, ...] = ("hourly", "daily", "weekly")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every hour at ``minute``, every day at ``hour:minute``, or so on one day of the week; local time.

    ``hour`` and ``day`` count only where the interval has them.
    """

    every: Every
    hour: int = 0
    minute: int = 0
    day: str = "mon"  # of DAYS

    @property
    def time(self) -> str:
        """The time of day, HH:MM."""
        return f"{self.hour:02}:{self.minute:02}"

    def __str__(self) -> str:
        """Say it as the command line takes it: ``hourly``, ``daily 06:30``, ``weekly mon 06:30``."""
        return {"hourly": "hourly", "daily": f"daily {self.time}", "weekly": f"weekly {self.day} {self.time}"}[
            self.every
        ]


def clock(text: str) -> tuple[int, int]:
    """Return hour and minute of ``HH:MM``. Raises ``ValueError`` for anything else."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text, re.ASCII)
    if not found:
        raise ValueError(text)
    return int(found[1]), int(found[2])
