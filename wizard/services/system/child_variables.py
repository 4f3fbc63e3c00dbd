"""The environment that other programs get from us: that of the person, not of the packager.

PyInstaller's bootloader puts the program's folder before the system's libraries (``LD_LIBRARY_PATH``) and keeps what
was there before under another name. A browser or a tool of the desktop that inherits it loads our libraries, and dies.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping

_NAMES = ("LD_LIBRARY_PATH", "LIBPATH")


def restore(variables: MutableMapping[str, str], *, frozen: bool = hasattr(sys, "_MEIPASS")) -> None:
    """Put back what the bootloader changed. This process itself has read it already, when it began."""
    for name in _NAMES if frozen else ():
        before = variables.pop(f"{name}_ORIG", None)
        variables.pop(name, None)
        if before is not None:
            variables[name] = before
