"""Whether the person has told the system that nothing shall move on the screen. Qt 6.11 does not say it."""

from __future__ import annotations

import subprocess
import sys

from wizard.services.system.programs import run_tool

_SECONDS = 2
_ANIMATIONS = 0x1042  # SPI_GETCLIENTAREAANIMATION, SystemParametersInfoW


def reduced_motion_wanted(platform: str = sys.platform) -> bool:
    """Return the system's setting; False where it cannot be read. Tried on Linux only."""
    if platform == "win32":
        return not _windows_animates()
    program, still = command(platform)
    try:
        told = run_tool(program, _SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.stdout.strip() == still


def command(platform: str) -> tuple[list[str], str]:
    """Return what tells the setting on a platform, and what it says where nothing shall move."""
    if platform == "darwin":  # "Reduce motion"
        return ["defaults", "read", "com.apple.universalaccess", "reduceMotion"], "1"
    return ["gsettings", "get", "org.gnome.desktop.interface", "enable-animations"], "false"


def _windows_animates() -> bool:
    if sys.platform != "win32":
        return True
    import ctypes

    on = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(_ANIMATIONS, 0, ctypes.byref(on), 0)
    return bool(on.value)
