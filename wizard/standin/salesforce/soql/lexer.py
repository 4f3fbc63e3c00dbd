"""The words of a query."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wizard.standin.salesforce.errors import ApiError

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<string>'(?:[^'\\]|\\.)*')
    |(?P<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))
    |(?P<date>\d{4}-\d\d-\d\d)
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))
    |(?P<name>[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)
    |(?P<symbol><=|>=|!=|<>|[=<>(),:])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """``kind``: string, datetime, date, number, name, symbol or end. ``text`` is as written."""

    kind: str
    text: str
    position: int


def malformed(query: str, position: int, message: str) -> ApiError:
    """Return MALFORMED_QUERY with the place, as the real service shows it (salesforce.md §2.5)."""
    return ApiError(400, "MALFORMED_QUERY", located(query, position, message))


def located(query: str, position: int, message: str) -> str:
    """Return a message with an excerpt, a caret, row and column."""
    row = query.count("\n", 0, position) + 1
    column = position - (query.rfind("\n", 0, position) + 1) + 1
    start = max(0, position - 30)
    excerpt = " ".join(query[start : position + 30].splitlines())
    return f"\n{excerpt}\n{' ' * (position - start)}^\nERROR at Row:{row}:Column:{column}\n{message}"


def tokens(query: str) -> list[Token]:
    """Return the tokens of a query, an ``end`` last. Raises ApiError at a character that fits nowhere."""
    found: list[Token] = []
    position = 0
    while position < len(query):
        match = _TOKEN.match(query, position)
        if match is None:
            raise malformed(query, position, f"unexpected token: '{query[position]}'")
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), position))
        position = match.end()
    return [*found, Token("end", "<EOF>", len(query))]
