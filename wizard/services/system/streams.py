"""Standard streams for a program without a console: Windows gives a windowed one, and its children, none.

Without them every ``print`` and every traceback of a library is a fault of its own.
"""

from __future__ import annotations

import os
import sys


def give_streams() -> None:
    """Put a sink in place of each standard stream that is missing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for good, and early
