"""Screens to try windows on: the usual one, and small ones at several scales, all of one process without a display."""

from __future__ import annotations

import atexit
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication, QScreen

SMALL = [(width, height, scale) for width, height in ((1280, 672), (1024, 640)) for scale in (1.0, 1.5, 2.0)]
_APART = 3000


def platform() -> str:
    """Return the value of QT_QPA_PLATFORM that brings these screens."""
    screens = [_screen("large", 0, 1920, 1080, 1.0)]
    screens += [_screen(name(*each), place, *each) for place, each in enumerate(SMALL, 1)]
    folder = TemporaryDirectory(prefix="screens-")
    atexit.register(folder.cleanup)
    file = Path(folder.name) / "screens.json"
    file.write_text(json.dumps({"windowFrameMargins": True, "screens": screens}), "utf-8")
    return f"offscreen:configfile={file}"


def name(width: int, height: int, scale: float) -> str:
    """Return the name of a small screen. The first one in the order of the alphabet is the primary one."""
    return f"small {width}x{height}, {scale:.0%}"


def screen(wanted: str) -> QScreen:
    """Return the screen of this name."""
    return next(each for each in QGuiApplication.screens() if each.name() == wanted)


def _screen(name: str, place: int, width: int, height: int, scale: float) -> dict[str, object]:
    return {
        "name": name,
        "x": place * _APART,
        "y": 0,
        "width": width,
        "height": height,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": scale,
    }
