"""What can happen to a request. ``OUTCOMES`` names everything that ``do`` of a rule may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wizard.standin.faults.answers import ANSWERS
from wizard.standin.faults.rule import Rule
from wizard.standin.http import Handler, Request, Response

_NOISE = bytes(range(128, 256)) * 2 + b'{"data": [{]'

_SENDINGS: dict[str, Callable[[Rule, Response], Response]] = {
    "drop_after_work": lambda _rule, answer: replace(answer, sending="drop"),
    "cut": lambda _rule, answer: replace(answer, sending="cut"),
    "garbage": lambda _rule, answer: replace(answer, body=_NOISE),
    "drip": lambda rule, answer: replace(answer, drip=rule.seconds),
}
"""How the right answer goes wrong on its way."""

OUTCOMES = ("delay", "drop", *_SENDINGS, *ANSWERS)
"""``delay`` only waits, ``drop`` closes the connection before any work is done."""


def carry_out(rule: Rule, request: Request, handler: Handler) -> Response:
    """Let ``request`` fail as ``rule`` says; its ``do`` is none but ``delay``."""
    if rule.do == "drop":
        return Response(200, sending="drop")
    if rule.do in _SENDINGS:
        return _SENDINGS[rule.do](rule, _whole(handler(request)))
    if rule.after_work:
        _whole(handler(request))
    answer = ANSWERS[rule.do](rule, request)
    return replace(answer, headers={**answer.headers, **rule.headers})


def _whole(response: Response) -> Response:
    """Return the answer with its body in one piece, so that all the work is done."""
    body = response.body if isinstance(response.body, bytes) else b"".join(response.body)
    return replace(response, body=body)
