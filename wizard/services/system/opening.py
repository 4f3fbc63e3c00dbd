"""Opening an address or a file with what the person, or else the system, has for it; never in a text browser."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import PurePath
from urllib.parse import urlsplit

from wizard.services.system.programs import start

_SECONDS = 3.0  # in which a program that cannot open it has usually said so
_TEXT = {"www-browser", "links", "links2", "elinks", "lynx", "w3m", "browsh", "carbonyl"}
_GRAPHICAL = ("x-www-browser", "firefox", "chromium", "google-chrome", "microsoft-edge", "epiphany", "konqueror")


def open_address(address: str) -> bool:
    """Open a web address or the path of a file; return whether something could be started for it."""
    found = ways(address, os.environ)
    for words in found:
        if _runs(words):
            return True
    if sys.platform == "win32":
        try:
            os.startfile(address)  # noqa: S606 - what Windows has for it
        except OSError:
            return False
        return True
    return False


def ways(
    address: str,
    environment: Mapping[str, str],
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> list[list[str]]:
    """Return the commands to try, in their order."""
    named = environment.get("BROWSER", "").split(os.pathsep) if _is_web(address) else []
    found = [words for entry in named if (words := _command(entry, address)) and not _is_text(words)]
    if platform == "darwin":
        return [*found, ["open", address]]
    if platform == "win32" or not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return found
    tools = [[tool, *more, address] for tool, *more in (["xdg-open"], ["gio", "open"]) if which(tool)]
    browsers = [[name, address] for name in _GRAPHICAL if which(name)] if _is_web(address) else []
    return [*found, *tools, *browsers]


def _command(entry: str, address: str) -> list[str]:
    """Return a command of ``BROWSER``, as Python's documentation describes it; empty where it is none."""
    try:
        words = shlex.split(entry.strip().removesuffix("&"))
    except ValueError:
        return []
    if any("%s" in word for word in words):
        return [word.replace("%s", address) for word in words]
    return [*words, address] if words else []


def _is_text(words: list[str]) -> bool:
    return PurePath(words[0]).name in _TEXT


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https")


def _runs(words: list[str]) -> bool:
    """Whether a program starts, and does not end at once with a fault."""
    try:
        # xdg-open falls back to text browsers, unless it is told which ones there are
        running = start(words, {"BROWSER": ":".join(_GRAPHICAL)} if words[0] == "xdg-open" else None)
        return running.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
