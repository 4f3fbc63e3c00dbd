"""Takes out of a text what others should not read: for logs, details of faults, diagnostics."""

from __future__ import annotations

import re

_HIDDEN = "[…]"
_NAMES = r"\w*token|api[_-]?key|password|client_id|client_secret|code|code_verifier|state|key"
_SECRETS = (
    re.compile(r"(?i)(bearer |basic )\S+"),
    re.compile(rf"(?i)(\b(?:{_NAMES})\b[\"']?\s*[=:]\s*[\"']?)[^&\s\"',}}]+"),
    re.compile(r"()[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # mail addresses and usernames
    re.compile(r"()00D\w{12,15}![\w.!-]+"),  # a Salesforce session
    re.compile(r"()[A-Za-z0-9_.~+-]{32,}=*"),
)


def clean(words: str) -> str:
    """Return the words without what looks like a secret or a mail address."""
    for pattern in _SECRETS:
        words = pattern.sub(rf"\g<1>{_HIDDEN}", words)
    return words
