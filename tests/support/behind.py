"""A computer whose clock is CLOCK_AHEAD_DAYS ahead (negative: behind): run as ``python behind.py COMMAND …``."""

from __future__ import annotations

import datetime
import os
import sys

AHEAD = datetime.timedelta(days=float(os.environ["CLOCK_AHEAD_DAYS"]))


class Shifted(datetime.datetime):
    """Tells the wrong time."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
        return super().now(tz) + AHEAD


if __name__ == "__main__":
    datetime.datetime = Shifted  # type: ignore[misc]
    from wizard.cli import main

    sys.exit(main(sys.argv[1:]))
