"""One sentence in a dialog of the system itself, for faults before our own window or when there is none.

Linux has no such dialog; there the desktop's notification says it. Windows and macOS: not yet tried.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from wizard.services.system.programs import run_tool

_SECONDS = 600.0  # the person reads it
# The title and the text are arguments, never part of a program.
_ALERT = 'on run {title, body}\ndisplay alert title message body as critical buttons {"OK"} default button 1\nend run'
_MB_ICONERROR, _MB_SETFOREGROUND = 0x10, 0x10000  # MessageBoxW, uType


def command(title: str, body: str, platform: str = sys.platform) -> list[str]:
    """Return the tool that shows the dialog; empty where the system offers a call instead, or nothing."""
    return ["osascript", "-e", _ALERT, title, body] if platform == "darwin" else []


def show_message(title: str, body: str) -> bool:
    """Show the dialog and wait until it is closed. Return whether the system has one and showed it."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.MessageBoxW(None, body, title, _MB_ICONERROR | _MB_SETFOREGROUND))
    words = command(title, body)
    if not words:
        return False
    with suppress(OSError, subprocess.TimeoutExpired):
        return run_tool(words, _SECONDS).returncode == 0
    return False
