"""How long a passing fault is borne: about 60 seconds and at least 6 attempts (interfaces.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception

from wizard.domain.errors import PassingFault

LONGEST_WAIT = 60.0
_SHORTEST_WAIT = 1.0
_ATTEMPTS, _SECONDS = 6, 60.0
_T = TypeVar("_T")


class Patience:
    """Repeats work that meets a passing fault; waits through ``sleep``, so that a cancel cuts it short."""

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self._sleep = sleep

    def __call__(self, work: Callable[[], _T]) -> _T:
        """Do ``work``; it must be safe to repeat. Raises the last fault when patience ends."""
        return Retrying(
            retry=retry_if_exception(_may_pass),
            wait=_wait,
            stop=_enough,
            sleep=self._sleep,
            reraise=True,
        )(work)


def _may_pass(fault: BaseException) -> bool:
    return isinstance(fault, PassingFault) and (fault.retry_after or 0) <= LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    asked = getattr(state.outcome.exception() if state.outcome else None, "retry_after", None)
    return max(_SHORTEST_WAIT, asked) if asked else min(2.0 ** (state.attempt_number - 1), 30.0)


def _enough(state: RetryCallState) -> bool:
    return state.attempt_number >= _ATTEMPTS and state.idle_for >= _SECONDS
