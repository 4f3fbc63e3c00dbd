"""Where the program keeps its data."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_data_path

_NAME = "sansan-salesforce"


def data_folder(platform: str = sys.platform) -> Path:
    """Return the folder of this program's data.

    On macOS always the same: platformdirs follows ``XDG_DATA_HOME`` there, which a terminal may have and Finder and
    launchd have not, so that one person would have two homes. On Windows the one that does not roam.
    """
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return user_data_path(_NAME, appauthor=False)
