"""Reading the JSON of servers, quickly where it is sound and patiently where it is not."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


def read_json(data: bytes) -> Any:
    """Return what the text says, without half characters: JSON can hold one, no file can. Raises ``ValueError``."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:  # half a character, another encoding than UTF-8, NaN, or no JSON at all
        return _whole(json.loads(data))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF_CHARACTER.sub("", value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in value.items()}
    return value
