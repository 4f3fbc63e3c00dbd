"""What kinds of runs there are, and how one stands."""

from __future__ import annotations

from enum import StrEnum


class RunKind(StrEnum):
    """``SYNC`` takes what changed, ``FULL`` everything, ``RETRY`` what failed, ``MISSING`` what was never sent."""

    SYNC = "sync"
    FULL = "full"
    RETRY = "retry"
    MISSING = "missing"
    UNDO = "undo"
    LINK = "link"


class RunState(StrEnum):
    """``PAUSED`` can be continued, ``FAILED`` once something was changed."""

    RUNNING = "running"
    COMPLETED = "completed"
    COMPLETED_WITH_ERRORS = "completed_with_errors"
    PAUSED = "paused"
    FAILED = "failed"


ENDED = (RunState.COMPLETED, RunState.COMPLETED_WITH_ERRORS)
SYNC, FULL, RETRY, MISSING, UNDO, LINK = RunKind
