"""The system's own scheduler: systemd's user timers, launchd, Windows' Task Scheduler."""

from __future__ import annotations

import sys
from pathlib import Path

from wizard.domain.ports import Scheduler
from wizard.services.home import Home


def of_this_system(home: Home) -> Scheduler:
    """Return the scheduler of the system the program runs on."""
    if sys.platform == "win32":
        from wizard.services.schedulers.task_scheduler import TaskScheduler

        return TaskScheduler(home)
    if sys.platform == "darwin":
        from wizard.services.schedulers.launchd import Launchd

        return Launchd(Path.home() / "Library" / "LaunchAgents")
    from wizard.services.schedulers.systemd import Systemd

    return Systemd.of_user()
