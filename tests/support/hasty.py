"""The program with little patience: a minute takes a moment. ``python -m tests.support.hasty sync``."""

from __future__ import annotations

import sys

from wizard.cli import main
from wizard.domain.control import Control
from wizard.services.salesforce import bulk
from wizard.services.salesforce.bulk import STALLED

FASTER = 600
UNHURRIED = 60 * STALLED  # a busy computer needs its real time for a job


def hurry() -> None:
    """Let time pass more quickly in this process."""
    plainly = Control.sleep

    def sleep(self: Control, seconds: float) -> None:
        plainly(self, seconds / FASTER)

    Control.sleep = sleep  # type: ignore[method-assign]
    bulk.STALLED = UNHURRIED


if __name__ == "__main__":
    hurry()
    sys.exit(main())
