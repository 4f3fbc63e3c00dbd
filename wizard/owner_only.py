"""How folders and locks are made for their owner only, on each system."""

from __future__ import annotations

import sys
from typing import Any


def owner_only(mode: int, platform: str = sys.platform) -> dict[str, Any]:
    """Return the arguments that make a folder or a lock for its owner.

    None on Windows, where a person's folders are private already, and where Python (3.12.4 and later) and filelock
    make of a mode a list of rights of its own: made by an elevated start once, the person is locked out for good.
    """
    return {} if platform == "win32" else {"mode": mode}
