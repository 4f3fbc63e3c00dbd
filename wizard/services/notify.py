"""A notification on the person's desktop, by what each system brings along; without a desktop nothing happens."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from wizard.services.system import tray_notice
from wizard.services.system.programs import run_tool

_SECONDS = 15
# The title and the text are arguments, never part of a program.
_APPLE = "on run {title, body}\ndisplay notification body with title title\nend run"


def notify(title: str, body: str) -> None:
    """Show a notification. Tried on Linux only."""
    if sys.platform == "win32":
        tray_notice.show(title, body)
        return
    with suppress(OSError, subprocess.TimeoutExpired):
        run_tool(command(title, body), _SECONDS)


def command(title: str, body: str, platform: str = sys.platform) -> list[str]:
    """Return what shows a notification on a platform that has a tool for it."""
    if platform == "darwin":
        return ["osascript", "-e", _APPLE, title, body]
    bus = "org.freedesktop.Notifications"  # Desktop Notifications Specification, Notify
    call = ["busctl", "--user", "--", "call", bus, "/org/freedesktop/Notifications", bus, "Notify", "susssasa{sv}i"]
    return [*call, "sansan-salesforce", "0", "dialog-warning", title, body, "0", "0", "-1"]
