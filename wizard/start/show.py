"""Shows one text to a person who has no window of ours, by the first way that works."""

from __future__ import annotations

import locale
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from subprocess import TimeoutExpired

from wizard.services.notify import notify
from wizard.services.system.message import show_message
from wizard.services.system.programs import foreign_environment, run_tool

TITLE = "Sansan → Salesforce"
SECONDS = 600  # the person reads it; nobody is there: it goes
_READ = 1.0  # seconds: a tool that ends sooner, and not well, showed nothing
_NOBODY_SEES = ("offscreen", "minimal", "linuxfb", "vnc")  # Qt's platforms without the person's screen


def show(text: str) -> None:
    """Show a text, and return when it was read. Without a desktop nothing happens."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _NOBODY_SEES:
        return
    if sys.platform in ("win32", "darwin"):
        shown = show_message(TITLE, text)
    else:
        shown = _has_display() and (_in_our_own_window(text) or any(map(_by_tool, tools(text, os.environ))))
    if not shown:
        notify(TITLE, text)


def tools(text: str, variables: Mapping[str, str]) -> list[list[str]]:
    """Return the programs that show a text on a Linux desktop, the likeliest first. The last knows only X and ASCII."""
    found = [
        ["zenity", "--error", "--no-markup", f"--title={TITLE}", f"--text={text}", f"--timeout={SECONDS}"],
        ["kdialog", "--title", TITLE, "--error", text],
    ]
    return [*found, ["xmessage", "-center", text]] if variables.get("DISPLAY") and text.isascii() else found


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _by_tool(words: list[str]) -> bool:
    began = time.monotonic()
    with suppress(OSError, TimeoutExpired):
        return run_tool(words, SECONDS, _variables()).returncode == 0 or time.monotonic() - began > _READ
    return False


def _variables() -> dict[str, str] | None:
    """Return the environment for a tool, which reads no argument of ours where its locale does not exist."""
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        return {**foreign_environment(), "LC_ALL": "C.UTF-8"}
    return None


def _in_our_own_window(text: str) -> bool:
    """Show it with Qt, in a process of its own: what ended the program may end this one, too. Not on Windows."""
    if sys.platform == "win32":
        return False
    child = os.fork()
    if not child:
        code = 1
        with suppress(BaseException):
            from wizard.app.start_dialog import show_dialog

            code = show_dialog(TITLE, text, SECONDS)
        os._exit(code)
    return os.waitpid(child, 0)[1] == 0
