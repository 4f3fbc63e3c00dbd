"""Technical details of a fault, fit to be shown to others: no secret, no name, no address of a person."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime

from PySide6.QtCore import qVersion

from wizard import __version__
from wizard.domain.errors import AppError
from wizard.domain.redact import clean


def describe(error: Exception) -> str:
    """Return program, system, time, and what is known of the fault."""
    lines = [
        f"sansan-salesforce {__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
    ]
    if isinstance(error, AppError):
        lines.append(f"{error.code} (exit {error.exit_code})")
        lines += [f"{name}: {clean(str(value))}" for name, value in error.details.items()]
    else:
        lines += clean("".join(traceback.format_exception(error))).splitlines()
    return "\n".join(lines)
