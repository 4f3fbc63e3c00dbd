"""Asking for what only helps a person: its absence must stop neither a set-up nor a transfer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wizard.domain.errors import PassingFault, Refused
from wizard.services.salesforce.session import Api

_T = TypeVar("_T")


def best_effort(api: Api, ask: Callable[[Api], _T]) -> _T | None:
    """Return what ``ask`` finds out; None where it is refused, or broken after three short tries.

    Raises what ends all work: a lost sign-in, a cancel, the daily limit, the API switched off.
    """
    try:
        return ask(api.hurried())
    except (PassingFault, Refused):
        return None
