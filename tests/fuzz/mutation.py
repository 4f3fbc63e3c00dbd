"""What can be wrong with an answer: a value of another type, something missing, doubled, cut off, of another status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tests.fuzz.replay import Answer

Path = tuple[str | int, ...]

ODD: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**30,
        float("inf"),
        "",
        " ",
        "x",
        "12",
        "true",
        "\ud83d",
        "2026-13-41T25:00:00Z",
    ),
    *(
        [],
        {},
        [None],
        [[]],
        [{}],
        ["x"],
        {"a": 1},
        {"id": None},
        {"records": 5},
        "../../x",
        "https://example.com/",
        "　",
    ),
]
STATUSES = [200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 405, 409, 410, 413, 414, 418, 420, 429, 431, 500, 503]
BODIES = [
    *(b"", b"null", b"[]", b"{}", b"5", b'"x"', b"true", b"NaN", b"[1,", b"\xff\xfe", b"\x00", b"<html></html>"),
    *(b'[{"errorCode":5,"message":[],"fields":"x"}]', b'[{"errorCode":"","fields":{"a":1}}]', b'{"error":[]}'),
    *(b'{"error":[5]}', b'{"error":{"code":[]}}', b'{"error":5,"error_description":[]}', b'["x"]', b"[[]]", b"[null]"),
]


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """Yield where each value within a JSON value stands; of long lists the first and the last entries."""
    yield here
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, (*here, name))
    elif isinstance(value, list):
        for place in sorted({0, 1, len(value) - 1} & set(range(len(value)))):
            yield from paths(value[place], (*here, place))


@st.composite
def mutations(draw: st.DrawFn, answer: Answer) -> Answer:
    """Return the answer with something wrong."""
    kind = draw(st.sampled_from(("value", "value", "value", "value", "bytes", "body", "status")))
    if kind == "status":
        return replace(answer, status=draw(st.sampled_from(STATUSES)))
    if kind == "body":
        return replace(
            answer, body=draw(st.sampled_from(BODIES)), status=draw(st.sampled_from((answer.status, 400, 403)))
        )
    try:
        body = json.loads(answer.body) if kind == "value" else None
    except ValueError:
        body = None
    return replace(answer, body=draw(_bytes(answer.body)) if body is None else draw(_json(body)))


@st.composite
def _json(draw: st.DrawFn, body: Any) -> bytes:
    body, every = deepcopy(body), list(paths(body))
    for _ in range(draw(st.integers(1, 3))):
        body = _changed(body, draw(st.sampled_from(every)), draw(st.integers(0, 2)), draw(st.sampled_from(ODD)))
    return json.dumps(body).encode()


def _changed(body: Any, path: Path, how: int, odd: Any) -> Any:
    """Put ``odd`` in a place, take the place away, or put the value into a list of its own."""
    if not path:
        return [body] if how else deepcopy(odd)
    holder = body
    try:
        for step in path[:-1]:
            holder = holder[step]
        if how == 0:
            holder[path[-1]] = deepcopy(odd)
        elif how == 1:
            del holder[path[-1]]
        else:
            holder[path[-1]] = [holder[path[-1]]]
    except (LookupError, TypeError):
        pass  # an earlier change took this place away
    return body


@st.composite
def _bytes(draw: st.DrawFn, body: bytes) -> bytes:
    """Cut something out, and put something in."""
    start = draw(st.integers(0, len(body)))
    end = draw(st.integers(start, len(body)))
    return (
        body[:start]
        + draw(st.binary(max_size=8) | st.sampled_from([b'"', b",", b"\n", b"\r\n\r\n", b"#N/A"]))
        + body[end:]
    )
