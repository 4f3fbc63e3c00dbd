"""Whether the program runs with an administrator's rights on Windows, where what it makes is then not the person's."""

from __future__ import annotations

import sys


def is_elevated() -> bool:
    """Whether it runs elevated; False on other systems, where servers run as they like."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.shell32.IsUserAnAdmin())
    return False
