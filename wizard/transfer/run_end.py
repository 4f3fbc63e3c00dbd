"""Doing the work of a run and closing it in the ledger, however it ends."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping

from wizard.domain.errors import AppError, Interrupted
from wizard.domain.run import RunState
from wizard.transfer.ledger import Ledger, Run

_log = logging.getLogger(__name__)


def carry_through(
    run: Run, ledger: Ledger, work: Callable[[], None], counts: Callable[[str], Mapping[str, int]]
) -> AppError | None:
    """Do the work of a run and close it; return what stopped it before the end, if anything.

    ``counts`` are those of its outcomes. What was done is in the ledger, whatever happens; a later run goes on from
    there.
    """
    _log.info("%s %s", run.kind, "goes on" if run.continued else "begins", extra={"run": run.id})
    began, trouble, state = time.monotonic(), None, RunState.FAILED
    try:
        work()
        state = RunState.COMPLETED_WITH_ERRORS if counts(run.id).get("failed") else RunState.COMPLETED
    except AppError as stopped:
        trouble = stopped
        state = RunState.PAUSED if isinstance(stopped, Interrupted) else RunState.FAILED
    finally:
        ledger.runs.end(run.id, state, time.monotonic() - began, trouble)
        _log.info("%s: %s %s", state, dict(counts(run.id)), trouble.code if trouble else "")
    return trouble
