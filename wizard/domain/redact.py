"""Takes out of a text what others should not read: for logs, details of faults, diagnostics."""

from __future__ import annotations

import re

_HIDDEN = "[…]"
_NAMES = r"\w*token|api[_-]?key|password|client_id|client_secret|code|code_verifier|state|key"
_SECRETS = (
    re.compile(r"(?i)(bearer |basic )\S+"),
    re.compile(rf"(?i)(\b(?:{_NAMES})\b[\"']?\s*[=:]\s*[\"']?)(?!\d{{1,3}}\b)[^&\s\"',}}]+"),
    re.compile(r"()[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # mail addresses and usernames
    re.compile(r"()00D\w{12,15}![\w.!-]+"),  # a Salesforce session
)


_LONG = re.compile(r"[A-Za-z0-9_.~+-]{32,}=*")
_NAME = re.compile(r"(?:[a-z_][a-z0-9_]*\.)+[A-Z][A-Za-z]*|[a-z]+(?:_[a-z]+)+")  # of a fault or a function of Python's


def named(error: BaseException) -> str:
    """Return what kind of fault it is. Its own words may hold what stands on a card, so only numbers of them stay."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: [Errno {error.errno}] {error.strerror}"
    codes = re.findall(r"\b[1-5]\d\d\b", str(error))
    return f"{name}: {' '.join(codes)}" if codes else name


def clean(words: str) -> str:
    """Return the words without what looks like a secret or a mail address."""
    for pattern in _SECRETS:
        words = pattern.sub(rf"\g<1>{_HIDDEN}", words)
    return _LONG.sub(lambda found: found[0] if _NAME.fullmatch(found[0]) else _HIDDEN, words)
