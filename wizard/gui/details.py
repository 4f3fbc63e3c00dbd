"""Technical details of a fault, fit to be shown to others: no secret, no name, no address of a person."""

from __future__ import annotations

import platform
import re
import traceback
from datetime import UTC, datetime
from importlib.metadata import version

from PySide6.QtCore import qVersion

from wizard.domain.errors import Trouble

_HIDDEN = "[…]"
_NAMES = r"\w*token|api[_-]?key|password|client_id|client_secret|code|code_verifier|state|key"
_SECRETS = (
    re.compile(r"(?i)(bearer |basic )\S+"),
    re.compile(rf"(?i)(\b(?:{_NAMES})\b[\"']?\s*[=:]\s*[\"']?)[^&\s\"',}}]+"),
    re.compile(r"()[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # mail addresses and usernames
    re.compile(r"()00D\w{12,15}![\w.!-]+"),  # a Salesforce session
    re.compile(r"()[A-Za-z0-9_.~+-]{32,}=*"),
)


def describe(error: Exception) -> str:
    """Return program, system, time, and what is known of the fault."""
    lines = [
        f"sansan-salesforce {version('sansan-salesforce')}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
    ]
    if isinstance(error, Trouble):
        lines.append(f"{error.code} (exit {error.exit_code})")
        lines += [f"{name}: {clean(str(value))}" for name, value in error.details.items()]
    else:
        lines += clean("".join(traceback.format_exception(error))).splitlines()
    return "\n".join(lines)


def clean(words: str) -> str:
    """Return the words without what looks like a secret or a mail address."""
    for pattern in _SECRETS:
        words = pattern.sub(rf"\g<1>{_HIDDEN}", words)
    return words
