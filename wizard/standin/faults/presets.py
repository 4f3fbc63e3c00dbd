"""Sets of rules with a name, for a rehearsal without much typing. Signing in goes well in all of them."""

from __future__ import annotations

from typing import Any

_API = "^/(v[0-9]|services/data/v)"
_WRITES = "^/services/data/v.*/(composite|sobjects|jobs)"


def _rarely(seed: int, **rule: Any) -> dict[str, Any]:
    return {"pattern": _API, "probability": 0.04, "seed": seed, **rule}


PRESETS: dict[str, list[dict[str, Any]]] = {
    "slow-line": [{"pattern": _API, "delay": [0.2, 1.5], "seed": 1}],
    "bad-day": [
        _rarely(1, delay=[0.5, 3.0], probability=0.1),
        _rarely(2, do="html"),
        _rarely(3, do="answer"),
        _rarely(4, do="drop"),
        _rarely(5, do="drop_after_work"),
        _rarely(6, do="cut"),
        _rarely(7, do="garbage", method="GET"),
        _rarely(8, do="drip", seconds=3.0),
        _rarely(9, do="too_many_requests", pattern="^/v[0-9]"),
        _rarely(10, do="session_expired", pattern="^/services/data/v"),
    ],
    "daily-limit": [{"do": "request_limit", "pattern": _WRITES, "after": 5}],
}
"""Rules as a tester would write them, by the preset's name."""
