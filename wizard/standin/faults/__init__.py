"""Faults that a tester orders from outside, for both stand-ins; docs/standin.md shows them in use.

- ``POST /standin/faults``: a JSON list of rules (``rule.py``) or ``{"preset": "bad-day"}`` (``presets.py``),
  or one of them without a list; they come after those that are there.
- ``GET /standin/faults``: the rules, and how many requests each ``met`` and on how many it ``fired``.
- ``DELETE /standin/faults``: no rule is left.

A mistake answers 400 with ``{"error": "…"}`` and changes nothing. Addresses below ``/standin/`` never fail.
"""

from __future__ import annotations

import threading
import time

from wizard.standin.faults.outcomes import carry_out
from wizard.standin.faults.parsing import read_rules
from wizard.standin.faults.rule import ActiveRule, Rule
from wizard.standin.http import Handler, Request, Response, json_response

__all__ = ["Faults"]


class Faults:
    """A handler around a service's handler: lets requests through, late, or lets them fail."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._rules: list[ActiveRule] = []
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Response:
        """Answer a request of the service or of the control interface."""
        if request.path == "/standin/faults":
            return self._control(request)
        if request.path.startswith("/standin/"):
            return self._handler(request)
        delay, rule = self._decide(request)
        time.sleep(delay)
        return carry_out(rule, request, self._handler) if rule else self._handler(request)

    def _decide(self, request: Request) -> tuple[float, Rule | None]:
        """Return how long to wait, and the rule that decides: the first to fire that does more than wait."""
        delay = 0.0
        with self._lock:
            for active in self._rules:
                if active.fires(request):
                    delay += active.delay()
                    if active.rule.do != "delay":
                        return delay, active.rule
        return delay, None

    def _control(self, request: Request) -> Response:
        try:
            with self._lock:
                if request.method == "POST":
                    self._rules += [ActiveRule(rule) for rule in read_rules(request.body)]
                elif request.method == "DELETE":
                    self._rules.clear()
                return json_response([active.report() for active in self._rules])
        except ValueError as problem:
            return json_response({"error": f"not understood: {problem}"}, 400)
