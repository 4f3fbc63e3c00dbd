"""The result of one check before a set-up goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CheckState(StrEnum):
    """How a check turned out; ``UNKNOWN`` could not be found out."""

    OK = "ok"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


OK, PROBLEM, UNKNOWN = CheckState


@dataclass(frozen=True, slots=True)
class Requirement:
    """``code`` and ``state`` give the sentence (``words.checks``), filled by ``details``.

    ``required``: a problem must be cured before the transfer can work; else it is advice.
    """

    code: str
    state: CheckState
    required: bool = False
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def stops(self) -> bool:
        """Whether it makes no sense to go on."""
        return self.required and self.state == PROBLEM
