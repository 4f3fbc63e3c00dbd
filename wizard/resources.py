"""Finds the files that ship with the program: icons, translations, licences."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).with_name("resources")  # in the wheel
_SOURCE = Path(__file__).parents[1] / "resources"  # in the source tree


def path(name: str) -> Path:
    """Return the path of a resource, e.g. ``icons/done.svg``. It need not exist."""
    folder = _PACKAGED if _PACKAGED.is_dir() else _SOURCE
    return folder / name
