"""Whether a schedule that is on did not run: the computer was off, or the system starts nothing."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime

from wizard.domain.errors import AppError, Interrupted
from wizard.services.last_failure import LastFailure
from wizard.services.profiles import write_whole
from wizard.transfer.ledger import Run
from wizard.wiring import Services

_SINCE = "scheduled-since"


def missed_runs(profile: str, services: Services) -> AppError | None:
    """Return what to tell where no run began for two intervals, since the schedule was set or the last one began.

    Raises as the scheduler and the ledger.
    """
    schedule = services.scheduler.get(profile)
    if not schedule or not schedule.active:
        return None
    with closing(services.ledger_to_read(services.profiles.pick(profile))) as ledger:
        begun = began(ledger.runs.last_run())
    times = [at for at in (begun, _schedule_start(profile, services)) if at]
    if not times or not schedule.has_missed_two(max(times), datetime.now()):
        return None
    return Interrupted("schedule_missed", last=f"{begun:%Y-%m-%d %H:%M}" if begun else "–")


def keep_schedule_start(profile: str, services: Services) -> None:
    """Remember that the schedule stands since now: what came before is no run that it missed."""
    with suppress(OSError):
        now = datetime.now().isoformat(timespec="seconds")
        write_whole(services.home.profiles / profile / _SINCE, now.encode())


def _schedule_start(profile: str, services: Services) -> datetime | None:
    try:
        return datetime.fromisoformat((services.home.profiles / profile / _SINCE).read_text("ascii"))
    except (OSError, ValueError):
        return None


def keep_missed_runs(profile: str, services: Services) -> bool:
    """Show at the next look that runs were missed, unless another failure is shown; say whether they were."""
    attention = LastFailure(services.home, profile)
    if attention.get() or not (found := missed_runs(profile, services)):
        return False
    attention.keep(found)
    return True


def began(run: Run | None) -> datetime | None:
    """Return when a run began, in local time."""
    return datetime.fromisoformat(run.started).astimezone().replace(tzinfo=None) if run else None
