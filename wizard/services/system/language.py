"""Which language the program speaks when nobody chose one: that of the system's own menus.

Programs started by Finder, launchd or the Task Scheduler have no ``LANG``; and the regional format, which Python's
``locale`` answers on Windows, is not the language of the display.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # POSIX, in this order
_JAPANESE = 0x11  # LANG_JAPANESE, the lower ten bits of a Windows language identifier
_SECONDS = 3.0


def is_japanese(variables: Mapping[str, str], system: Sequence[str]) -> bool:
    """Whether to speak Japanese: a variable that is set decides, else the first language of the system."""
    named = next(filter(None, map(variables.get, _VARIABLES)), "")
    if named:
        return named.lower().startswith(("ja", "japanese"))
    return bool(system) and system[0].lower().startswith("ja")


def of_identifier(identifier: int) -> str:
    """Return the language of a Windows language identifier, as far as it matters here."""
    return "ja" if identifier & 0x3FF == _JAPANESE else "en"


def of_defaults(text: str) -> list[str]:
    """Return the languages that ``defaults read -g AppleLanguages`` tells, an old-style property list."""
    return [line.strip().strip('",') for line in text.splitlines() if line.strip() not in ("(", ")", "")]


def system_is_japanese() -> bool:
    """Whether the person's system speaks Japanese. The variables are no custom of Windows."""
    return is_japanese({} if sys.platform == "win32" else os.environ, system_languages())


def system_languages() -> list[str]:
    """Return the languages of the display, the preferred one first; none where they cannot be read."""
    if sys.platform == "win32":
        import ctypes

        return [of_identifier(ctypes.windll.kernel32.GetUserDefaultUILanguage())]
    if sys.platform == "darwin":
        from subprocess import TimeoutExpired

        from wizard.services.system.programs import run_tool

        try:
            return of_defaults(run_tool(["defaults", "read", "-g", "AppleLanguages"], _SECONDS).stdout)
        except (OSError, TimeoutExpired):
            return []
    return []
