"""The program with little patience: a minute takes a moment. ``python -m tests.support.hasty sync``."""

from __future__ import annotations

import sys

from wizard.cli import main
from wizard.domain.control import Control

FASTER = 600


def hurry() -> None:
    """Let time pass more quickly in this process."""
    plainly = Control.sleep

    def sleep(self: Control, seconds: float) -> None:
        plainly(self, seconds / FASTER)

    Control.sleep = sleep  # type: ignore[method-assign]


if __name__ == "__main__":
    hurry()
    sys.exit(main())
