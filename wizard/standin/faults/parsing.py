"""Rules as a tester writes them in JSON, read strictly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from wizard.standin.faults.outcomes import OUTCOMES
from wizard.standin.faults.presets import PRESETS
from wizard.standin.faults.rule import Rule


def read_rules(body: bytes) -> list[Rule]:
    """Return the rules of a request's body. Raises ValueError that names what is wrong."""
    orders = json.loads(body)
    rules: list[Rule] = []
    for order in orders if isinstance(orders, list) else [orders]:
        if not isinstance(order, dict):
            raise ValueError(f"a rule is a JSON object, not {order!r}")
        rules += [_rule(values) for values in (_preset(order) if "preset" in order else [order])]
    return rules


def _preset(order: dict[str, Any]) -> list[dict[str, Any]]:
    if len(order) > 1 or order["preset"] not in tuple(PRESETS):
        raise ValueError(f"preset: give one of {', '.join(PRESETS)} and nothing else")
    return PRESETS[order["preset"]]


def _rule(values: dict[str, Any]) -> Rule:
    wrong = [name for name, value in values.items() if name not in _CHECKS or not _CHECKS[name](value)]
    if wrong:
        raise ValueError(f"{', '.join(wrong)}: no such name, or a wrong value")
    return Rule(**values)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_expression(value: Any) -> bool:
    try:
        re.compile(value)
    except (re.error, TypeError):
        return False
    return isinstance(value, str)


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_amount(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 86400


def _is_delay(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) == 2 and all(_is_amount(end) for end in value)
    return _is_amount(value)


def _is_header_set(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_text(text) and text.isprintable() for text in value.values())


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "do": lambda value: value in OUTCOMES,
    "method": _is_text,
    "path": _is_text,
    "pattern": _is_expression,
    "body_pattern": _is_expression,
    "after": _is_count,
    "every": lambda value: _is_count(value) and value > 0,
    "times": _is_count,
    "probability": _is_amount,
    "seed": _is_count,
    "delay": _is_delay,
    "status": lambda value: _is_count(value) and 200 <= value <= 599,
    "body": lambda _value: True,
    "headers": _is_header_set,
    "retry_after": _is_count,
    "after_work": lambda value: isinstance(value, bool),
    "seconds": _is_amount,
}
