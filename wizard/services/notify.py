"""A notification on the person's desktop, by what each system brings along; without a desktop nothing happens."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

_SECONDS = 15
# The title and the text are arguments, never part of a program.
_APPLE = "on run {title, body}\ndisplay notification body with title title\nend run"
_WINDOWS = (
    "Add-Type -AssemblyName System.Windows.Forms; $icon = New-Object System.Windows.Forms.NotifyIcon; "
    "$icon.Icon = [System.Drawing.SystemIcons]::Warning; $icon.Visible = $true; "
    "$icon.ShowBalloonTip(10000, $env:NOTICE_TITLE, $env:NOTICE_BODY, 'Warning'); Start-Sleep 10; $icon.Dispose()"
)


def notify(title: str, body: str) -> None:
    """Show a notification. Tried on Linux only."""
    variables = {**os.environ, "NOTICE_TITLE": title, "NOTICE_BODY": body}
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(  # noqa: S603 - no shell, fixed programs
            command(title, body), env=variables, capture_output=True, timeout=_SECONDS, check=False
        )


def command(title: str, body: str, platform: str = sys.platform) -> list[str]:
    """Return what shows a notification on a platform."""
    if platform == "darwin":
        return ["osascript", "-e", _APPLE, title, body]
    if platform == "win32":
        return ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS]
    bus = "org.freedesktop.Notifications"  # Desktop Notifications Specification, Notify
    call = ["busctl", "--user", "--", "call", bus, "/org/freedesktop/Notifications", bus, "Notify", "susssasa{sv}i"]
    return [*call, "sansan-salesforce", "0", "dialog-warning", title, body, "0", "0", "-1"]
