"""How long a passing fault is borne: by a transfer about 60 seconds, which are 7 attempts (interfaces.md).

Where the server itself says how long to wait, those waits make up the 60 seconds, with as many attempts as fit in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception

from wizard.domain.errors import PassingFault

LONGEST_WAIT = 60.0
_MORE = 30.0  # seconds that the last wait may reach beyond
_SHORTEST_WAIT = 1.0
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class RetryPolicy:
    """Repeats work that meets a passing fault; waits through ``sleep``, so that a cancel cuts it short.

    It ends after so many seconds of waiting.
    """

    def __init__(self, sleep: Callable[[float], None], seconds: float = 60) -> None:
        self.sleep, self._seconds = sleep, seconds

    @classmethod
    def hurried(cls, sleep: Callable[[float], None]) -> RetryPolicy:
        """Return the retry_policy of somebody who sits in front of it: three attempts."""
        return cls(sleep, seconds=3)

    def __call__(self, work: Callable[[], _T]) -> _T:
        """Do ``work``; it must be safe to repeat. Raises the last fault when retry_policy ends."""
        return Retrying(
            retry=retry_if_exception(_may_pass),
            wait=_wait,
            stop=self._enough,
            sleep=self.sleep,
            before_sleep=_note,
            reraise=True,
        )(work)

    def _enough(self, state: RetryCallState) -> bool:
        waited, more = state.idle_for, _wait(state)
        return waited >= self._seconds or waited + more > self._seconds + _MORE


def _may_pass(fault: BaseException) -> bool:
    return isinstance(fault, PassingFault) and (fault.retry_after or 0) <= LONGEST_WAIT


def _note(state: RetryCallState) -> None:
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, PassingFault):
        _log.warning("%s %s, attempt %d", fault.code, fault.details.get("host", ""), state.attempt_number)


def _wait(state: RetryCallState) -> float:
    asked = getattr(state.outcome.exception() if state.outcome else None, "retry_after", None)
    return max(_SHORTEST_WAIT, asked) if asked else min(2.0 ** (state.attempt_number - 1), 30.0)
