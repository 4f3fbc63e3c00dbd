"""A rule: which requests fail, when, and how."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from random import Random
from typing import Any

from wizard.standin.http import Request


@dataclass(frozen=True)
class Rule:
    """Which requests: ``method``, ``path`` (how the decoded path begins), ``pattern`` (a regular expression found
    in path and query as sent), ``body_pattern`` (one found in the body); empty takes all.

    When: ``after`` so many of them, then ``every`` k-th, at most ``times`` times (0: without end), each time with
    ``probability``, repeatable by ``seed``.

    What: ``do`` names an outcome (``outcomes.py``), after ``delay`` seconds (a number, or the two ends of a range).
    ``status``, ``body`` (JSON, or a text sent as it is), ``headers`` and ``retry_after`` (seconds) shape an answer;
    0 and null leave the outcome's own. ``after_work``: the service does its work before it answers wrongly.
    ``seconds``: how long a drip takes.
    """

    do: str = "delay"
    method: str = ""
    path: str = ""
    pattern: str = ""
    body_pattern: str = ""
    after: int = 0
    every: int = 1
    times: int = 0
    probability: float = 1.0
    seed: int = 0
    delay: float | list[float] = 0.0
    status: int = 0
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    retry_after: int = 1
    after_work: bool = False
    seconds: float = 10.0

    def covers(self, request: Request) -> bool:
        """Whether this rule is about such a request."""
        address = f"{request.raw_path}?{request.raw_query}" if request.raw_query else request.raw_path
        return (
            self.method in ("", request.method)
            and request.path.startswith(self.path)
            and re.search(self.pattern, address) is not None
            and (not self.body_pattern or re.search(self.body_pattern, _text(request.body)) is not None)
        )


class ActiveRule:
    """A rule at work: counts the requests it ``met`` and how often it ``fired``."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._met = self._fired = 0
        self._random = Random(rule.seed)  # noqa: S311 - nothing secret

    def fires(self, request: Request) -> bool:
        """Count a request, and tell whether the rule is for it now."""
        rule = self.rule
        if not rule.covers(request):
            return False
        self._met += 1
        turn = self._met - rule.after
        due = turn > 0 and turn % rule.every == 0 and (rule.times == 0 or self._fired < rule.times)
        fired = due and self._random.random() < rule.probability
        self._fired += fired
        return fired

    def delay(self) -> float:
        """Return how many seconds to wait this time."""
        delay = self.rule.delay
        return self._random.uniform(*delay) if isinstance(delay, list) else delay

    def report(self) -> dict[str, Any]:
        """Return what was asked for (defaults left out) and what became of it."""
        default = asdict(Rule())
        given = {name: value for name, value in asdict(self.rule).items() if value != default[name]}
        return {"do": self.rule.do, **given, "met": self._met, "fired": self._fired}


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")
