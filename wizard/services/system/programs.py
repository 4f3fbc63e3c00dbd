"""Starting a tool of the system: no console window, nothing to read from, output in any encoding.

A windowed program has no standard streams, so none is passed on (Python, ``sys.stdout``: "may be None").
"""

from __future__ import annotations

import locale
import subprocess
import sys
from collections.abc import Mapping, Sequence

_CREATE_NO_WINDOW = 0x08000000  # CreateProcess, dwCreationFlags


def creation_flags(platform: str = sys.platform) -> int:
    """Return the flags of a new process: on Windows a console program opens a window unless it is told not to."""
    return _CREATE_NO_WINDOW if platform == "win32" else 0


def run_tool(
    words: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end and return what it said.

    Raises ``OSError`` when there is no such tool, ``subprocess.TimeoutExpired`` when it takes longer.
    """
    return subprocess.run(  # noqa: S603 - no shell
        words,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=locale.getpreferredencoding(do_setlocale=False),
        errors="replace",
        timeout=seconds,
        env=environment,
        check=False,
        creationflags=creation_flags(),
    )
