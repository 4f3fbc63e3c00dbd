"""The values a query may compare with."""

from __future__ import annotations

import re
from datetime import date, datetime

from wizard.standin.salesforce.clock import stamp
from wizard.standin.salesforce.soql.lexer import Token
from wizard.standin.salesforce.soql.tree import Literal

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\", "%": "%", "_": "_"}
_WORDS = {"true": Literal("boolean", 1), "false": Literal("boolean", 0), "null": Literal("null", None)}


def literal(token: Token) -> Literal | None:
    """Return the value of a token; None when it is none. Raises ValueError with words when it is a bad one."""
    if token.kind == "string":
        inner = token.text[1:-1]
        return Literal("string", _resolve(inner, ""), _resolve(inner, "%_\\"))
    if token.kind == "number":
        whole = "." not in token.text and len(token.text) < 19
        return Literal("number", int(token.text) if whole else float(token.text))
    if token.kind == "date":
        return Literal("date", date.fromisoformat(token.text).isoformat())
    if token.kind == "datetime":
        return Literal("datetime", stamp(datetime.fromisoformat(token.text)))
    return _WORDS.get(token.text.lower()) if token.kind == "name" else None


def _resolve(text: str, kept: str) -> str:
    """Resolve the escapes of a text, but leave those of the letters in ``kept`` as they are."""

    def replace(match: re.Match[str]) -> str:
        letter = match.group(1)
        if letter in kept:
            return match.group()
        if letter not in _ESCAPES:
            raise ValueError(f"Illegal escape sequence in string: {match.group()}")
        return _ESCAPES[letter]

    return re.sub(r"\\(.)", replace, text, flags=re.DOTALL)
